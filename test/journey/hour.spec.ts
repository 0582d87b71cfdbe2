import fs from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { enter } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import type { Visitor } from './walk.ts';

// Someone of HR has one hour a week for the network, and management wants one page.

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

for (const locale of ['ja', 'en'] as const)
	test(`one hour at the desk, and a director reads what came of it (${locale})`, async ({ browser }) => {
		const steward = await enter(gathering, browser, 'steward', locale);
		await test.step('Today is taken over, done and put off', () => clearsToday(steward));
		await test.step('a hundred readings are confirmed in under ten actions, and can be taken back', () =>
			confirmsReadings(steward, locale === 'ja'));
		await test.step('rows are ticked as in any good table, and what was done with them is over', () =>
			ticksRows(steward));
		const segment = await test.step('a segment is saved, and its people taken away as a file', () =>
			savesSegment(steward, `hour ${locale}`));
		const survey = await test.step('it is sent a survey', () => sendsSurvey(steward, segment));
		const member = await enter(gathering, browser, 'tied', locale);
		await test.step('a member answers', () => answers(member, survey));
		await test.step('the answer stands in the results', () => readsResults(steward, survey));
		await test.step('the report is made and sent', () => makesReport(steward));
		const director = await enter(gathering, browser, 'executive', locale);
		await test.step('the director reads the overview and the report', () => directorReads(director));
		for (const visitor of [steward, member, director]) await visitor.leave();
	});

/** Presses a button, and waits for the page that comes of it: the old one stands until then. */
async function submit(page: Page, button: string): Promise<void> {
	await Promise.all([page.waitForEvent('domcontentloaded'), page.locator(button).first().click()]);
}

/** Presses a button again while the first press is on its way. Gives how often the form was sent. */
async function submitTwice(page: Page, button: string): Promise<number> {
	let sent = 0;
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	await page.route('**', async (route) => {
		if (route.request().method() !== 'POST') return route.fallback();
		sent++;
		await held;
		await route.continue();
	});
	const arrived = page.waitForEvent('domcontentloaded');
	// By the page itself: Playwright waits with the second press until the first has led somewhere.
	await page
		.locator(button)
		.first()
		.evaluate((one: HTMLButtonElement) => {
			one.click();
			setTimeout(() => one.click(), 50);
		});
	await expect.poll(() => sent).toBeGreaterThan(0);
	await new Promise((go) => setTimeout(go, 500));
	letGo();
	await arrived;
	await page.unrouteAll({ behavior: 'wait' });
	return sent;
}

async function clearsToday(steward: Visitor): Promise<void> {
	const { page } = steward;
	await steward.go('/desk');
	// Another suggestion may come after one that is done, so the three that were there are dealt with.
	const suggested = page.locator('form[action="?/decide"]');
	const kinds = await suggested
		.locator('input[name=kind]')
		.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
	expect(kinds.length).toBeGreaterThan(0);
	for (const [at, kind] of kinds.entries()) {
		const one = `form[action="?/decide"]:has(input[value=${kind}])`;
		await submit(page, `${one} ${at % 2 ? 'button[name=isDone]' : 'button:not([name])'}`);
		await expect(page).toHaveURL(at % 2 ? /done/ : /put_off/);
	}
	await page.locator('details:has(form[action="?/give"]) > summary').first().click();
	const item = page.locator('form[action="?/give"]').first();
	await item.locator('select[name=person]').selectOption({ index: 1 });
	await submit(page, 'form[action="?/give"] button');
}

async function confirmsReadings({ page }: Visitor, isTakenBack: boolean): Promise<void> {
	await page.goto(`${gathering.origin}/desk/reasons`);
	const counted = async () =>
		Number(
			/\d[\d,]*/.exec(await page.locator('main section b').first().innerText())![0].replace(',', '')
		);
	// the worker reads the words of a demo that has just started; all of them are waiting for the first who comes
	if (isTakenBack)
		await expect(async () => {
			await page.reload();
			expect(await counted()).toBeGreaterThan(200);
		}).toPass({ timeout: 60_000 });
	if (isTakenBack) await selectsUnsure(page);
	const before = await counted();
	let actions = 0;
	while (before - (await counted()) < 100 && actions < 10) {
		actions++;
		const hasSure = (await page.locator('form[action="?/sure"]').count()) > 0;
		await submit(
			page,
			hasSure ? 'form[action="?/sure"] button' : 'form[action="?/settle"] button[name=only]'
		);
	}
	expect(before - (await counted())).toBeGreaterThanOrEqual(100);
	expect(actions).toBeLessThan(10);
	if (!isTakenBack) return;
	const left = await counted();
	expect(await submitTwice(page, 'form[action="?/undo"] button')).toBe(1);
	expect(await counted()).toBeGreaterThan(left);
}

async function selectsUnsure(page: Page): Promise<void> {
	const unsure = page.locator('article[data-group]:not(:has(.choices :checked))').first();
	await unsure.evaluate((group) => (group.dataset.seen = ''));
	await unsure.locator('[data-pick]').check();
	await expect(page.locator('[data-seen] .choices input').first()).toBeChecked();
}

