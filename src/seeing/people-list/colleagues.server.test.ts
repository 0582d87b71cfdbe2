import { expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { findPeople } from './finding.server.ts';
import { lookAtPeople } from './looking.server.ts';

const own = useOwnDatabase();

test('who is here for the company without a stay is told by their roles, and not as employed or a member', async () => {
	const { hashimoto, ishikawa, mori } = await foundHikari(own.owner);
	const look = async (query: string) =>
		(await lookAtPeople(hashimoto, new URLSearchParams(query), '')).rows;
	const found = async (query: string) => (await look(query)).map(({ id }) => id);
	const noStay = async ({ personId }: Actor, roles: string[]) => {
		await own.owner.query(`delete from tenure where person_id = $1 and ended_on is null`, [personId]);
		await own.owner.query(`update membership set roles = $2 where person_id = $1`, [personId, roles]);
	};
	await noStay(ishikawa, ['executive']);
	await noStay(mori, ['steward', 'admin']);

	const colleagues = await look('col=name&col=state&state=colleague');
	expect(new Map(colleagues.map(({ id, cells }) => [id, cells[1]!.text]))).toEqual(
		new Map([
			[ishikawa.personId, '役員'],
			[mori.personId, 'アルムナイ事務局、管理者']
		])
	);
	expect(await found('state=employed')).toEqual([hashimoto.personId]);
	expect(await found('state=employed&state=colleague')).toHaveLength(3);
	expect(await found('state=member')).not.toContain(mori.personId);
	expect((await findPeople(hashimoto, 'いしかわ'))[0]).toMatchObject({ isEmployed: true });
});
