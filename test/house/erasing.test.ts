import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { beginConversation, writeMessage } from '#gathering/conversations/writing.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { askForErasure, eraseDue, ownErasure, takeBackErasure } from '#people/removing/erasing.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { tellCalledOff } from '#returning/casual-talks/booking/calling-off.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { tablesWith } from '#test/fixtures/traces.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
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

test('someone who asks is not erased before the days of grace are over, is told by mail, and can take it back', async () => {
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

test('someone who is erased leaves, where they wish so, what others answered, and nothing else', async () => {
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
		expect(await tablesWith(own.owner, [gone]), gone).toEqual([]);
	for (const [words, table] of [
		['返事のあった便り', 'post'],
		['お元気ですか', 'message'],
		['元気です', 'message'],
		['おめでとう、退会したメンバーさん', 'comment']
	] as const)
		expect(
			(await tablesWith(own.owner, [words])).some((line) => line.startsWith(table)),
			words
		).toBe(true);
	const { rows } = await own.owner.query(
		`select p.family_name as name from post o join person p on p.person_id = o.author_id where o.words = '返事のあった便り'`
	);
	expect(rows).toEqual([{ name: '退会したメンバー' }]);
});

test('only the member asks: the desk lays its role down first, and nobody asks or undoes for another', async () => {
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

test('talks of who is erased are called off, and the host is told', async () => {
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
	const talks = await own.owner.query(`select state, cancelled_by from casual_talk where talk_id = $1`, [
		rows[0].talk_id
	]);
	expect(talks.rows).toEqual([{ state: 'cancelled', cancelled_by: 'alumnus' }]);
	await tellCalledOff({ networkId: network.networkId, talkId: rows[0].talk_id });
	const mails = await own.owner.query(
		`select person_id, body_text from mail where kind = 'talk' and network_id = $1`,
		[network.networkId]
	);
	expect(mails.rows.map((mail) => mail.person_id)).toEqual([mori.personId]);
	expect(mails.rows[0].body_text).not.toContain('五十嵐');
});

test('without days of grace they are told that it happens at once, and it does', async () => {
	const { nakamura, network } = theirs;
	await own.owner.query(
		`insert into keeping (network_id, kind, days)
		values ($1, 'erasure_grace', 0)`,
		[network.networkId]
	);
	await askForErasure(nakamura, false);
	expect(await ownErasure(nakamura)).toMatchObject({ graceDays: 0, erasure: { isDue: true } });
	const { rows } = await own.owner.query(
		`select body_text from mail where person_id = $1 and kind = 'erasure'`,
		[nakamura.personId]
	);
	expect(rows[0].body_text).toContain('すぐに消去します');
	expect(rows[0].body_text, 'there is nothing to take back').not.toContain('/me/data');
	await eraseDue(network);
	expect(await isThere(nakamura)).toBe(false);
});
