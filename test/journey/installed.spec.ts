import { expect, test } from '@playwright/test';
import { enter, person } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

test('without a connection the last Home and messages are there, nothing confidential is, and signing out takes all away', async ({
	browser
}) => {
	const tied = await enter(gathering, browser, 'tied');
	const { page, context } = tied;
	const kept = () =>
		page.evaluate(async () => {
			const cache = await caches.open('okaeri-kept');
			const pages = (await cache.keys()).map((one) => new URL(one.url).pathname);
			return pages.filter((path) => !path.endsWith('.css'));
		});
	await page.goto(`${gathering.origin}/home`);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.goto(`${gathering.origin}/home`);
	const words = page.locator('[data-keep] article:not([data-unkept]) :is(.written, .words)');
	const post = (await words.first().innerText()).slice(0, 12);
	const change = await page.locator('[data-unkept] h2').first().innerText();
	await page.goto(`${gathering.origin}/messages`);
	await expect.poll(kept).toEqual(['/home', '/messages']);

	await context.setOffline(true);
	await page.goto(`${gathering.origin}/home`);
	await expect(page.getByRole('status')).toContainText('オフラインです');
	await expect(page.locator('main')).toContainText(post);
	await expect(page.locator('body')).not.toContainText(change);
	expect(await page.locator('form, script, img').count()).toBe(0);
	const { fontFamily } = await page.evaluate(() => ({
		fontFamily: getComputedStyle(document.querySelector('h1')!).fontFamily
	}));
	expect(fontFamily, 'it has our looks').not.toMatch(/^"?Times/);
	await page.goto(`${gathering.origin}/people`);
	await expect(page.getByRole('heading', { name: 'オフラインです' })).toBeVisible();

	await context.setOffline(false);
	await page.goto(`${gathering.origin}/home`);
	await page.locator('details.own > summary').click();
	await page.getByRole('button', { name: 'ログアウト' }).click();
	await page.waitForURL(`${gathering.origin}/`);
	await expect.poll(kept).toEqual([]);
	await tied.leave();
});

test('what another program shares begins a post, and sends nothing by itself', async ({ browser }) => {
	const tied = await enter(gathering, browser, 'tied');
	const { id } = await person(gathering, 'tied');
	const posts = async () =>
		(await gathering.database.query('select from post where author_id = $1', [id])).rowCount;
	const before = await posts();
	await tied.go(
		'/share?title=%E8%A8%98%E4%BA%8B&text=%3Cb%3E%E8%AA%AD%E3%82%93%E3%81%A0%3C/b%3E&url=https://example.com/a'
	);
	await expect(tied.page.locator('form[data-compose] textarea')).toHaveValue(
		'記事\n<b>読んだ</b>\nhttps://example.com/a'
	);
	expect(await posts()).toBe(before);
	await tied.leave();
});
