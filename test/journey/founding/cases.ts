import { expect, type Browser } from '@playwright/test';
import { bookTalk } from '../telling/coming-back.ts';
import { alumnaAnswers, managerWrites } from '../telling/former-manager.ts';
import type { Visitor } from '../walk.ts';
import { joinByMail, submit, type Company } from './company.ts';
import { personPage } from './people.ts';

// The three cases that the network is made for, by the pages of a network that a company founded.

/** People of the list that the desk loads. The executive led her until she left over work from home. */
const executive = 'ryo.watanabe100119@example.jp';
const led = { family: '王', given: '結衣', address: 'yui.wang100282@example.jp' };
const talker = 'shota.suzuki100170@example.jp';
const subsidiary = 'もみじデジタル株式会社';

/** The desk invites a manager whom HR's list names as an executive. */
export async function invitesManager(desk: Visitor): Promise<void> {
	await desk.go('/desk/roles');
	await desk.page.locator('textarea[name=list]').fill(`渡邉 亮, ${executive}, 役員`);
	await submit(desk, 'form[action^="?/preview"]');
	await submit(desk, 'form[action^="?/invite"]');
}

/** The manager joins, and takes talks on every day of the week. */
export async function managerJoins(company: Company, browser: Browser): Promise<Visitor> {
	const manager = await joinByMail(company, browser, 'ja', executive);
	await manager.go('/staff/hosting');
	await manager.page.locator('input[name=isOpen]').check();
	await manager.page.locator('textarea[name=introduction]').fill('もみじの営業を長く率いています。');
	for (const day of [1, 2, 3, 4, 5, 6, 7]) {
		await manager.page.locator(`input[name=from${day}]`).fill('09:00');
		await manager.page.locator(`input[name=until${day}]`).fill('18:00');
	}
	await submit(manager, 'form:has(textarea[name=introduction])');
	return manager;
}

/** Case A: she reads what is possible now, talks, and applies herself. Her journey shows it in this order. */
export async function alumnaReadsAndTalks(alumna: Visitor): Promise<void> {
	await alumna.go('/home');
	await alumna.sees(/「転勤・勤務地」を挙げられたため/);
	await alumna.press('くわしく読む', 'link');
	await alumna.sees('いまは、勤務地を選べます。');
	await bookTalk(alumna);
}

/** What led to a return, as the page of the person shows it. */
export async function journeyShows(desk: Visitor, name: string, ledBy: readonly string[]): Promise<void> {
	const page = await personPage(desk, name);
	await expect(async () => {
		await desk.go(page);
		for (const step of ledBy)
			await expect(desk.page.locator('.rules').first()).toContainText(step, { timeout: 500 });
	}).toPass({ timeout: 30_000 });
}

/** Case Yokogawa: her former manager, an executive now, writes to her who cannot return. She comes to the subsidiary. */
export async function managerBringsBack(
	desk: Visitor,
	manager: Visitor,
	company: Company,
	browser: Browser
): Promise<void> {
	const alumna = await joinByMail(company, browser, 'ja', led.address, async ({ page }) => {
		await page.locator('input[name=consents][value=former_manager]').check();
	});
	await alumna.go('/me/standing');
	await alumna.page.locator('input[name=wantsToReturn][value=yes]').check();
	await alumna.page.locator('input[name=canReturn][value=no]').check();
	await submit(alumna, 'form[action="?/standing"]');
	const path = await personPage(desk, led.family + led.given);
	await desk.go(`/desk/outreach/new?person=${path.split('/').at(-1)}`);
	await desk.page
		.locator('li')
		.filter({ hasText: '元上司（現在は役員）' })
		.getByRole('link', { name: 'この人に依頼する' })
		.click();
	await desk.press('依頼を送る');
	const conversation = await managerWrites(manager, led);
	await alumnaAnswers(alumna, conversation);
	await bookTalk(alumna);
	await desk.go(path);
	await desk.page.locator('select[name=company]').selectOption({ label: subsidiary });
	await desk.press('再入社を記録する');
	await journeyShows(desk, led.family + led.given, ['声掛けを受けた', 'カジュアル面談を予約した']);
	await desk.sees(new RegExp(`${subsidiary}に再入社`));
	await alumna.leave();
}

const conditions = [
	'business',
	'businessRange',
	'place',
	'placeRange',
	'trial',
	'hours',
	'overtime',
	'holidays',
	'pay',
	'insurance',
	'smoking',
	'recruiter'
];
const title = '購買（残業のない働き方）';

async function deskOpens(desk: Visitor): Promise<void> {
	await desk.go('/desk/openings/new');
	await desk.page.locator('input[name=title]').fill(title);
	for (const name of conditions) await desk.page.locator(`[name=${name}]`).fill('定めのとおり');
	await submit(desk, 'form:has(input[name=title])');
	await submit(desk, 'form[action="?/open"]');
	await desk.sees('募集中');
}

/** Case Hitachi: an opening has two doors. Who talks is in no selection; nobody but the alumnus can apply. */
export async function alumnusChoosesDoor(desk: Visitor, company: Company, browser: Browser): Promise<void> {
	await deskOpens(desk);
	const alumnus = await joinByMail(company, browser, 'ja', talker);
	await alumnus.go('/openings');
	await alumnus.press(title, 'link');
	const doors = alumnus.page.locator('section.doors');
	await expect(doors.locator('a[href$="/apply"]')).toBeVisible();
	await expect(doors.locator('a[href="/come-back/talk"]')).toBeVisible();
	const opening = new URL(alumnus.page.url()).pathname;
	await bookTalk(alumnus);
	await desk.go('/desk/talks');
	await desk.sees('鈴木 翔太');
	// No verdict, and no way on from a talk: all that is sent from here is the name of a view.
	await expect(desk.page.locator('main form[method=post]:not([action*="View"])')).toHaveCount(0);
	await desk.go('/desk/applications');
	await expect(desk.page.locator('main')).not.toContainText('鈴木 翔太');
	expect((await desk.page.request.get(`${company.origin}${opening}/apply`)).status()).toBe(403);
	await alumnus.go(`${opening}/apply`);
	await alumnus.page.locator('textarea[name=words]').fill('また一緒に働きたいです。');
	await alumnus.page.locator('form button.main').click();
	await alumnus.page.waitForURL(/\/applications\//);
	await desk.go('/desk/applications');
	await desk.sees('鈴木 翔太');
	await alumnus.leave();
}
