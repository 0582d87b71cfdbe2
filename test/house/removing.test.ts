import { beforeEach, expect, test } from 'vitest';
import { beginConversation, writeMessage } from '#gathering/conversations/writing.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { writeNote } from '#people/notes/notes.server.ts';
import { findPeople } from '#seeing/people-list/finding.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { removalOf, removePerson } from '#people/removing/removing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${++round}`);
});

/** The tables, but the audit log, in which a text still stands somewhere. */
async function tablesWith(text: string): Promise<string[]> {
	const { rows: tables } = await own.owner.query<{ name: string }>(`
		select c.oid::regclass::text as name
		from pg_class c
		where c.relnamespace in ('public'::regnamespace, 'directory'::regnamespace, 'auth'::regnamespace)
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and c.relname not in ('audit', 'attempt')
	`);
	const found: string[] = [];
	for (const { name } of tables) {
		const { rows } = await own.owner.query(
			`select from ${name} t where network_id = $1 and to_jsonb(t)::text like $2 limit 1`,
			[hikari.network.networkId, `%${text}%`]
		);
		if (rows.length > 0) found.push(name);
	}
	return found;
}

const say = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });

test('someone whom nobody wrote to is gone without a trace but in the audit log', async () => {
	await writeNote(hikari.hashimoto, hikari.watanabeId, 'メモ');
	await removePerson(hikari.hashimoto, hikari.watanabeId);
	expect(await tablesWith(hikari.watanabeId)).toEqual([]);
	expect(await tablesWith('渡邉')).toEqual([]);
	await expect(removalOf(hikari.hashimoto, hikari.watanabeId)).rejects.toThrow(NotFound);
	const { rows } = await own.owner.query(
		`select actor_id, detail from audit where network_id = $1 and act = 'person.remove' and subject_id <> $2`,
		[hikari.network.networkId, hikari.watanabeId]
	);
	expect(rows).toEqual([{ actor_id: hikari.hashimoto.personId, detail: {} }]);
});

test('what others wrote to a member stays; the member’s name, words and account go', async () => {
	const { nakamura, igarashi, hashimoto } = hikari;
	const post = await writePost(nakamura, {
		...say('転職しました'),
		groupId: null,
		uploads: [],
		alts: {},
		poll: []
	});
	await writeComment(igarashi, post, say('おめでとう'));
	const conversation = await beginConversation(nakamura, [igarashi.personId], '', {
		...say('こんにちは中村です'),
		uploads: []
	});
	await writeMessage(igarashi, conversation, { ...say('お久しぶり'), uploads: [] });
	expect(await removalOf(hashimoto, nakamura.personId)).toMatchObject({
		isMember: true,
		posts: 1,
		messages: 1,
		hindrance: null
	});
	await removePerson(hashimoto, nakamura.personId);
	for (const text of ['中村', 'さくら', 'ナカムラ', '転職しました', 'こんにちは中村', 'nakamura@'])
		expect(await tablesWith(text), text).toEqual([]);
	expect(await tablesWith('お久しぶり')).toContain('message');
	expect(await tablesWith('おめでとう')).toEqual(['comment']);
	expect(await findPeople(hashimoto, '削除された')).toEqual([]);
});

test('a return stays as a fact without a name', async () => {
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on) values ($1, $2, $3, '2023-04-01') returning tenure_id as id`,
		[networkId, hikari.watanabeId, hikari.digitalId]
	);
	await own.owner.query(
		`insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
		values ($1, $2, $3, $4, '2023-04-01', $5)`,
		[networkId, hikari.watanabeId, hikari.digitalId, rows[0].id, hikari.hashimoto.personId]
	);
	await removePerson(hikari.hashimoto, hikari.watanabeId);
	expect(await tablesWith('渡邉')).toEqual([]);
	const { rows: left } = await own.owner.query(
		`select p.family_name, (select count(*)::int from rehire r where r.person_id = p.person_id) as returns,
			(select count(*)::int from departure d where d.person_id = p.person_id) as departures
		from person p where network_id = $1 and removed_at is not null`,
		[hikari.network.networkId]
	);
	expect(left).toEqual([{ family_name: '削除された方', returns: 1, departures: 1 }]);
});

test('nobody removes themselves, the desk, or someone whose talk is booked', async () => {
	const { hashimoto, nakamura, network } = hikari;
	await expect(removePerson(hashimoto, hashimoto.personId)).rejects.toThrow(new Invalid('is_self', 'form'));
	await own.owner.query(
		`update membership set roles = array_append(roles, 'steward') where person_id = $1`,
		[hikari.mori.personId]
	);
	await expect(removePerson(hashimoto, hikari.mori.personId)).rejects.toThrow('has_desk_role');
	await own.owner.query(
		`insert into casual_talk (network_id, alumnus_id, starts_at, ends_at, alumnus_time_zone)
		values ($1, $2, now() + interval '1 day', now() + interval '1 day 1 hour', 'Asia/Tokyo')`,
		[network.networkId, nakamura.personId]
	);
	await expect(removePerson(hashimoto, nakamura.personId)).rejects.toThrow('has_open_business');
});

test('only the desk removes, and only in its own network', async () => {
	for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		await expect(removePerson(actor, hikari.watanabeId)).rejects.toThrow(Forbidden);
	const other = await foundHikari(own.owner, `other-${round}`);
	await expect(removePerson(other.hashimoto, hikari.watanabeId)).rejects.toThrow(NotFound);
});
