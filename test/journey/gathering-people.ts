import { expect, type Browser, type Page } from '@playwright/test';
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

export type Person = { id: string; family: string; given: string };

/** Who a guest is. */
export async function person({ database }: Gathering, part: Part): Promise<Person> {
	const { rows } = await database.query<Person>(
		`select p.person_id as id, p.family_name as family, p.given_name as given
		from demo_guest g
		join person p using (network_id, person_id)
		where g.part = $1`,
		[part]
	);
	return rows[0]!;
}

/** Sets the language of guests, in which the product writes to them. */
export async function setLocale({ database }: Gathering, locale: 'ja' | 'en', parts: Part[]): Promise<void> {
	await database.query(
		`update person
		set locale = $1
		where person_id in (select person_id from demo_guest where part = any($2))`,
		[locale, parts]
	);
}

/** Types into the place where one writes, once its editor has come in. */
export async function write(page: Page, form: string, words: string): Promise<void> {
	const place = page.locator(`${form} textarea:visible, ${form} [contenteditable]:visible`).first();
	const editor = page.locator(`${form} [contenteditable]:visible`).first();
	await expect(async () => {
		await place.blur(); // a field that was focused before the page was ready brings no editor in
		await place.click();
		await expect(editor).toBeVisible({ timeout: 1000 });
	}).toPass();
	await editor.click();
	await page.keyboard.type(words);
}
