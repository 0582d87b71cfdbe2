import type { Browser, Page } from '@playwright/test';
import type { Gathering } from './gathering-product.ts';
import { Visitor } from './walk.ts';

export type Part =
	'tied' | 'ready' | 'hesitant' | 'distant' | 'steward' | 'executive' | 'former_manager' | 'rejoiner';

/** One of the demo's guests, in a browser of their own. */
export async function enter(
	gathering: Gathering,
	browser: Browser,
	part: Part,
	locale: 'ja' | 'en' = 'ja',
	options: { javaScriptEnabled?: boolean } = {}
): Promise<Visitor> {
	const visitor = await Visitor.arrive(browser, locale, { host: gathering.origin, ...options });
	await visitor.page.goto(`${gathering.origin}/as`);
	await visitor.page.locator(`button[value=${part}]`).click();
	await visitor.page.waitForURL(/\/(home|desk|staff)/);
	return visitor;
}

/** Who a guest is. */
export async function person(
	gathering: Gathering,
	part: Part
): Promise<{ id: string; family: string; given: string }> {
	return (
		await gathering.database.query(
			'select p.person_id as id, p.family_name as family, p.given_name as given from demo_guest g join person p using (network_id, person_id) where g.part = $1',
			[part]
		)
	).rows[0];
}

/** Types into the place where one writes, whether the editor has come in or not. */
export async function write(page: Page, form: string, words: string): Promise<void> {
	const place = `${form} textarea:visible, ${form} [contenteditable]:visible`;
	await page.locator(place).first().click();
	await page.waitForTimeout(300);
	await page.locator(place).first().click();
	await page.keyboard.type(words);
}
