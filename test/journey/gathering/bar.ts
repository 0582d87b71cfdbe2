import { expect } from '@playwright/test';
import type { Visitor } from '../walk.ts';

const own = 'details.own';
const found = '[data-jump-found]';

/** The menu under one's own face closes by Escape, which leads back to the face, and by touching outside. */
export async function closesItsMenu({ page }: Visitor): Promise<void> {
	const menu = page.locator(own);
	await menu.locator('summary').click();
	await expect(menu).toHaveAttribute('open');
	await page.keyboard.press('Escape');
	await expect(menu).not.toHaveAttribute('open');
	await expect(menu.locator('summary')).toBeFocused();
	await menu.locator('summary').click();
	await page.locator('h1').first().click();
	await expect(menu).not.toHaveAttribute('open');
}

/** The search box suggests, is walked through by the arrows, and leads to the page with everything. */
export async function searches({ page }: Visitor, origin: string, words: string): Promise<void> {
	await page.goto(`${origin}/people`);
	await page.keyboard.press('Control+k');
	await page.keyboard.type(words);
	await expect(page.locator(`${found} a`).first()).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await expect(page.locator(`${found} a`).first()).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.locator(found)).toBeHidden();
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/search\?/);
	await expect(page.locator('#search-results a').first()).toBeVisible();
}

/** On a phone five rooms are at the bottom, each large enough for a thumb, and what waits is counted there. */
export async function fitsAPhone({ page }: Visitor, origin: string): Promise<void> {
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(`${origin}/people`);
	const tabs = page.locator('nav.tabs a');
	await expect(tabs).toHaveCount(5);
	const pressed = page.locator('nav.tabs a, header > a, .tools a:visible, .tools summary');
	for (const box of await Promise.all((await pressed.all()).map((part) => part.boundingBox()))) {
		expect(box!.height).toBeGreaterThanOrEqual(44);
		expect(box!.width).toBeGreaterThanOrEqual(44);
	}
	await page.setViewportSize({ width: 1280, height: 900 });
}
