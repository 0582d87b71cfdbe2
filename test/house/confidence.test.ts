import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { report, settle } from '#gathering/care/reports.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { beginConversation, writeToDesk } from '#gathering/conversations/writing.server.ts';
import { sendDigests } from '#gathering/digests/digests.server.ts';
import { announceEvent } from '#gathering/events/events.server.ts';
import { reply } from '#gathering/events/replies.server.ts';
import { localOf } from '#gathering/events/series.ts';
import { joinGroup, makeGroup } from '#gathering/groups/groups.server.ts';
import { deliver } from '#gathering/notifications/delivering.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { sendApplication } from '#returning/applications/applications.server.ts';
import { bookTalk } from '#returning/casual-talks/booking/booking.server.ts';
import { saveHosting } from '#returning/casual-talks/hosting/hosting.server.ts';
import { hostToTalk } from '#returning/casual-talks/booking/hosts.server.ts';
import { makeWish } from '#returning/openings/wishes.server.ts';
import { recordRehire } from '#returning/rehires/rehires.server.ts';
import { tellingsFor } from '#telling/digest/tellings.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

type Door = ((event: RequestEvent) => Promise<unknown>) & { decision?: Decision };
const modules = import.meta.glob<{ load?: Door; GET?: Door }>(
	'../../src/routes/**/+{page.server,server}.ts',
	{ eager: true }
);

/** What 五十嵐 told in confidence, and how to reach them privately: none of it may reach anyone but the desk and themselves. */
const markers = [
	'MARKER-STATED',
	'MARKER-REVISITED',
	'MARKER-NOTE',
	'MARKER-BASIS',
	'igarashi@hikari.example.jp',
	'MARKER-DESK-NOTE',
	'MARKER-HEALTH',
	'MARKER-APPLICATION',
	'MARKER-WISH',
	'MARKER-CHECK-IN'
];
const confidential = new Set([
	'canReturn',
	'wantsToReturn',
	'quadrant',
	'saidBy',
	'reasons',
	'codes',
	'basis',
	'email',
	'doNotContact'
]);

