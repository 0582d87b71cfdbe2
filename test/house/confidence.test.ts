import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { sendDigests } from '#gathering/digests/digests.server.ts';
import { deliver } from '#gathering/notifications/delivering.server.ts';
import { tellingsFor } from '#telling/digest/tellings.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { fillDesk } from './confiding-desk.ts';
import { confide, markers } from './confiding.ts';

type Door = ((event: RequestEvent) => Promise<unknown>) & { decision?: Decision };
const modules = import.meta.glob<{ load?: Door; GET?: Door }>(
	'../../src/routes/**/+{page.server,server}.ts',
	{ eager: true }
);

/** Keys under which a page's data would tell something confidential about someone. */
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
	params = await confide(own.owner, hikari);
	params = { ...params, ...(await fillDesk(own.owner, hikari, params.rehire!)) };
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

/** Everything that a page's data holds, as one text; also what JSON leaves out. */
function inWords(data: unknown): string {
	const text = JSON.stringify(data, (_key, value: unknown) => {
		if (value instanceof Map || value instanceof Set) return [...value];
		if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
		return value;
	});
	return text ?? '';
}

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

/** What no page tells anything confidential about, or what a link of its own leads to. */
const withoutParameter = new Set(['letter', 'paper', 'provider', 'company']);

test('each parameter of a route leads to something that is there', () => {
	const asked = Object.keys(modules).flatMap((file) =>
		[...file.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name!)
	);
	expect(asked.length).toBeGreaterThan(30);
	expect([...new Set(asked)].filter((name) => !params[name] && !withoutParameter.has(name))).toEqual([]);
});

test.each([
	['/(desk)/desk/claims/[claim]', 'MARKER-CLAIM'],
	['/(desk)/desk/send-offs/[sendOff]', 'MARKER-SEND-OFF'],
	['/(desk)/desk/imports/[import]', 'MARKER-HR-FILE'],
	['/(desk)/desk/outbox/[mail]', 'marker-mail@mail.example.jp'],
	['/(desk)/desk/stories/[story]', 'MARKER-STORY']
])('%s shows the desk what it keeps from others', async (route, marker) => {
	const door = modules[`../../src/routes${route}/+page.server.ts`]!.load!;
	const event = {
		locals: { network: hikari.network, actor: hikari.hashimoto, locale: 'ja', timeZone: 'Asia/Tokyo' },
		url: new URL('http://x.example/?talk'),
		params,
		request: new Request('http://x.example/')
	} as unknown as RequestEvent;
	expect(inWords(await door(event))).toContain(marker);
});

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
		`select address, subject || body_text || body_html as text
		from mail
		where address <> 'igarashi@hikari.example.jp'`
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
