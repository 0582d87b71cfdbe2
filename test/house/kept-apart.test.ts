import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { sendDigests } from '#gathering/digests/digests.server.ts';
import { deliver } from '#gathering/notifications/delivering.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { hideFrom } from '#people/blocks/hiding.server.ts';
import { tellingsFor } from '#telling/digest/tellings.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { confide } from './confiding.ts';

type Door = ((event: RequestEvent) => Promise<unknown>) & { decision?: Decision };
const modules = import.meta.glob<{ load?: Door; GET?: Door }>(
	'../../src/routes/**/+{page.server,server}.ts',
	{ eager: true }
);

/** Where two people are shown what they arranged with each other before they were apart. */
const between = new Set([
	'/(members)/talks/[talk]',
	'/(members)/talks/[talk]/calendar',
	'/(members)/staff',
	'/(members)/staff/hosting'
]);

const own = useOwnDatabase();
let hikari: Hikari;
let params: Record<string, string>;
let marks: string[];

const say = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { igarashi, hashimoto } = hikari;
	await own.owner.query(
		`update person
		set family_name = 'MARKNAME', family_kana = 'マークネーム'
		where person_id = $1`,
		[igarashi.personId]
	);
	Object.assign(igarashi, { familyName: 'MARKNAME', familyKana: 'マークネーム' });
	marks = ['MARKNAME', 'マークネーム', igarashi.personId];
	params = await confide(own.owner, hikari);
	const post = await writePost(hashimoto, {
		...say('@MARKNAME亮 さん、お元気ですか'),
		groupId: null,
		uploads: [],
		alts: {},
		poll: []
	});
	await writeComment(igarashi, post, say('はい'));
	await announceAs(igarashi);
	await react(igarashi, post, null, 'heart');
	params = { ...params, post };
	await own.owner.query(
		`update contact set digest_weekday = extract(isodow from now() at time zone 'Asia/Tokyo')`
	);
	await own.owner.query(`update network set quiet_from = '03:00', quiet_until = '03:00'`);
	await own.owner.query(`update contact set quiet_from = '03:00', quiet_until = '03:00'`);
});

/** An event that 五十嵐 hosts. */
async function announceAs({ networkId, personId }: Actor): Promise<void> {
	await own.owner.query(
		`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
		values ($1, $2, '同窓会', 'on_site', '札幌', now() + interval '3 days', now() + interval '75 hours', 'Asia/Tokyo')`,
		[networkId, personId]
	);
}

const pages = Object.entries(modules)
	.filter(([file]) => file.includes('/(members)/'))
	.flatMap(([file, module]) =>
		(['load', 'GET'] as const)
			.filter((method) => module[method])
			.map((method) => ({
				route: file.replace('../../src/routes', '').replace(/\/\+.*/, ''),
				door: module[method]!
			}))
			.filter(({ route }) => !between.has(route))
	);
const queries = () => ['', '?q=MARKNA', '?when=past', '?report', `?to=${params.person}`];

async function answered(door: Door, route: string, query: string, actor: Actor): Promise<string> {
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
	const isStream = data instanceof Response && data.headers.get('content-type') === 'text/event-stream';
	if (isStream) await data.body?.cancel();
	if (data instanceof Response) return isStream ? '' : data.text();
	return (
		JSON.stringify(data, (_key, value: unknown) =>
			value instanceof Map || value instanceof Set ? [...value] : value
		) ?? ''
	);
}

/** The pages on which a viewer finds a trace of 五十嵐. */
async function tracesFor(viewer: Actor): Promise<string[]> {
	const found: string[] = [];
	for (const { route, door } of pages)
		for (const query of queries()) {
			const answer = await answered(door, route, query, viewer);
			const text = [query, encodeURIComponent(query)].reduce(
				(rest, own) => rest.replaceAll(own, ''),
				answer
			);
			const seen = marks.filter((mark) => text.includes(mark));
			if (seen.length > 0) found.push(`${route}${query}: ${seen.join(' ')}`);
		}
	return found;
}

test('who is kept from nobody is found on many pages', async () => {
	expect((await tracesFor(hikari.nakamura)).length).toBeGreaterThan(15);
});

describe.each(['nakamura', 'mori', 'ishikawa'] as const)('no page shows %s any trace', (name) => {
	test('of someone who blocked them', async () => {
		await block(hikari.igarashi, hikari[name].personId);
		expect(await tracesFor(hikari[name])).toEqual([]);
		await unblock(hikari.igarashi, hikari[name].personId);
	});

	test('of someone who hides from the people at their employer', async () => {
		await hideFrom(hikari.igarashi, { companies: [], domains: ['hikari.example.jp'] });
		expect(await tracesFor(hikari[name])).toEqual([]);
		await hideFrom(hikari.igarashi, { companies: [], domains: [] });
	});
});

test('nor does a mail', async () => {
	await hideFrom(hikari.igarashi, { companies: [], domains: ['hikari.example.jp'] });
	await own.owner.query(
		`update notification set happened_at = now() - interval '1 hour', mail_written_at = null`
	);
	await own.owner.query('delete from mail');
	await deliver(hikari.network);
	await sendDigests(hikari.network, tellingsFor);
	const { rows } = await own.owner.query(
		`select address, subject || body_text || body_html as text
		from mail
		where address in ('nakamura@hikari.example.jp', 'mori@hikari.example.jp', 'ishikawa@hikari.example.jp')`
	);
	expect(rows.length).toBeGreaterThan(0);
	for (const { address, text } of rows)
		expect(
			marks.filter((mark) => (text as string).includes(mark)),
			address
		).toEqual([]);
});
