import { expect, test } from '@playwright/test';
import { enter, setLocale } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import { alumnusApplies, deskHires, deskOpens } from './returning/opening.ts';
import { prepare, submit } from './returning/return.ts';
import * as talks from './returning/talk.ts';
import * as welcome from './returning/welcome.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

for (const [locale, part] of [
	['ja', 'tied'],
	['en', 'ready']
] as const)
	test(`from an opening over a casual talk to an application of one's own, a return and a welcome (${locale})`, async ({
		browser
	}) => {
		const walk = await prepare(gathering, browser, locale, part);
		const before = talks.calendarMails(walk).length;
		await test.step('the desk writes an opening, is shown what is missing, and opens it', () =>
			deskOpens(walk));
		const first = await test.step('an alumnus finds it, and chooses the door to just talk', () =>
			talks.alumnusJustTalks(walk));
		await test.step('it is moved and called off; the calendar follows by one UID and a growing SEQUENCE', async () => {
			await talks.moveAndCallOff(walk, first);
			await talks.calendarFollows(walk, first, before);
		});
		const second = await test.step('it is booked anew', () => talks.book(walk, 0));
		await test.step('afterwards the host writes a few lines, to the alumnus and to nobody else', () =>
			talks.hostWritesAfterwards(walk, second));
		const application = await test.step('the alumnus applies, of their own accord', () =>
			alumnusApplies(walk));
		await test.step('and follows each step', () => deskHires(walk, application));
		const rehire = await test.step('they come back: the desk records it and arranges the welcome', () =>
			welcome.deskArrangesWelcome(walk));
		await test.step('the colleague who leads them reads the guide and gets things ready', () =>
			welcome.leaderPrepares(walk, rehire));
		await test.step('after 30 days both are asked apart, and each says to whom it is shown', async () => {
			await welcome.bothAreAsked(walk, rehire);
			await welcome.deskSeesAnswers(walk, rehire);
		});
		await test.step('what was recorded by mistake is undone', () => welcome.deskUndoes(walk, rehire));
		for (const visitor of [walk.steward, walk.guest, walk.colleague]) await visitor.leave();
	});

test('the desk asks for several at once, and reads a wish, in both languages', async ({ browser }) => {
	for (const locale of ['ja', 'en'] as const) {
		await setLocale(gathering, locale, ['steward', 'hesitant']);
		const [steward, guest] = [
			await enter(gathering, browser, 'steward', locale),
			await enter(gathering, browser, 'hesitant', locale)
		];
		for (const [page, boxes, send] of [
			['/desk/people', [0, 1, 2], 'button[formaction*="/ask"]'],
			['/desk/outreach', [0], 'form[action="/desk/outreach/list"] button']
		] as const) {
			await steward.go(page);
			for (const box of boxes) await steward.page.locator('input[name=person]').nth(box).check();
			await steward.page.locator(send).click();
			await steward.page.waitForURL(/\/desk\/outreach\/list/);
			await steward.look();
		}
		await steward.press(locale === 'ja' ? 'まとめて依頼を送る' : 'Send these requests');
		await steward.sees(locale === 'ja' ? '1人分の声掛けをお願いしました' : 'Asked for 1');
		await guest.go('/openings');
		await guest.page
			.locator('#wishes textarea')
			.fill(locale === 'ja' ? '週3日なら' : 'Three days a week');
		await submit(guest, '?/wish');
		await steward.go('/desk/openings');
		await steward.sees(locale === 'ja' ? '週3日なら' : 'Three days a week');
		for (const visitor of [steward, guest]) await visitor.leave();
	}
});

test('a token made at the desk opens the API over the wire, and nothing beyond its scopes', async ({
	browser
}) => {
	await setLocale(gathering, 'ja', ['steward']);
	const steward = await enter(gathering, browser, 'steward', 'ja');
	await steward.go('/desk/api');
	await steward.page
		.locator('main details', { has: steward.page.locator('form[action="?/token"]') })
		.locator('summary')
		.click();
	await steward.page.locator('form[action="?/token"] input[name=name]').fill('採用管理');
	await steward.page.locator('input[name=scopes][value="openings.read"]').check();
	await submit(steward, '?/token');
	const token = await steward.page.locator('code').filter({ hasText: 'okaeri_' }).innerText();
	const ask = (path: string, headers: Record<string, string> = {}) =>
		fetch(`${gathering.origin}/api/v1${path}`, { headers });
	const authorization = `Bearer ${token}`;
	const answer = await ask('/openings?limit=2', { authorization });
	expect(answer.status).toBe(200);
	expect(((await answer.json()) as { data: unknown[]; next: string }).data).toHaveLength(2);
	expect(
		(await ask('/openings?limit=2', { authorization, 'if-none-match': answer.headers.get('etag')! }))
			.status
	).toBe(304);
	expect((await ask('/standings', { authorization })).status).toBe(403);
	expect((await ask('/openings')).status).toBe(401);
	expect(((await (await ask('/openapi.json')).json()) as { openapi: string }).openapi).toBe('3.1.0');
	await steward.page.goto(`${gathering.origin}/desk/api`);
	await expect(steward.page.getByText('okaeri_')).toHaveCount(0); // shown that once only
	await steward.leave();
});