async function ticksRows({ page }: Visitor): Promise<void> {
	const list = `${gathering.origin}/desk/people`;
	await page.goto(list);
	await submit(page, '[data-table] form[role=search] button');
	expect([...new URL(page.url()).searchParams.values()], 'what is not asked').not.toContain('');
	const ticked = page.locator('td.tick :checked');
	const rows = page.locator('td.tick input');
	await rows.nth(1).check();
	await rows.nth(4).click({ modifiers: ['Shift'] });
	await expect(ticked).toHaveCount(4);
	await submit(page, '#chosen button[formaction*="/invite"]');
	await page.goBack();
	await expect(ticked, 'one more may be ticked').toHaveCount(4);
	await submit(page, '#chosen button[formaction*="/invite"]');
	await page.goto(list);
	await expect(ticked).toHaveCount(0);
	await page.locator('[data-tick-page]').check();
	await expect(ticked).toHaveCount(await rows.count());
	await page.locator('[data-table-none]').click();
	await expect(ticked).toHaveCount(0);
}

async function savesSegment(steward: Visitor, called: string): Promise<string> {
	const { page } = steward;
	await steward.go('/desk/segments/new');
	const quadrant = page.locator('fieldset:has(input[name=state])');
	await page.locator('details:has(input[name=state]) > summary').click();
	await quadrant.locator('input[value=member]').check();
	await expect(page.locator('[data-segment-count]')).toBeHidden();
	await expect(page).toHaveURL(/state=member/);
	await page.locator('input[name=called]').fill(called);
	await submit(page, 'form[action*="/save"] button');
	await expect(page).toHaveURL(/\/desk\/segments\/[0-9a-f-]{36}/);
	const segment = /segments\/([0-9a-f-]{36})/.exec(page.url())![1]!;
	await steward.go(`/desk/people?segment=${segment}`);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.locator('button[formaction*="/desk/people/file"][value=csv], button[value=csv]').first().click()
	]);
	const file = fs.readFileSync(await download.path(), 'utf8');
	expect(file.charCodeAt(0), 'Excel reads it as UTF-8').toBe(0xfeff);
	expect(file.split('\n').length).toBeGreaterThan(100);
	return segment;
}

async function sendsSurvey(steward: Visitor, segment: string): Promise<string> {
	const { page } = steward;
	await steward.go(`/desk/surveys?segment=${segment}`);
	await submit(page, 'form:has(input[name=template]) button.main');
	const closesOn = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
	await page.locator('input[name=closesOn]').fill(closesOn);
	await page.locator('input[name=how][value=named]').check();
	// to send what is not saved would send it anonymous: the page asks, and a no loses nothing
	const [asked] = await Promise.all([
		page.waitForEvent('dialog').then(async (dialog) => {
			await dialog.dismiss();
			return dialog.type();
		}),
		page.locator('form[action="?/send"] button.main').click()
	]);
	expect(asked).toBe('confirm');
	await expect(page.locator('input[name=how][value=named]')).toBeChecked();
	await submit(page, 'form[action="?/save"] button.main');
	await page.locator('input[name=closesOn]').fill(closesOn);
	await submit(page, 'form[action="?/send"] button.main');
	await expect(page.locator('form[action="?/close"]')).toBeVisible();
	await steward.look();
	return /surveys\/([0-9a-f-]{36})/.exec(page.url())![1]!;
}

async function answers(member: Visitor, survey: string): Promise<void> {
	const { page } = member;
	await expect(async () => {
		await page.goto(`${gathering.origin}/home`);
		await expect(page.locator(`a[href*="/surveys/${survey}"]`).first()).toBeVisible({ timeout: 1000 });
	}).toPass();
	await member.go(`/surveys/${survey}`);
	await page.locator('input[type=radio][value="1"]').first().check();
	await page.locator('textarea').first().fill('hour');
	await submit(page, 'form[action="?/send"] button.main');
	await expect(page.locator('form[action="?/send"]')).toHaveCount(0);
}

async function readsResults(steward: Visitor, survey: string): Promise<void> {
	await steward.go(`/desk/surveys/${survey}`);
	await expect(steward.page.locator('.texts li')).toHaveText(['hour']);
	await expect(
		steward.page.locator('main table').first().locator('tr').nth(2).locator('td').first()
	).toHaveText(/1/);
}

async function makesReport(steward: Visitor): Promise<void> {
	await steward.go('/desk/report');
	const { page } = steward;
	await page.locator('input[name=reader]').first().check();
	await submit(page, 'form[action="?/readers"] button');
	const before = gathering.mails.length;
	await submit(page, 'form[action="?/send"] button');
	await expect.poll(() => gathering.mails.length).toBeGreaterThan(before);
}

async function directorReads(director: Visitor): Promise<void> {
	const { page } = director;
	await director.go('/desk/overview');
	await expect(page.locator('main svg').first()).toBeVisible();
	await director.go('/desk/report');
	const pdf = await page.request.get(
		`${gathering.origin}${await page.locator('a[href*="/desk/report/pdf"]').getAttribute('href')}`
	);
	expect(pdf.headers()['content-type']).toBe('application/pdf');
	expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
}
