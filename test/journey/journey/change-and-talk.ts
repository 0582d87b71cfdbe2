import { expect } from '@playwright/test';
import type { Visitor } from '../walk.ts';
import { alumnusAddress, linkInMail, type Words } from './outbox.ts';

// The company tells what changed. Whom it concerns reads it, and talks.

/** The desk writes what has changed, and sees that it concerns one person before publishing. */
export async function deskTells(steward: Visitor, w: Words): Promise<void> {
	await steward.go('/desk/changes/new');
	await steward.page.locator('input[name=title]').fill(w.changeTitle);
	await steward.page.locator('textarea[name=thenWords]').fill(w.thenWords);
	await steward.page.locator('textarea[name=nowWords]').fill(w.nowWords);
	await steward.page.locator('input[name=since]').fill('2026-10-01');
	await steward.page.getByLabel(w.answers, { exact: true }).check();
	await steward.page.locator('input[name=voiceName]').fill('石川 隆');
	await steward.page.locator('textarea[name=voiceWords]').fill(w.voice);
	await steward.press(w.save);
	await steward.sees(w.concerns);
	await steward.press(w.publish);
	await steward.sees(w.held);
	await steward.press(w.sendNow);
	await steward.sees(w.published);
	await expect(steward.page.locator('dd').first()).toHaveText('1');
}

/** The alumnus finds "then → now" on Home, in Since you left, and in a mail. */
export async function alumnusReads(steward: Visitor, alumnus: Visitor, w: Words): Promise<void> {
	await alumnus.go('/home');
	await alumnus.sees(w.because);
	await alumnus.press(w.readMore, 'link');
	await alumnus.sees(w.voice);
	await alumnus.go('/since');
	await alumnus.sees(w.mine);
	await linkInMail(steward, alumnusAddress, new RegExp(w.changeTitle), /\/since\//);
}

async function bookFirst(alumnus: Visitor, w: Words): Promise<void> {
	await alumnus.page.locator('input[name=startsAt]').first().check();
	await alumnus.press(w.book);
}

/** Both doors stand open. The alumnus books a casual talk and moves it. */
export async function alumnusBooks(alumnus: Visitor, w: Words): Promise<void> {
	await alumnus.go('/come-back');
	await alumnus.press(w.chooseTime, 'link');
	await alumnus.press(w.thisPerson, 'link');
	await alumnus.sees(w.noSelection);
	await bookFirst(alumnus, w);
	await alumnus.sees(w.booked);
	await alumnus.press(w.move, 'link');
	await alumnus.page.locator('input[name=startsAt]').nth(2).check();
	await alumnus.press(w.moveTo);
	await alumnus.sees(w.moved);
}

export async function hostCallsOff(host: Visitor, w: Words): Promise<void> {
	await host.go('/staff');
	await expect(host.page.getByText(w.alumnus)).toBeVisible();
	await host.page.getByRole('link', { name: new RegExp(w.alumnus) }).click();
	await host.press(w.cancel);
	await host.sees(w.cancelled);
}

/** The alumnus books again. The mail about it carries a calendar entry. */
export async function alumnusBooksAgain(steward: Visitor, alumnus: Visitor, w: Words): Promise<void> {
	await alumnus.go('/come-back/talk');
	await alumnus.press(w.thisPerson, 'link');
	await bookFirst(alumnus, w);
	await linkInMail(steward, alumnusAddress, w.talkSubject, /\/talks\//);
	await steward.page.locator('summary', { hasText: w.calendarEntry }).click();
	await steward.sees(/METHOD:REQUEST/);
}
