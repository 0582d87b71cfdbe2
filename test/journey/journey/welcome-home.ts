import { expect } from '@playwright/test';
import type { Visitor } from '../walk.ts';
import type { Words } from './outbox.ts';

// The desk sees where the alumnus stands, and welcomes them home.

/** The board of quadrants shows one who is tied, down to the person. */
export async function boardShows(steward: Visitor, w: Words): Promise<void> {
	await expect(async () => {
		await steward.go('/desk/quadrants');
		await expect(steward.page.locator('.q.tied .n')).toContainText(/^1/, { timeout: 500 });
	}).toPass({ timeout: 20_000 });
	await steward.page.locator('.q.tied').getByRole('link').click();
	await expect(steward.page.getByRole('link', { name: w.alumnus })).toBeVisible();
	await steward.look();
}

/** The alumnus comes back. The journey says what led to it, and who was an alumnus is an employee. */
export async function alumnusComesBack(steward: Visitor, alumnus: Visitor, w: Words): Promise<void> {
	await steward.page.getByRole('link', { name: w.alumnus }).click();
	await steward.look();
	await steward.press(w.welcomeHome);
	await expect(async () => {
		await steward.page.reload();
		await expect(steward.page.getByRole('heading', { name: w.first })).toBeVisible({ timeout: 500 });
		await expect(steward.page.locator('.rules')).toContainText(w.talkBooked, { timeout: 500 });
	}).toPass({ timeout: 20_000 });
	await steward.sees(w.rehired);
	await steward.look();
	await steward.go('/desk/rehires');
	await expect(steward.page.getByRole('link', { name: w.alumnus })).toBeVisible();
	await alumnus.go('/staff');
}
