import { expect } from '@playwright/test';
import { linkAsMailed } from '../mailed.ts';
import { product } from '../product.ts';
import type { Visitor } from '../walk.ts';
import type { words } from '../words.ts';

export type Locale = keyof typeof words;
export type Words = (typeof words)[Locale];

/** The two whose mails the journey opens. */
export const alumnusAddress = 'chihiro.kobayashi100105@example.jp';
export const hostAddress = 'naoki.watanabe100101@example.jp';

/** Finds a mail at the desk's outbox, as the worker leaves it there, and gives the link inside. */
export async function linkInMail(
	steward: Visitor,
	address: string,
	subject: RegExp,
	link = /\/join\//
): Promise<string> {
	const row = steward.page
		.getByRole('row')
		.filter({ hasText: address })
		.filter({ hasText: subject })
		.first();
	await expect(async () => {
		await steward.page.goto(new URL('/desk/outbox', steward.page.url()).href);
		while (
			(await row.count()) === 0 &&
			(await steward.page.getByRole('link', { name: /次のページ|Next page/ }).count()) > 0
		) {
			await steward.page.getByRole('link', { name: /次のページ|Next page/ }).click();
			await steward.page.waitForLoadState();
		}
		await expect(row).toBeVisible({ timeout: 300 });
	}).toPass({ timeout: 30_000 });
	await row.getByRole('link').click();
	const href = await steward.page.frameLocator('iframe').getByRole('link').first().getAttribute('href');
	await steward.look();
	if (href && link.test(href)) return href;
	expect(href, 'the desk does not see a link that lets in').not.toMatch(/https?:/);
	const mailId = new URL(steward.page.url()).pathname.split('/').at(-1)!;
	const mailed = await linkAsMailed(product().dataDir, mailId);
	expect(mailed).toMatch(link);
	return mailed;
}
