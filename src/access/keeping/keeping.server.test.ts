import { beforeAll, expect, test } from 'vitest';
import { saveSettings } from '#access/settings/changing.server.ts';
import { Forbidden, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { keepBounds, keepKinds, settable, usualDays, type KeepKind } from './kinds.ts';
import { keepingOf, previewKeeping, saveKeeping } from './keeping.server.ts';
import { tidyNetwork } from './tidying.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;

/** What leaves one row of a kind that is so many days old, in the network of the transaction. `$1` is a person. */
const rowsOf: Record<KeepKind, (days: number) => string[]> = {
	application: (days) => [
		`insert into application (network_id, person_id, words, status, changed_at)
		values (current_network(), $1, 'x', 'refused', ${ago(days)})`
	],
	talk_words: (days) => [
		`insert into casual_talk (network_id, alumnus_id, wish, alumnus_time_zone, starts_at, ends_at)
		values (current_network(), $1, 'x', 'Asia/Tokyo', ${ago(days)} - interval '1 hour', ${ago(days)})`
	],
	touchpoint: (days) => [
		`insert into touchpoint (network_id, person_id, kind, happened_at)
		values (current_network(), $1, 'joined', ${ago(days)})`
	],
	report: (days) => [
		`insert into report (network_id, reporter_id, subject, subject_id, about_id, why, words, settled_at, settled_by, outcome)
		values (current_network(), $1, 'person', new_id(), $1, 'other', 'x', ${ago(days)}, $1, 'hidden')`
	],
	concern: (days) => [
		`insert into concern (network_id, reporter_id, category, words, wish, state, changed_at)
		values (current_network(), $1, 'power', 'x', 'know', 'settled', ${ago(days)})`
	],
	notification: (days) => [
		`insert into notification (network_id, person_id, kind, subject_id, path, happened_at)
		values (current_network(), $1, 'comment', new_id(), '/', ${ago(days)})`
	],
	draft: (days) => [
		`insert into draft (network_id, person_id, place, words, saved_at)
		values (current_network(), $1, new_id()::text, 'x', ${ago(days)})`
	],
	mail_body: (days) => [
		`insert into mail (network_id, kind, address, subject, body_text, status, created_at)
		values (current_network(), 'talk', 'a@x.example', 'x', 'x', 'failed', ${ago(days)})`
	],
	mail: (days) => [
		`insert into mail (network_id, kind, address, subject, status, created_at)
		values (current_network(), 'talk', 'a@x.example', 'x', 'sent', ${ago(days)})`
	],
	bounce: (days) => [
		`insert into mail_stop (network_id, address, why, since)
		values (current_network(), new_id() || '@x.example', 'bounce', ${ago(days)})`
	],
	address_proof: (days) => [
		`insert into address_proof (network_id, person_id, asked_by, address, link_hash, expires_at, proved_at)
		values (current_network(), $1, $1, 'a@x.example', uuid_send(new_id()), ${ago(days)}, ${ago(days)})`
	],
	import_open: (days) => [importOf('read', 'made_at', days)],
	import_rows: (days) => [
		`with i as (${importOf('written', 'finished_at', days)} returning network_id, hr_import_id)
		insert into hr_import_row (network_id, hr_import_id, row_no, line_no, cells, verdict)
		select network_id, hr_import_id, 1, 1, '{x}', 'good' from i`
	],
	webhook: (days) => [
		`insert into webhook_message (network_id, type, data, happened_at)
		values (current_network(), 'x', '{}', ${ago(days)})`
	],
	session: (days) => [
		`insert into auth.session (network_id, id, user_id, token, expires_at, created_at, updated_at)
		select network_id, new_id(), account_id, new_id()::text, ${ago(days)}, now(), now()
		from membership where person_id = $1`
	],
	import_trace: (days) => [
		`with i as (${importOf('written', 'finished_at', days)} returning network_id, hr_import_id)
		insert into hr_import_trace (network_id, hr_import_id, relation, after)
		select network_id, hr_import_id, 'person', '{}' from i`
	],
	merge_step: (days) => [
		`with p as (
			insert into person_merge (network_id, kept_id, gone_id, gone_name, merged_by, merged_at)
			values (current_network(), $1, new_id(), 'x', $1, ${ago(days)})
			returning network_id, merge_id
		)
		insert into person_merge_step (network_id, merge_id, step_no, table_name, done, key)
		select network_id, merge_id, 1, 'person', 'changed', '{}' from p`
	],
	upload: (days) => [
		`insert into upload (network_id, owner_id, kind, name, media_type, size, made_at)
		values (current_network(), $1, 'file', 'x', 'text/plain', 1, ${ago(days)})`
	],
	api_answer: (days) => [
		`with t as (
			insert into api_token (network_id, name, hash, hint, scopes, made_by)
			values (current_network(), 'x', uuid_send(new_id()), 'x', '{}', $1)
			returning network_id, token_id
		)
		insert into api_answer (network_id, token_id, key, request_hash, made_at)
		select network_id, token_id, 'x', 'x', ${ago(days)} from t`
	],
	own_data: (days) => [
		`insert into own_data (network_id, person_id, made_at, bytes)
		values (current_network(), $1, ${ago(days)}, 1)
		on conflict (network_id, person_id) do update set made_at = excluded.made_at`
	],
	push: (days) => [
		`with n as (
			insert into notification (network_id, person_id, kind, subject_id, path)
			values (current_network(), $1, 'comment', new_id(), '/')
			returning network_id, notification_id
		)
		insert into push_sent (network_id, person_id, notification_id, sent_at)
		select network_id, $1, notification_id, ${ago(days)} from n`
	]
};
const ago = (days: number) => `(now() - interval '${days} days')`;
const importOf = (status: string, column: string, days: number) =>
	`insert into hr_import (network_id, company_id, file_name, bytes, status, ${column})
	select network_id, company_id, 'x', 1, '${status}', ${ago(days)} from company where network_id = current_network() limit 1`;

/** Leaves one row of each kind, a day too old or a day too young. */
async function leaveRows({ network, nakamura }: Hikari, days: (kind: KeepKind) => number): Promise<void> {
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
	await own.owner.query(`
		select make_touchpoint_months((now() - interval '11 years')::date, now()::date)
	`);
	for (const kind of keepKinds)
		for (const statement of rowsOf[kind](days(kind)))
			await own.owner.query(statement, statement.includes('$1') ? [nakamura.personId] : []);
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner, 'hikari');
	theirs = await foundHikari(own.owner, 'theirs');
});

