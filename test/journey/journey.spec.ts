import path from 'node:path';
import { expect, test } from '@playwright/test';
import { write } from './gathering-people.ts';
import { linkAsMailed } from './mailed.ts';
import { product } from './product.ts';
import { Visitor } from './walk.ts';
import { words } from './words.ts';

const file = path.resolve(import.meta.dirname, '../fixtures/leavers-cp932.csv');

for (const locale of ['ja', 'en'] as const) {
	test(`from an HR export to "welcome home" (${locale})`, async ({ browser }) => {
		const w = words[locale];
		const steward = await Visitor.arrive(browser, locale);
		await steward.go(product().links[locale]);
		await steward.press(w.signIn);

		await test.step('the desk loads the people who left', async () => {
			await steward.go('/desk/imports');
			await steward.page.setInputFiles('input[type=file]', file);
			await steward.press(w.read);
			await expect(steward.page.getByText(/^CP932[、,]/)).toBeVisible();
			await steward.sees(w.refused);
			await steward.sees(w.repeated);
			await steward.look();
			await steward.press(w.load);
			await steward.sees(w.loaded);
			await steward.look();
		});

		await test.step('the same file again changes nothing', async () => {
			await steward.go('/desk/imports');
			await steward.page.setInputFiles('input[type=file]', file);
			await steward.press(w.read);
			await expect(
				steward.page.getByText(
					locale === 'ja'
						? '新しい人 0、追加の在籍 0、変更 0'
						: 'New people 0, further tenures 0, changed 0'
				)
			).toBeVisible();
		});

		await test.step('records the basis for contact and sends a wave of invitations', async () => {
			await steward.go('/desk/invitations');
			await steward.tick(w.consentOnLeaving);
			await steward.press(w.record);
			await steward.sees(w.basisDone);
			await steward.fill(w.waveSize, '400');
			await steward.page.locator('input[name=batch]').fill('400');
			await steward.press(w.wave);
			await steward.sees(w.openingFirst);
			await steward.page.locator('input[name=anyway]').fill('…');
			await steward.press(w.wave);
		});

		const alumnus = await Visitor.arrive(browser, locale);
		await test.step('an alumnus follows the invitation, says why they left and how they stand', async () => {
			const link = await linkInMail(steward, 'chihiro.kobayashi100105@example.jp', w.invitationSubject);
			await alumnus.go(link);
			if (locale === 'en') await alumnus.sees(/Welcome home/);
			await alumnus.tick(w.returnMail);
			await alumnus.page.getByLabel(w.relocation, { exact: true }).check();
			await alumnus.fill(w.ownWords, w.reason);
			await alumnus.page.getByLabel(w.wants, { exact: true }).check();
			await alumnus.page.getByLabel(w.cannot, { exact: true }).check();
			await alumnus.press(w.join);
			await expect(alumnus.page).toHaveURL(/\/home/);
			await write(alumnus.page, 'form[data-compose=post]', w.hello);
			await alumnus.page.getByRole('button', { name: w.postButton, exact: true }).click();
			await expect(alumnus.page.locator('article').filter({ hasText: w.hello })).toBeVisible();
			await alumnus.look();
			const again = await Visitor.arrive(browser, locale);
			await again.go(link); // once only
			await expect(again.page.getByRole('button', { name: w.join, exact: true })).toHaveCount(0);
			await again.leave();
		});

		const host = await Visitor.arrive(browser, locale);
		await test.step('an employee joins and opens hours for casual talks', async () => {
			await steward.go(`/desk/people?q=${encodeURIComponent(w.hostSearch)}`);
			await steward.page
				.getByRole('row', { name: /第一工場/ })
				.getByRole('link')
				.click();
			await steward.press(w.inviteEmployee);
			await host.go(await linkInMail(steward, 'naoki.watanabe100101@example.jp', w.invitationSubject));
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
		});

		await test.step('the desk tells what has changed, and sees whom it concerns before publishing', async () => {
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
			await steward.sees(w.published);
			await expect(steward.page.locator('dd').first()).toHaveText('1');
		});

		await test.step('whom it concerns finds "then → now" on Home, in Since you left, and in a mail', async () => {
			await alumnus.go('/home');
			await alumnus.sees(w.because);
			await alumnus.press(w.readMore, 'link');
			await alumnus.sees(w.voice);
			await alumnus.go('/since');
			await alumnus.sees(w.mine);
			await linkInMail(
				steward,
				'chihiro.kobayashi100105@example.jp',
				new RegExp(w.changeTitle),
				/\/since\//
			);
		});

		await test.step('both doors stand open; a casual talk is booked, moved, called off and booked again', async () => {
			await alumnus.go('/come-back');
			await alumnus.press(w.chooseTime, 'link');
			await alumnus.press(w.thisPerson, 'link');
			await alumnus.sees(w.noSelection);
			await alumnus.page.locator('input[name=startsAt]').first().check();
			await alumnus.press(w.book);
			await alumnus.sees(w.booked);
			await alumnus.press(w.move, 'link');
			await alumnus.page.locator('input[name=startsAt]').nth(2).check();
			await alumnus.press(w.moveTo);
			await alumnus.sees(w.booked);
			await host.go('/staff');
			await expect(host.page.getByText(w.alumnus)).toBeVisible();
			await host.page.getByRole('link', { name: new RegExp(w.alumnus) }).click();
			await host.press(w.cancel);
			await host.sees(w.cancelled);
			await alumnus.go('/come-back/talk');
			await alumnus.press(w.thisPerson, 'link');
			await alumnus.page.locator('input[name=startsAt]').first().check();
			await alumnus.press(w.book);
			await linkInMail(steward, 'chihiro.kobayashi100105@example.jp', w.talkSubject, /\/talks\//);
			await steward.page
				.locator('summary', { hasText: locale === 'ja' ? 'カレンダーの予定' : 'Calendar entry' })
				.click();
			await steward.sees(/METHOD:REQUEST/);
		});

		await test.step('the board shows where they stand, down to the person', async () => {
			await expect(async () => {
				await steward.go('/desk/quadrants');
				await expect(steward.page.locator('.q.tied .n')).toContainText(/^1/, { timeout: 500 });
			}).toPass({ timeout: 20_000 });
			await steward.page.locator('.q.tied').getByRole('link').click();
			await expect(steward.page.getByRole('link', { name: w.alumnus })).toBeVisible();
			await steward.look();
		});

		await test.step('they come back, and the journey says what led to it', async () => {
			await steward.page.getByRole('link', { name: w.alumnus }).click();
			await steward.look();
			await steward.press(w.welcomeHome);
			await expect(async () => {
				await steward.page.reload();
				await expect(steward.page.getByRole('heading', { name: w.first })).toBeVisible({
					timeout: 500
				});
				await expect(steward.page.locator('.rules')).toContainText(w.talkBooked, { timeout: 500 });
			}).toPass({ timeout: 20_000 });
			await steward.sees(w.rehired);
			await steward.look();
			await steward.go('/desk/rehires');
			await expect(steward.page.getByRole('link', { name: w.alumnus })).toBeVisible();
			await alumnus.go('/staff'); // who was an alumnus is an employee
		});

		for (const path of ['/desk', '/desk/people', '/desk/changes', '/desk/talks', '/desk/outbox'])
			await steward.go(path);
		await alumnus.go('/me');
		for (const visitor of [steward, alumnus, host]) await visitor.leave();
	});
}

/** Finds a mail at the desk's outbox, as the worker leaves it there, and gives the link inside. */
async function linkInMail(
	steward: Visitor,
	address: string,
	subject: RegExp,
	link = /\/join\//
): Promise<string> {
	const row = steward.page
		.getByRole('row')
		.filter({ hasText: address })
		.filter({ hasText: subject })
		.first();
	await expect(async () => {
		await steward.page.goto(new URL('/desk/outbox', steward.page.url()).href);
		while (
			(await row.count()) === 0 &&
			(await steward.page.getByRole('link', { name: /次のページ|Next page/ }).count()) > 0
		) {
			await steward.page.getByRole('link', { name: /次のページ|Next page/ }).click();
			await steward.page.waitForLoadState();
		}
		await expect(row).toBeVisible({ timeout: 300 });
	}).toPass({ timeout: 30_000 });
	await row.getByRole('link').click();
	const href = await steward.page.frameLocator('iframe').getByRole('link').first().getAttribute('href');
	await steward.look();
	if (href && link.test(href)) return href;
	expect(href, 'the desk does not see a link that lets in').not.toMatch(/https?:/);
	const mailed = await linkAsMailed(
		product().dataDir,
		new URL(steward.page.url()).pathname.split('/').at(-1)!
	);
	expect(mailed).toMatch(link);
	return mailed;
}