const own = useOwnDatabase();
let hikari: Hikari;
let params: Record<string, string>;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	const { igarashi, nakamura, hashimoto } = hikari;
	const stay = (
		await own.owner.query('select tenure_id from departure where person_id = $1', [igarashi.personId])
	).rows[0].tenure_id;
	await own.owner.query(
		`insert into departure_word (network_id, tenure_id, view, words, said_on) values ($1, $2, 'stated', 'MARKER-STATED', '2019-09-30'), ($1, $2, 'revisited', 'MARKER-REVISITED MARKER-HEALTH', '2026-01-01')`,
		[networkId, stay]
	);
	await own.owner.query(
		`with said as (insert into standing (network_id, person_id, can_return, wants_to_return, said_by) values ($1, $2, 'no', 'yes', 'person') returning standing_id) insert into standing_note (network_id, standing_id, note) select $1, standing_id, 'MARKER-NOTE' from said`,
		[networkId, igarashi.personId]
	);
	await own.owner.query(`update contact set basis_note = 'MARKER-BASIS' where person_id = $1`, [
		igarashi.personId
	]);
	await own.owner.query(
		`insert into profile (network_id, person_id, introduction) values ($1, $2, 'よろしく')`,
		[networkId, igarashi.personId]
	);
	const say = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });
	const group = await makeGroup(igarashi, {
		name: '生産技術部',
		purpose: '',
		kind: 'open',
		ruleDepartment: null,
		rulePlace: null,
		ruleJoined: null
	});
	await joinGroup(nakamura, group);
	const post = await writePost(igarashi, {
		...say('@中村 さくら こんにちは'),
		groupId: null,
		uploads: [],
		alts: {},
		poll: ['はい', 'いいえ']
	});
	await writeComment(nakamura, post, say('こんにちは'));
	await writeComment(igarashi, post, say('元気です'));
	const hours = (from: number) => localOf(new Date(Date.now() + from * 3_600_000), 'Asia/Tokyo');
	const event = await announceEvent(
		hashimoto,
		null,
		{
			words: '',
			html: '',
			title: '会',
			kind: 'on_site',
			place: '本社',
			url: '',
			startsAt: hours(30),
			endsAt: hours(31),
			timeZone: 'Asia/Tokyo',
			capacity: null,
			guestsAtMost: 0,
			question: ''
		},
		{ rhythm: 'none', times: 2 }
	);
	for (const one of [igarashi, nakamura, hikari.mori])
		await reply(one, event, { comes: true, guests: 0, said: '' });
	const conversation = await beginConversation(
		igarashi,
		[nakamura.personId, hikari.mori.personId, hikari.ishikawa.personId],
		'',
		{ ...say('みなさん'), uploads: [] }
	);
	await writeToDesk(igarashi, { ...say('MARKER-DESK-NOTE'), uploads: [] });
	await report(igarashi, 'person', nakamura.personId, 'other', 'MARKER-REVISITED');
	const told = (await own.owner.query('select report_id from report')).rows[0].report_id as string;
	await settle(hashimoto, told, 'warned', 'お気をつけください', 3);
	await makeWish(igarashi, { words: 'MARKER-WISH', terms: '', companyId: null, reasons: ['relocation'] });
	const application = await sendApplication(igarashi, {
		openingId: null,
		companyId: null,
		words: 'MARKER-APPLICATION',
		answers: ['MARKER-APPLICATION'],
		withProfile: true,
		cv: null
	});
	const settings = {
		introduction: '',
		canTell: '',
		place: '',
		ways: ['online' as const],
		minutes: 30,
		restMinutes: 0,
		weeklyLimit: null,
		timeZone: 'Asia/Tokyo',
		calendarUrl: '',
		isOpen: true,
		hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '18:00' }))
	};
	await saveHosting(hikari.mori, settings);
	const [startsAt] = (await hostToTalk(igarashi, hikari.mori.personId))!.slots;
	const talk = await bookTalk(
		igarashi,
		{ host: hikari.mori.personId },
		{ startsAt: startsAt!, way: 'online', telephone: '', wish: '' }
	);
	const rehire = await asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () =>
		recordRehire(hashimoto, hikari.watanabeId, hikari.digitalId, '2026-10-01')
	);
	await own.owner.query(`update welcome set leader_id = $2 where rehire_id = $1`, [
		rehire,
		hikari.mori.personId
	]);
	await own.owner.query(
		`update check_in set asked_at = now(), answered_at = now(), feeling = 'hard', words = 'MARKER-CHECK-IN', shown_to = 'figures' where rehire_id = $1 and stage = 'd30'`,
		[rehire]
	);
	await own.owner.query(
		`insert into check_in (network_id, rehire_id, side, stage, due_on, asked_at) values ($1, $2, 'leader', 'd30', current_date, now())`,
		[networkId, rehire]
	);
	const opening = (
		await own.owner.query(
			`insert into opening (network_id, company_id, title, state, opened_at, audience, owner_id, reasons) values ($1, $2, '設計', 'open', now(), 'public', $3, '{relocation}') returning opening_id`,
			[networkId, hikari.parentId, hashimoto.personId]
		)
	).rows[0].opening_id as string;
	const ids = {
		application,
		rehire,
		stage: 'd30',
		opening,
		path: 'people',
		post,
		group,
		event,
		conversation,
		report: told,
		talk,
		change: crypto.randomUUID(),
		upload: crypto.randomUUID(),
		variant: 'thumb',
		token: 'x'
	};
	params = { ...ids, person: igarashi.personId };
	await own.owner.query(
		`update contact set digest_weekday = extract(isodow from now() at time zone 'Asia/Tokyo')`
	);
	await own.owner.query(`update notification set happened_at = now() - interval '1 hour'`);
	await deliver(hikari.network);
	await sendDigests(hikari.network, tellingsFor);
});