test('each kind goes the night after its time, and not before; another network’s stays', async () => {
	await leaveRows(theirs, (kind) => keepBounds[kind].days + 1);
	await leaveRows(hikari, (kind) => keepBounds[kind].days - 1);
	expect(await tidyNetwork(hikari.network)).toEqual({});
	await leaveRows(hikari, (kind) => keepBounds[kind].days + 1);
	const counts = await previewKeeping(hikari.hashimoto, {});
	for (const kind of keepKinds) expect(counts[kind], kind).toBeGreaterThan(0);
	const gone = await tidyNetwork(hikari.network);
	expect(gone, 'the dry run counted what went').toEqual(counts);
	expect(await tidyNetwork(hikari.network)).toEqual({});
	const { rows } = await own.owner.query(`select actor_id, detail from audit where act = 'keeping.tidied'`);
	expect(rows).toEqual([{ actor_id: null, detail: { counts: gone } }]);
	expect(await previewKeeping(theirs.hashimoto, {}), 'untouched').toEqual(counts);
});

test('a report in confidence that is not settled stays, however old; its notes go along with a settled one', async () => {
	const { networkId } = hikari.network;
	const id = async (state: string) =>
		(
			await own.owner.query(
				`insert into concern (network_id, reporter_id, category, words, wish, state, changed_at)
				values ($1, $2, 'power', 'x', 'know', $3, ${ago(4000)})
				returning concern_id`,
				[networkId, hikari.nakamura.personId, state]
			)
		).rows[0].concern_id as string;
	const [open, settled] = [await id('handling'), await id('settled')];
	for (const concern of [open, settled])
		await own.owner.query(
			`insert into concern_note (network_id, concern_id, words) values ($1, $2, 'x')`,
			[networkId, concern]
		);
	expect(await tidyNetwork(hikari.network)).toEqual({ concern: 1 });
	const { rows } = await own.owner.query('select concern_id from concern_note where network_id = $1', [
		networkId
	]);
	expect(rows).toEqual([{ concern_id: open }]);
});

test('more than a thousand go as well', async () => {
	await own.owner.query(
		`insert into webhook_message (network_id, type, data, happened_at)
		select $1, 'x', '{}', ${ago(40)} from generate_series(1, 2100)`,
		[hikari.network.networkId]
	);
	expect(await tidyNetwork(hikari.network)).toEqual({ webhook: 2100 });
});

test('a network sets its own days, which are counted, saved and noted, and used from then on', async () => {
	await leaveRows(hikari, (kind) => keepBounds[kind].least);
	const { revision, days } = await keepingOf(hikari.hashimoto);
	expect(days).toEqual(usualDays);
	expect(await previewKeeping(hikari.hashimoto, {})).toMatchObject({ notification: 0, draft: 0 });
	const wish = { notification: 29, draft: 31, erasure_grace: 3 };
	expect(await previewKeeping(hikari.hashimoto, wish)).toMatchObject({ notification: 2, draft: 1 });
	await saveKeeping(hikari.hashimoto, revision, wish);
	expect((await keepingOf(hikari.hashimoto)).days).toEqual({
		...usualDays,
		notification: 30,
		draft: 31,
		erasure_grace: 3
	});
	const { rows } = await own.owner.query(`select detail from audit where act = 'settings.keeping'`);
	expect(rows).toEqual([
		{
			detail: {
				before: { notification: 180, draft: 180, erasure_grace: 14 },
				after: { notification: 30, draft: 31, erasure_grace: 3 },
				deletes: expect.objectContaining({ notification: 2, draft: 1 })
			}
		}
	]);
	expect(await tidyNetwork(hikari.network)).toMatchObject({ notification: 2, draft: 1 });
	expect((await keepingOf(theirs.hashimoto)).days).toEqual(usualDays);
});

test('bounds hold, whatever is sent', async () => {
	const { revision } = await keepingOf(hikari.hashimoto);
	await saveKeeping(hikari.hashimoto, revision, Object.fromEntries(settable.map(([kind]) => [kind, 0])));
	const { days } = await keepingOf(hikari.hashimoto);
	for (const [kind, { least }] of settable) expect(days[kind], kind).toBe(least);
});

test('only who may change settings does, on the settings as they are', async () => {
	for (const someone of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
		await expect(keepingOf(someone)).rejects.toThrow(Forbidden);
		await expect(previewKeeping(someone, {})).rejects.toThrow(Forbidden);
		await expect(saveKeeping(someone, 0, {})).rejects.toThrow(Forbidden);
	}
	const { revision } = await keepingOf(hikari.hashimoto);
	await saveSettings(hikari.hashimoto, 'names', revision, { nameJa: '別の名' });
	await expect(saveKeeping(hikari.hashimoto, revision, { draft: 90 })).rejects.toThrow(Stale);
});
