/** Takes the pictures of the README: Home and the quadrant board of the demo network, in both languages. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { withProduct } from '../bench/product.ts';
import { chromiumPath } from '../test/journey/chromium.ts';

const folder = path.resolve(import.meta.dirname, '../docs/pictures');
const pictures = [
	{ name: 'home', part: 'tied', page: '/home' },
	{ name: 'quadrants', part: 'steward', page: '/desk/quadrants' }
];

fs.mkdirSync(folder, { recursive: true });
await withProduct(async ({ origin }) => {
	const executablePath = chromiumPath();
	const browser = await chromium.launch({
		...(executablePath ? { executablePath } : {}),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-sync',
			'--disable-component-update',
			'--no-first-run'
		]
	});
	for (const locale of ['ja', 'en'] as const) {
		for (const picture of pictures) {
			const page = await browser.newPage({
				viewport: { width: 1280, height: 800 },
				locale,
				timezoneId: 'Asia/Tokyo'
			});
			await page.goto(origin);
			await page.locator(`button[value=${picture.part}]`).click();
			await page.locator('main').waitFor();
			if (locale === 'en') {
				await page.goto(origin + (picture.part === 'steward' ? '/desk' : '/me'));
				await page.locator('button[value=en]').first().click();
				await page.locator('main').waitFor();
			}
			await page.goto(origin + picture.page);
			await page.screenshot({ path: path.join(folder, `${picture.name}.${locale}.png`) });
			if (locale === 'en') {
				await page.goto(origin + (picture.part === 'steward' ? '/desk' : '/me'));
				await page.locator('button[value=ja]').first().click();
			}
			await page.close();
		}
	}
	await browser.close();
});
