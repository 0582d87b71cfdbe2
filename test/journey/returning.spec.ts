import fs from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import ICAL from 'ical.js';
import type { ParsedMail } from 'mailparser';
import { enter, person, type Part } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import type { Visitor } from './walk.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

type Words = (key: string, said?: Record<string, string>) => string;
/** The product's own words in a language, to find what people would read. */
function wordsOf(locale: 'ja' | 'en'): Words {
	const all = JSON.parse(
		fs.readFileSync(path.resolve(import.meta.dirname, `../../locales/${locale}.json`), 'utf8')
	) as Record<string, string>;
	return (key, said = {}) =>
		Object.entries(said).reduce((text, [name, value]) => text.replace(`{${name}}`, value), all[key]!);
}

/** What a mail's calendar entry says (RFC 5545, 5546). */
function entryOf(mail: ParsedMail) {
	const file = mail.attachments.find((one) => one.contentType === 'text/calendar')!;
	const calendar = new ICAL.Component(ICAL.parse(file.content.toString('utf8')) as never);
	const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
	return {
		method: String(calendar.getFirstPropertyValue('method')),
		uid: event.uid,
		sequence: Number(event.sequence),
		start: event.startDate.toJSDate().getTime(),
		organizer: String(event.organizer),
		attendees: event.attendees.length
	};
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
const submit = async (visitor: Visitor, action: string) => {
	await visitor.page.locator(`form[action="${action}"] button:not([type=button])`).last().click();
	await visitor.page.waitForLoadState();
	await visitor.look();
};

for (const [locale, part] of [
	['ja', 'tied'],
	['en', 'ready']
] as const satisfies [string, Part][]) {
	test(`from an opening over a casual talk to an application of one's own, a return and a welcome (${locale})`, async ({
		browser
	}) => {
		const w = wordsOf(locale);
		const title =
			locale === 'ja' ? '生産技術（勤務地は選べます）' : 'Production engineer, place of your choice';
		const [alumnus, host] = [await person(gathering, part), await person(gathering, 'former_manager')];
		await gathering.database.query(
			`update person set locale = $1 where person_id in (select person_id from demo_guest where part in ('tied', 'ready', 'steward', 'former_manager'))`,
			[locale]
		);
		await gathering.database.query(`delete from application where person_id = $1`, [alumnus.id]);
		const { rows } = await gathering.database.query(`select email from contact where person_id = $1`, [
			alumnus.id
		]);
		const mailsTo = () =>
			gathering.mails.filter((mail) =>
				[mail.to ?? []].flat().some((to) => to.text.includes(rows[0].email))
			);
		const calendarMails = () =>
			mailsTo().filter((mail) => mail.attachments.some((one) => one.contentType === 'text/calendar'));
		const [steward, guest, colleague] = [
			await enter(gathering, browser, 'steward', locale),
			await enter(gathering, browser, part, locale),
			await enter(gathering, browser, 'former_manager', locale)
		];
		const begun = calendarMails().length;

		await test.step('the desk writes an opening, is shown what is missing, and opens it', async () => {
			await steward.go('/desk/openings/new');
			await steward.page.locator('input[name=title]').fill(title);
			await steward.page.locator('[name=language]').selectOption(locale);
			for (const name of conditions.slice(0, -1))
				await steward.page.locator(`[name=${name}]`).fill(name === 'placeRange' ? '—' : name);
			await steward.page.locator('input[name=reasons][value=relocation]').check();
			await steward.page
				.locator('input[name=questions]')
				.first()
				.fill(locale === 'ja' ? 'いつごろから働けますか' : 'When could you begin?');
			await steward.page.locator('form button.main').click();
			await steward.sees(w('condition.recruiter'));
			await expect(steward.page.locator('form[action="?/open"]')).toHaveCount(0);
			await steward.page.locator('[name=recruiter]').fill('ひかり製作所');
			await submit(steward, '?/save');
			await submit(steward, '?/open');
			await steward.sees(w('opening.state_open'));
		});

		let talk = '';
		await test.step('an alumnus finds it, and chooses the door to just talk', async () => {
			await guest.go('/openings');
			await guest.page.getByRole('link', { name: title }).click();
			await guest.look();
			await guest.sees(w('doors.talk_fact_1'));
			await guest.page.locator('section.doors a[href="/come-back/talk"]').click();
			await guest.go(`/come-back/talk?host=${host.id}`);
			await guest.page.locator('input[name=startsAt]').nth(1).check();
			await submit(guest, '?/book');
			await guest.sees(w('talk.is_booked'));
			talk = new URL(guest.page.url()).pathname;
		});

		await test.step('it is moved, called off and booked anew; the calendar follows by one UID and a growing SEQUENCE', async () => {
			await guest.go(`${talk}?move`);
			await guest.page.locator('input[name=startsAt]').nth(2).check();
			await submit(guest, '?/move&move');
			await colleague.go(talk);
			await colleague.sees(w('talk.brief_not'));
			await submit(colleague, '?/cancel');
			await expect.poll(() => calendarMails().length, { timeout: 30_000 }).toBe(begun + 3);
			const entries = calendarMails()
				.slice(begun)
				.map(entryOf)
				.sort((a, b) => a.sequence - b.sequence);
			const uid = `${talk.split('/').at(-1)}@okaeri`;
			expect(entries.map(({ method, uid, sequence }) => ({ method, uid, sequence }))).toEqual([
				{ method: 'REQUEST', uid, sequence: 0 },
				{ method: 'REQUEST', uid, sequence: 1 },
				{ method: 'CANCEL', uid, sequence: 2 }
			]);
			expect(entries[1]!.start).toBe(entries[2]!.start);
			expect(entries[0]!.start).not.toBe(entries[1]!.start);
			for (const entry of entries)
				expect([entry.organizer.startsWith('mailto:'), entry.attendees]).toEqual([true, 1]);
			await guest.go(`/come-back/talk?host=${host.id}`);
			await guest.page.locator('input[name=startsAt]').first().check();
			await submit(guest, '?/book');
			talk = new URL(guest.page.url()).pathname;
		});

		await test.step('afterwards the host writes a few lines, to the alumnus and to nobody else', async () => {
			await gathering.database.query(
				`update casual_talk set starts_at = now() - interval '2 hours', ends_at = now() - interval '90 minutes' where talk_id = $1`,
				[talk.split('/').at(-1)]
			);
			await colleague.go(talk);
			await colleague.page
				.locator('#thanks textarea')
				.fill(locale === 'ja' ? '評価はAです。' : 'I rated you highly.');
			await submit(colleague, '?/thank');
			await colleague.sees(w('problem.words_judge'));
			const lines =
				locale === 'ja'
					? '今日はありがとうございました。現場でまた会えたら、うれしいです。'
					: 'Thank you for today. It was good to hear how you are.';
			await colleague.page.locator('#thanks textarea').fill(lines);
			await submit(colleague, '?/thank');
			await guest.go('/messages');
			await guest.page
				.getByRole('link')
				.filter({ hasText: lines.slice(0, 12) })
				.first()
				.click();
			await guest.sees(lines);
			// The desk sees that they talked, and nothing of what was said.
			await steward.go('/desk/talks');
			await expect(steward.page.locator('main')).not.toContainText(lines.slice(0, 12));
		});

		await test.step('the alumnus applies, of their own accord, and follows each step', async () => {
			await guest.go('/openings');
			await guest.page.getByRole('link', { name: title }).click();
			await guest.page.locator('a[href$="/apply"]').click();
			await guest.page.waitForURL(/\/apply$/);
			await guest.look();
			await guest.page
				.locator('textarea[name=words]')
				.fill(
					locale === 'ja'
						? '仙台で、また一緒に働きたいです。'
						: 'I would like to work with you again.'
				);
			await guest.page.locator('textarea[name=answers]').first().fill('2027-04');
			await guest.page.locator('input[name=cv]').setInputFiles({
				name: 'cv.pdf',
				mimeType: 'application/pdf',
				buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
			});
			await guest.page.locator('form button.main').click();
			await guest.page.waitForURL(/\/applications\//);
			await guest.look();
			await guest.sees(w('application.sent'));
			const own = guest.page.url();
			await steward.go('/desk/applications');
			await steward.page.locator('main h2 a').first().click(); // the latest
			await steward.sees('cv.pdf');
			for (const status of ['interviewing', 'hired']) {
				await steward.page.locator(`a[href="?step=${status}#step"]`).click();
				await steward.page.waitForURL(new RegExp(status));
				await submit(steward, '?/step');
			}
			await guest.page.goto(own);
			await guest.sees(w('status.hired'));
			await expect
				.poll(() => mailsTo().filter((mail) => mail.subject?.includes(title)).length, {
					timeout: 30_000
				})
				.toBe(3);
		});

		let rehire = '';
		await test.step('they come back: the desk records it and arranges the welcome', async () => {
			await steward.go(`/desk/people/${alumnus.id}`);
			await submit(steward, '?/rehire');
			await steward.page.locator('a[href^="/desk/rehires/"]').click();
			await steward.page.waitForURL(/\/desk\/rehires\//);
			rehire = new URL(steward.page.url()).pathname.split('/').at(-1)!;
			await steward.page.locator('select[name=leaderId]').selectOption(host.id);
			await steward.page
				.locator('textarea[name=notes]')
				.fill(locale === 'ja' ? '在宅は火曜と木曜' : 'At home on Tuesdays and Thursdays');
			await submit(steward, '?/arrange');
			await steward.sees(w('me.saved'));
		});

		await test.step('the colleague who leads them reads the guide and gets things ready', async () => {
			await colleague.go('/staff/guide');
			await colleague.go('/staff');
			await colleague.page.locator(`a[href="/staff/welcome/${rehire}"]`).click();
			await colleague.look();
			await colleague.sees(locale === 'ja' ? '在宅は火曜と木曜' : 'At home on Tuesdays');
			await colleague.page.locator('form[action="?/tick"] button').first().click();
			await expect(colleague.page.locator('li.done')).toHaveCount(1);
		});

		await test.step('after 30 days both are asked apart, and each says to whom it is shown', async () => {
			await gathering.database.query(
				`update check_in set due_on = case stage when 'd30' then current_date else current_date + 500 end where rehire_id = $1`,
				[rehire]
			);
			await gathering.database.query(
				`select graphile_worker.add_job('check_ins.ask', json_build_object('networkId', network_id)) from network`
			);
			const checkIn = `/staff/check-ins/${rehire}/d30`;
			await expect(async () =>
				expect((await guest.page.goto(`${gathering.origin}${checkIn}`))?.status()).toBe(200)
			).toPass({ timeout: 30_000 });
			await guest.look();
			await answer(
				guest.page,
				'well',
				'both',
				locale === 'ja' ? '昔の仲間に助けられています。' : 'Old colleagues are a help.'
			);
			await guest.page.locator('input[name=said][value=talk]').check();
			await guest.page.locator('input[name=said][value=opening]').check();
			await guest.page.locator('form button.main').click();
			await guest.sees(w('check_in.thanks'));
			await colleague.go(checkIn);
			await colleague.sees(
				locale === 'ja' ? '昔の仲間に助けられています。' : 'Old colleagues are a help.'
			);
			await answer(colleague.page, 'fair', 'figures', 'SECRET OF THE LEADER');
			await colleague.page.locator('form button.main').click();
			await colleague.sees(w('check_in.thanks'));
			await steward.go(`/desk/rehires/${rehire}`);
			await steward.sees(
				locale === 'ja' ? '昔の仲間に助けられています。' : 'Old colleagues are a help.'
			);
			await expect(steward.page.locator('main')).not.toContainText('SECRET OF THE LEADER');
			await expect(steward.page.locator('.rules')).toContainText(w('touchpoint.applied'));
			await expect(steward.page.locator('.rules')).toContainText(w('said.talk'));
			await expect(steward.page.locator('.rules')).toContainText('50%');
		});

		await test.step('what was recorded by mistake is undone', async () => {
			await steward.page.locator('details summary').last().click();
			await submit(steward, '?/undo');
			await expect(steward.page.locator(`a[href="/desk/rehires/${rehire}"]`)).toHaveCount(0);
			await guest.go('/come-back');
		});
		for (const visitor of [steward, guest, colleague]) await visitor.leave();
	});
}

async function answer(page: Page, feeling: string, shownTo: string, words: string): Promise<void> {
	await page.locator(`input[name=feeling][value=${feeling}]`).check();
	await page.locator(`input[name=shownTo][value=${shownTo}]`).check();
	await page.locator('textarea[name=words]').fill(words);
}

test('the desk’s and the public’s pages of this room, in both languages', async ({ browser }) => {
	for (const locale of ['ja', 'en'] as const) {
		await gathering.database.query(
			`update person set locale = $1 where person_id in (select person_id from demo_guest where part in ('steward', 'former_manager', 'hesitant'))`,
			[locale]
		);
		const [steward, colleague, guest] = [
			await enter(gathering, browser, 'steward', locale),
			await enter(gathering, browser, 'former_manager', locale),
			await enter(gathering, browser, 'hesitant', locale)
		];
		for (const page of [
			'/desk/openings',
			'/desk/openings/import',
			'/desk/applications?all',
			'/desk/talks/hosts',
			'/desk/rehires',
			'/desk/api',
			'/desk/unlock',
			'/desk/outreach',
			'/jobs',
			'/api'
		])
			await steward.go(page);
		for (const [page, boxes] of [
			['/desk/people', [0, 1, 2]],
			['/desk/outreach', [0]]
		] as const) {
			await steward.go(page);
			for (const box of boxes) await steward.page.locator('input[name=person]').nth(box).check();
			await steward.page.locator('form[action="/desk/outreach/list"] button').click();
			await steward.look();
		}
		await steward.press(locale === 'ja' ? 'まとめてお願いを送る' : 'Send these requests');
		await steward.sees(locale === 'ja' ? '1人分の声掛けをお願いしました' : 'Asked for 1');
		for (const page of ['/staff/hosting', '/openings', '/refer']) await colleague.go(page);
		await guest.go('/openings');
		await guest.page
			.locator('#wishes textarea')
			.fill(locale === 'ja' ? '週3日なら' : 'Three days a week');
		await submit(guest, '?/wish');
		await steward.go('/desk/openings');
		await steward.sees(locale === 'ja' ? '週3日なら' : 'Three days a week');
		for (const visitor of [steward, colleague, guest]) await visitor.leave();
	}
});

test('a token made at the desk opens the API over the wire, and nothing beyond its scopes', async ({
	browser
}) => {
	await gathering.database.query(
		`update person set locale = 'ja' where person_id in (select person_id from demo_guest where part = 'steward')`
	);
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
