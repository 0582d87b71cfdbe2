import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { beginConversation, writeMessage } from '#gathering/conversations/writing.server.ts';
import { decisions } from '#gathering/own-data/decisions.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { askForErasure, eraseDue, ownErasure, takeBackErasure } from '#people/removing/erasing.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { tellCalledOff } from '#returning/casual-talks/booking/calling-off.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { everyPlace, makeRows } from '#test/fixtures/every-table.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const secret = 'サクラダケノコトバ';
/** Not about a person, or with rows that one person cannot have twice. */
const notMade = ['network', 'privacy_notice', 'logo'];

/** Where a member has a row from the beginning and can have no second, and what only a demo network has. */
const thereAlready = [
	'contact.person_id',
	'membership.person_id',
	'consent.person_id',
	'departure.person_id',
	'demo_guest.person_id'
];

/** Every table of every schema in which one of the texts stands, in a column of any type. */
async function tablesWith(texts: string[]): Promise<string[]> {
	const { rows: tables } = await own.owner.query<{ name: string }>(`
		select c.oid::regclass::text as name
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p')
			and not c.relispartition
			and n.nspname not in ('pg_catalog', 'information_schema')
			and n.nspname not like 'pg_toast%'
			and n.nspname not like 'pg_temp%'
	`);
	const patterns = texts.flatMap((text) => [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`]);
	const found: string[] = [];
	for (const { name } of tables) {
		const { rows } = await own.owner.query<{ text: string }>(
			`select t::text as text from ${name} t where t::text like any ($1) limit 1`,
			[patterns]
		);
		found.push(...rows.map(({ text }) => `${name}: ${text.slice(0, 400)}`));
	}
	return found;
}

test('of who asked to be erased, no trace is left in any column of any table, though one stood in each', async () => {
	const { nakamura, igarashi, network, hashimoto } = hikari;
	const id = nakamura.personId;
	const machine = `中村 さくら、中村さくら、nakamura@hikari.example.jp、/people/${id}、`;
	await own.owner.query('begin');
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
	const places = (await everyPlace(own.owner)).filter(({ tab }) => !notMade.includes(tab));
	const focuses = places.map(({ tab, col }) => ({
		tab,
		col,
		text: decisions.get(`${tab.replaceAll('"', '')}.${col}`) === 'own' ? `${machine} ${secret}` : machine
	}));
	const failed = await makeRows(own.owner, focuses, { one: id, other: igarashi.personId });
	await own.owner.query('commit');
	expect(
		failed.map((line) => line.split(':')[0]).filter((place) => !thereAlready.includes(place!))
	).toEqual([]);
	await own.owner.query(
		`insert into auth.attempt (key, points) values ('write.person:' || $1, 1), ('link.account:nakamura@hikari.example.jp', 1)`,
		[id]
	);
	await own.owner.query(
		`insert into audit (network_id, actor_id, act, subject_id, detail) values ($1, $2, 'x', $3, $4)`,
		[network.networkId, id, id, JSON.stringify({ name: machine })]
	);

	await own.owner.query(
		`insert into keeping (network_id, kind, days) values ($1, 'erasure_grace', 0) on conflict (network_id, kind) do update set days = 0`,
		[network.networkId]
	);
	await own.owner.query(`delete from erasure where person_id = $1`, [id]);
	await askForErasure(nakamura, false);
	expect((await tablesWith([id])).length, 'before').toBeGreaterThan(60);
	await eraseDue(network);
	const names = ['中村', 'さくら', 'ナカムラ', 'サクラ', 'nakamura', secret, id];
	expect(await tablesWith(names)).toEqual([]);

	const { rows: marks } = await own.owner.query(
		`select count(*)::int as n from opt_out where address_mark = address_mark($1, 'nakamura@hikari.example.jp')`,
		[network.networkId]
	);
	expect(marks, 'the mark of the address alone is left').toEqual([{ n: 1 }]);
	const { rows: left } = await own.owner.query(
		`select family_name from person where removed_at is not null and network_id = $1 and family_name <> ''`,
		[network.networkId]
	);
	expect(left).toContainEqual({ family_name: '退会したメンバー' });
	const { rows: log } = await own.owner.query(
		`select count(*)::int as n from audit where act in ('erasure.ask', 'person.erase')`
	);
	expect(log).toEqual([{ n: 2 }]);
	expect(hashimoto.personId).not.toBe(id);
});

describe('a member who asks to be erased', () => {
	let ours: Hikari;
	let theirs: Hikari;
	beforeAll(async () => {
		ours = await foundHikari(own.owner, 'ours');
		theirs = await foundHikari(own.owner, 'theirs');
	});
	const due = (actor: Actor) =>
		own.owner.query(`update erasure set due_at = now() where person_id = $1`, [actor.personId]);
	const isThere = async ({ personId }: Actor) =>
		(await own.owner.query('select from person where person_id = $1', [personId])).rows.length === 1;

	test('is not before the days of grace are over, is told by mail, and can take it back', async () => {
		await askForErasure(ours.nakamura, false);
		const { erasure, graceDays } = await ownErasure(ours.nakamura);
		expect(graceDays).toBe(14);
		expect(Math.round((erasure!.dueAt.getTime() - Date.now()) / 86_400_000)).toBe(14);
		const { rows } = await own.owner.query(`select kind from mail where person_id = $1`, [
			ours.nakamura.personId
		]);
		expect(rows).toEqual([{ kind: 'erasure' }]);
		await eraseDue(ours.network);
		expect(await isThere(ours.nakamura)).toBe(true);
		await askForErasure(ours.nakamura, true);
		expect((await ownErasure(ours.nakamura)).erasure, 'asking again changes no day').toMatchObject({
			dueAt: erasure!.dueAt,
			keepsWords: true
		});
		await takeBackErasure(ours.nakamura);
		await expect(takeBackErasure(ours.nakamura)).rejects.toThrow(NotFound);
		await eraseDue(ours.network);
		expect(await isThere(ours.nakamura)).toBe(true);
	});

	test('leaves, where they wish so, what others answered, and nothing else', async () => {
		const { nakamura, igarashi, network } = ours;
		const say = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });
		const whole = { groupId: null, uploads: [], alts: {}, poll: [] };
		const answered = await writePost(nakamura, { ...say('返事のあった便り'), ...whole });
		await writeComment(igarashi, answered, say('おめでとう、中村 さくらさん'));
		await writePost(nakamura, { ...say('だれも答えなかった便り'), ...whole });
		const talk = await beginConversation(nakamura, [igarashi.personId], '', {
			...say('お元気ですか'),
			uploads: []
		});
		await writeMessage(igarashi, talk, { ...say('元気です'), uploads: [] });
		await writeMessage(nakamura, talk, { ...say('最後のひとこと'), uploads: [] });
		await askForErasure(nakamura, true);
		await due(nakamura);
		await eraseDue(theirs.network);
		expect(await isThere(nakamura), 'another network’s worker does nothing').toBe(true);
		await eraseDue(network);
		expect(await isThere(nakamura)).toBe(false);
		for (const gone of [
			'だれも答えなかった便り',
			'最後のひとこと',
			'中村 さくら',
			nakamura.personId,
			'nakamura@ours'
		])
			expect(await tablesWith([gone]), gone).toEqual([]);
		for (const [words, table] of [
			['返事のあった便り', 'post'],
			['お元気ですか', 'message'],
			['元気です', 'message'],
			['おめでとう、退会したメンバーさん', 'comment']
		] as const)
			expect(
				(await tablesWith([words])).some((line) => line.startsWith(table)),
				words
			).toBe(true);
		const { rows } = await own.owner.query(
			`select p.family_name as name from post o join person p on p.person_id = o.author_id where o.words = '返事のあった便り'`
		);
		expect(rows).toEqual([{ name: '退会したメンバー' }]);
	});

	test('is the member alone: the desk lays its role down first, and nobody asks or undoes for another', async () => {
		await expect(askForErasure(ours.hashimoto, false)).rejects.toThrow('has_desk_role');
		await askForErasure(ours.igarashi, false);
		for (const someone of [
			ours.mori,
			theirs.igarashi,
			{ ...theirs.igarashi, personId: ours.igarashi.personId }
		])
			await expect(takeBackErasure(someone)).rejects.toThrow(NotFound);
		expect((await ownErasure(theirs.igarashi)).erasure).toBeUndefined();
		await own.owner.query(`update membership set roles = '{alumnus,steward}' where person_id = $1`, [
			ours.igarashi.personId
		]);
		await due(ours.igarashi);
		await eraseDue(ours.network);
		expect(await isThere(ours.igarashi), 'who runs the desk by now is not erased').toBe(true);
	});

	test('is called off with their talks, and the host is told', async () => {
		const { igarashi, mori, network } = theirs;
		await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
		await own.owner.query(`insert into host (network_id, person_id) values ($1, $2)`, [
			network.networkId,
			mori.personId
		]);
		const { rows } = await own.owner.query(
			`with t as (
				insert into casual_talk (network_id, alumnus_id, starts_at, ends_at, alumnus_time_zone)
				values ($1, $2, now() + interval '2 days', now() + interval '50 hours', 'Asia/Tokyo')
				returning network_id, talk_id, starts_at, ends_at
			)
			insert into casual_talk_host (network_id, talk_id, host_id, held_from, held_until)
			select network_id, talk_id, $3, starts_at, ends_at from t
			returning talk_id`,
			[network.networkId, igarashi.personId, mori.personId]
		);
		await askForErasure(igarashi, false);
		await due(igarashi);
		await eraseDue(network);
		expect(await isThere(igarashi)).toBe(false);
		const talks = await own.owner.query(
			`select state, cancelled_by from casual_talk where talk_id = $1`,
			[rows[0].talk_id]
		);
		expect(talks.rows).toEqual([{ state: 'cancelled', cancelled_by: 'alumnus' }]);
		await tellCalledOff({ networkId: network.networkId, talkId: rows[0].talk_id });
		const mails = await own.owner.query(
			`select person_id, body_text from mail where kind = 'talk' and network_id = $1`,
			[network.networkId]
		);
		expect(mails.rows.map((mail) => mail.person_id)).toEqual([mori.personId]);
		expect(mails.rows[0].body_text).not.toContain('五十嵐');
	});
});
