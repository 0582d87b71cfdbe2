import path from 'node:path';
import { expect, type Browser } from '@playwright/test';
import { write } from '../gathering-people.ts';
import { Visitor } from '../walk.ts';
import { alumnusAddress, hostAddress, linkInMail, type Locale, type Words } from './outbox.ts';

// The desk loads who left, and invites them. An alumnus and an employee join.

const file = path.resolve(import.meta.dirname, '../../fixtures/leavers-cp932.csv');

async function readFile(steward: Visitor, w: Words): Promise<void> {
	await steward.go('/desk/imports');
	await steward.page.setInputFiles('input[type=file]', file);
	await steward.press(w.read);
}

/** The desk loads the people who left from an HR export, and sees which rows are wrong. */
export async function deskLoads(steward: Visitor, w: Words): Promise<void> {
	await readFile(steward, w);
	await expect(steward.page.getByText(/Shift_JIS[、,]/)).toBeVisible();
	await steward.sees(w.refused);
	await steward.sees(w.repeated);
	await steward.look();
	await steward.press(w.load);
	await steward.sees(w.loaded);
	await steward.look();
}

/** The same file again would change nothing. */
export async function deskLoadsAgain(steward: Visitor, w: Words): Promise<void> {
	await readFile(steward, w);
	await steward.sees(w.nothingNew);
}

/** The desk records the basis for contact and sends a wave. The product says once that the opening is not ready. */
export async function deskInvites(steward: Visitor, w: Words): Promise<void> {
	await steward.go('/desk/invitations/basis');
	await steward.tick(w.consentOnLeaving);
	await steward.press(w.record);
	await steward.sees(w.basisDone);
	await steward.go('/desk/invitations/new');
	await steward.fill(w.waveSize, '400');
	await steward.page.locator('input[name=batch]').fill('400');
	await steward.press(w.wave);
	await steward.sees(w.openingFirst);
	await steward.page.locator('input[name=anyway]').fill('…');
	await steward.press(w.wave);
}

/** An alumnus joins on one screen, says inside why they left and where they stand, and writes a first post. */
export async function alumnusJoins(link: string, alumnus: Visitor, w: Words, locale: Locale): Promise<void> {
	await alumnus.go(link);
	if (locale === 'en') await alumnus.sees(/Welcome home/);
	await alumnus.tick(w.returnMail);
	await alumnus.look();
	await alumnus.press(w.join);
	await expect(alumnus.page).toHaveURL(/\/home/);
	await alumnus.look();
	await alumnus.page.locator('input[name=aims][value=colleagues]').check();
	await alumnus.page.locator('form[action="/home?/cameFor"] button').click();
	await expect(alumnus.page.locator('a[href="/me/profile#came-for"]')).toBeVisible();
	await alumnus.page.locator('details:has(a[href="/me#standing"]) > summary').click();
	await alumnus.page.locator('a[href="/me#standing"]').click();
	await alumnus.page.locator('#reasons input[value=relocation]').check();
	await alumnus.page.locator('#reasons textarea').fill(w.reason);
	await alumnus.page.locator('#reasons button.main').click();
	const standing = alumnus.page.locator('#standing');
	await standing.getByLabel(w.wants, { exact: true }).check();
	await standing.getByLabel(w.cannot, { exact: true }).check();
	await standing.locator('button.main').click();
	await alumnus.go('/home');
	await write(alumnus.page, 'form[data-compose=post]', w.hello);
	await alumnus.page.getByRole('button', { name: w.postButton, exact: true }).click();
	await expect(alumnus.page.locator('article').filter({ hasText: w.hello })).toBeVisible();
	await alumnus.look();
}

/** The link in an invitation opens only once. */
export async function linkIsUsed(link: string, browser: Browser, w: Words, locale: Locale): Promise<void> {
	const again = await Visitor.arrive(browser, locale);
	await again.go(link);
	await expect(again.page.getByRole('button', { name: w.join, exact: true })).toHaveCount(0);
	await again.leave();
}

export const invitationOf = (steward: Visitor, w: Words) =>
	linkInMail(steward, alumnusAddress, w.invitationSubject);

/** An employee is invited, joins, and opens hours for casual talks on every day of the week. */
export async function employeeHosts(steward: Visitor, host: Visitor, w: Words): Promise<void> {
	await steward.go(`/desk/people?q=${encodeURIComponent(w.hostSearch)}`);
	await steward.page.getByRole('row', { name: w.hostDepartment }).getByRole('link').click();
	await steward.press(w.inviteEmployee);
	await host.go(await linkInMail(steward, hostAddress, w.invitationSubject));
	await host.press(w.join);
	await expect(host.page).toHaveURL(/\/staff/);
	await host.go('/staff/hosting');
	await host.page.getByLabel(w.hostOpen).check();
	await host.fill(w.introduction, 'A');
	for (const day of [1, 2, 3, 4, 5, 6, 7]) {
		await host.page.locator(`input[name=from${day}]`).fill('09:00');
		await host.page.locator(`input[name=until${day}]`).fill('12:00');
	}
	await host.press(w.saveButton);
}