const queries = [
	'',
	'?q=MARKER',
	'?q=harassment',
	'?q=%E4%BA%94%E5%8D%81%E5%B5%90',
	'?to=desk',
	'?when=past',
	'?report',
	'?which=settled'
];

/** Everything that a page's data holds, wrapped or not, in words. */
const inWords = (data: unknown) =>
	JSON.stringify(data, (_key, value: unknown) =>
		value instanceof Map
			? [...value]
			: value instanceof Set
				? [...value]
				: value instanceof Uint8Array
					? Buffer.from(value).toString('latin1')
					: value
	) ?? '';

/** Confidential keys of an object that is about 五十嵐. */
function leaks(data: unknown, about: string, path = '$'): string[] {
	if (data === null || typeof data !== 'object') return [];
	const isAbout = Object.values(data).includes(about);
	return Object.entries(data).flatMap(([key, value]) => [
		...(isAbout && confidential.has(key) ? [`${path}.${key}`] : []),
		...leaks(value, about, `${path}.${key}`)
	]);
}

describe.each(['nakamura', 'mori', 'ishikawa'] as const)(
	'what %s is answered holds nothing told in confidence',
	(name) => {
		const pages = Object.entries(modules).flatMap(([file, module]) =>
			(['load', 'GET'] as const)
				.filter((method) => module[method])
				.map((method) => ({
					route: file.replace('../../src/routes', '').replace(/\/\+.*/, ''),
					door: module[method]!
				}))
		);

		test.each(pages)('$route', async ({ route, door }) => {
			const actor: Actor = hikari[name];
			for (const query of queries) {
				const event = {
					locals: {
						network: hikari.network,
						actor,
						locale: 'ja',
						timeZone: 'Asia/Tokyo',
						waiting: { unseen: 1, unread: 1 }
					},
					url: new URL(`http://x.example${route}${query}`),
					params,
					route: { id: route },
					request: new Request('http://x.example/'),
					getClientAddress: () => '127.0.0.1'
				} as unknown as RequestEvent;
				const data = await door(event).catch((failure: unknown) => failure);
				const isStream =
					data instanceof Response && data.headers.get('content-type') === 'text/event-stream';
				if (isStream) await data.body?.cancel();
				const text = data instanceof Response && !isStream ? await data.text() : inWords(data);
				expect(
					markers.filter((marker) => text.includes(marker)),
					`${route}${query}`
				).toEqual([]);
				expect(leaks(data, hikari.igarashi.personId), `${route}${query}`).toEqual([]);
			}
		});
	}
);

test('the markers are there to be found: the desk finds them', async () => {
	const person = modules['../../src/routes/(desk)/desk/people/[person]/+page.server.ts']!.load!;
	const event = {
		locals: { network: hikari.network, actor: hikari.hashimoto, locale: 'ja', timeZone: 'Asia/Tokyo' },
		url: new URL('http://x.example/?reasons'),
		params: { person: hikari.igarashi.personId },
		request: new Request('http://x.example/')
	} as unknown as RequestEvent;
	const text = inWords(await person(event));
	expect(markers.slice(0, 3).filter((marker) => text.includes(marker)).length).toBeGreaterThan(0);
});

test('no mail but to themselves, and no notification, holds any of it', async () => {
	const { rows: mails } = await own.owner.query(
		`select address, subject || body_text || body_html as text from mail where address <> 'igarashi@hikari.example.jp'`
	);
	expect(mails.length).toBeGreaterThan(1);
	for (const mail of mails)
		expect(
			markers.filter((marker) => (mail.text as string).includes(marker)),
			mail.address
		).toEqual([]);
	const { rows: told } = await own.owner.query('select about from notification where person_id <> $1', [
		hikari.igarashi.personId
	]);
	expect(told.length).toBeGreaterThan(5);
	for (const { about } of told)
		expect(markers.filter((marker) => (about as string).includes(marker))).toEqual([]);
});
