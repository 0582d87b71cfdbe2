import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { joinGroup } from '#gathering/groups/groups.server.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const migration = path.resolve(import.meta.dirname, '../../db/migrations/0069_makers_and_members.sql');

/** What the migration does with groups: without what it does to the other table. */
const ofGroups = () => {
	const text = fs.readFileSync(migration, 'utf8');
	return text.slice(text.indexOf('-- Groups by rule'));
};

test('who was taken into a group by rule unasked is offered it; who joined, wrote or runs it stays', async () => {
	const hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query(
		`insert into "group" (network_id, name, kind, rule_department, made_by)
		values ($1, '生産技術の会', 'rule', '生産技術部', $2), ($1, '飲み会', 'open', null, $2)
		returning group_id`,
		[networkId, hikari.hashimoto.personId]
	);
	const [byRule, open] = rows.map((row) => row.group_id as string) as [string, string];
	const enrol = ({ personId }: Actor, groupId: string, role = 'member') =>
		own.owner.query(
			'insert into group_member (network_id, group_id, person_id, role) values ($1, $2, $3, $4)',
			[networkId, groupId, personId, role]
		);
	await enrol(hikari.hashimoto, byRule, 'host');
	await joinGroup(hikari.nakamura, byRule);
	await enrol(hikari.igarashi, byRule);
	await enrol(hikari.ishikawa, byRule);
	await enrol(hikari.igarashi, open);
	await own.owner.query(
		`insert into post (network_id, author_id, words, html, group_id, ticket)
		values ($1, $2, 'やあ', '<p>やあ</p>', $3, new_id())`,
		[networkId, hikari.ishikawa.personId, byRule]
	);
	await own.owner.query(ofGroups());
	const membersOf = async (groupId: string) => {
		const { rows: found } = await own.owner.query(
			'select person_id from group_member where group_id = $1 order by person_id',
			[groupId]
		);
		return found.map((row) => row.person_id as string);
	};
	const staying = [hikari.hashimoto, hikari.nakamura, hikari.ishikawa].map((one) => one.personId).sort();
	expect(await membersOf(byRule)).toEqual(staying);
	expect(await membersOf(open)).toEqual([hikari.igarashi.personId]);
	const { rows: counted } = await own.owner.query('select members from "group" where group_id = $1', [
		byRule
	]);
	expect(counted).toEqual([{ members: 3 }]);
	const { rows: jobs } = await own.owner.query(
		`select payload ->> 'groupId' as group
		from graphile_worker._private_jobs j
		join graphile_worker._private_tasks t on t.id = j.task_id
		where t.identifier = 'group.fill'`
	);
	expect(jobs).toEqual([{ group: byRule }]);
});
