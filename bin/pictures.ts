/** Takes the pictures of the README: Home and the quadrant board of the demo network, in both languages. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { withProduct } from '../bench/product.ts';
import { withServer } from '../bench/server.ts';
import { chromiumPath } from '../test/journey/chromium.ts';

type Locale = 'ja' | 'en';
type Picture = { name: string; part: string; page: string; settings: string };

const folder = path.resolve(import.meta.dirname, '../docs/pictures');
const pictures: Picture[] = [
	{ name: 'home', part: 'tied', page: '/home', settings: '/me/account' },
	{ name: 'quadrants', part: 'steward', page: '/desk/quadrants', settings: '/desk' }
];

fs.mkdirSync(folder, { recursive: true });
await withServer((server) =>
	withProduct(server, async ({ origin }) => {
		const browser = await openBrowser();
		for (const locale of ['ja', 'en'] as const)
			for (const picture of pictures) await take(browser, origin, picture, locale);
		await browser.close();
	})
);

function openBrowser(): Promise<Browser> {
	const executablePath = chromiumPath();
	return chromium.launch({
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
}

async function take(browser: Browser, origin: string, picture: Picture, locale: Locale): Promise<void> {
	const page = await browser.newPage({
		viewport: { width: 1280, height: 800 },
		locale,
		timezoneId: 'Asia/Tokyo'
	});
	await page.goto(origin);
	await page.locator(`button[value=${picture.part}]`).click();
	await page.locator('main').waitFor();
	if (locale === 'en') {
		await chooseLanguage(page, origin + picture.settings, 'en');
		await page.locator('main').waitFor();
	}
	await page.goto(origin + picture.page);
	await page.screenshot({ path: path.join(folder, `${picture.name}.${locale}.png`) });
	if (locale === 'en') await chooseLanguage(page, origin + picture.settings, 'ja');
	await page.close();
}

async function chooseLanguage(page: Page, address: string, locale: Locale): Promise<void> {
	await page.goto(address);
	await page.locator(`button[value=${locale}]`).first().click();
}
