import { test } from '@playwright/test';
import * as telling from './journey/change-and-talk.ts';
import * as invitation from './journey/invitation.ts';
import { alumnusComesBack, boardShows } from './journey/welcome-home.ts';
import { stewardLink } from './product.ts';
import { Visitor } from './walk.ts';
import { words } from './words.ts';

for (const locale of ['ja', 'en'] as const)
	test(`from an HR export to "welcome home" (${locale})`, async ({ browser }) => {
		const w = words[locale];
		const steward = await Visitor.arrive(browser, locale);
		const alumnus = await Visitor.arrive(browser, locale);
		const host = await Visitor.arrive(browser, locale);
		await steward.go(await stewardLink(locale));
		await steward.press(w.signIn);

		await test.step('the desk loads the people who left', () => invitation.deskLoads(steward, w));
		await test.step('the same file again changes nothing', () => invitation.deskLoadsAgain(steward, w));
		await test.step('records the basis for contact and sends a wave of invitations', () =>
			invitation.deskInvites(steward, w));
		await test.step('an alumnus follows the invitation, says why they left and how they stand', async () => {
			const link = await invitation.invitationOf(steward, w);
			await invitation.alumnusJoins(link, alumnus, w, locale);
			await invitation.linkIsUsed(link, browser, w, locale);
		});
		await test.step('an employee joins and opens hours for casual talks', () =>
			invitation.employeeHosts(steward, host, w));
		await test.step('the desk tells what has changed, and sees whom it concerns before publishing', () =>
			telling.deskTells(steward, w));
		await test.step('whom it concerns finds "then → now" on Home, in Since you left, and in a mail', () =>
			telling.alumnusReads(steward, alumnus, w));
		await test.step('both doors stand open; a casual talk is booked and moved', () =>
			telling.alumnusBooks(alumnus, w));
		await test.step('it is called off', () => telling.hostCallsOff(host, w));
		await test.step('and booked again', () => telling.alumnusBooksAgain(steward, alumnus, w));
		await test.step('the board shows where they stand, down to the person', () => boardShows(steward, w));
		await test.step('they come back, and the journey says what led to it', () =>
			alumnusComesBack(steward, alumnus, w));
		for (const visitor of [steward, alumnus, host]) await visitor.leave();
	});
