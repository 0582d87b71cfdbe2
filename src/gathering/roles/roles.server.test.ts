import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Givable } from '#access/policy/giving.ts';
import { leaveNetwork } from '#people/persons/self.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { holder, roleDesk } from './holders.server.ts';
import { changeRoles } from './roles.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let count = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `n-${++count}`);
	await setRoles(hikari.hashimoto, 'employee', 'steward', 'admin');
});

async function setRoles(actor: Actor, ...roles: string[]): Promise<void> {
	await own.owner.query('update membership set roles = $2 where person_id = $1', [actor.personId, roles]);
	actor.roles = roles as Actor['roles'];
}
const rolesOf = async ({ personId }: Actor): Promise<string[] | undefined> =>
	(await own.owner.query('select roles from membership where person_id = $1', [personId])).rows[0]?.roles;
const give = (actor: Actor, person: Actor, ...wanted: Givable[]) =>
	changeRoles(actor, person.personId, { seen: person.roles, wanted });

describe('a role that is given', () => {
	test('counts at once, is told by mail and on the page, and stands in the audit log', async () => {
		const { hashimoto, mori } = hikari;
		await give(hashimoto, mori, 'employee', 'steward');
		expect(await rolesOf(mori)).toEqual(['employee', 'steward']);
		const { rows: audit } = await own.owner.query(
			`select actor_id, detail from audit where act = 'role.change' and subject_id = $1`,
			[mori.personId]
		);
		expect(audit).toEqual([
			{
				actor_id: hashimoto.personId,
				detail: { before: ['employee'], after: ['employee', 'steward'] }
			}
		]);
		const { rows: mails } = await own.owner.query(
			`select subject, body_text from mail where person_id = $1 and kind = 'role'`,
			[mori.personId]
		);
		expect(mails).toHaveLength(1);
		expect(mails[0].subject).toContain('役割');
		expect(mails[0].body_text).toContain('アルムナイ事務局になりました');
		const { rows: told } = await own.owner.query(
			`select path, about from notification where person_id = $1 and kind = 'role'`,
			[mori.personId]
		);
		expect(told).toEqual([{ path: '/desk', about: expect.stringContaining('アルムナイ事務局') }]);
	});

	test('is not saved over what someone else saved meanwhile, and nothing is told where nothing changes', async () => {
		const { hashimoto, mori } = hikari;
		await give(hashimoto, mori, 'employee', 'executive');
		await expect(give(hashimoto, mori, 'employee', 'steward')).rejects.toThrow(Stale);
		mori.roles = ['employee', 'executive'];
		await give(hashimoto, mori, 'executive', 'employee');
		const { rowCount } = await own.owner.query(`select from mail where person_id = $1`, [mori.personId]);
		expect(rowCount).toBe(1);
	});
});

describe('the last of a kind', () => {
	test('loses the role to nobody, not to themselves, and does not leave', async () => {
		const { hashimoto } = hikari;
		await expect(give(hashimoto, hashimoto, 'employee', 'admin')).rejects.toThrow('last_steward');
		await expect(give(hashimoto, hashimoto, 'employee', 'steward')).rejects.toThrow('last_admin');
		await expect(leaveNetwork(hashimoto)).rejects.toThrow('last_');
		expect(await rolesOf(hashimoto)).toEqual(['employee', 'steward', 'admin']);
		const { rows } = await own.owner.query('select do_not_contact from contact where person_id = $1', [
			hashimoto.personId
		]);
		expect(rows[0].do_not_contact, 'nothing of the leaving was kept').toBe(false);
	});

	test('is not suspended, and does not go while the other one is', async () => {
		const { hashimoto, mori } = hikari;
		const suspend = (who: Actor) =>
			own.owner.query(
				`update membership set suspended_until = now() + interval '3 days' where person_id = $1`,
				[who.personId]
			);
		await expect(suspend(hashimoto)).rejects.toThrow('last_steward');
		await give(hashimoto, mori, 'employee', 'steward', 'admin');
		await suspend(mori);
		await expect(suspend(hashimoto)).rejects.toThrow('last_steward');
		await expect(leaveNetwork(hashimoto)).rejects.toThrow('last_');
		await own.owner.query('update membership set suspended_until = null where person_id = $1', [
			mori.personId
		]);
		await suspend(hashimoto);
	});

	test('of two who go at once one stays', async () => {
		const { hashimoto, mori, ishikawa } = hikari;
		for (let round = 0; round < 5; round++) {
			await setRoles(hashimoto, 'employee', 'steward', 'admin');
			await setRoles(mori, 'employee', 'steward', 'admin');
			const outcomes = await Promise.allSettled([
				give(hashimoto, hashimoto, 'employee', 'admin'),
				give(mori, mori, 'employee', 'admin')
			]);
			expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		}
		await setRoles(hashimoto, 'employee', 'steward', 'admin');
		await setRoles(mori, 'employee', 'steward', 'admin');
		const left = await Promise.allSettled([leaveNetwork(hashimoto), leaveNetwork(mori)]);
		expect(left.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect([await rolesOf(hashimoto), await rolesOf(mori)].filter(Boolean)).toHaveLength(1);
		expect(await rolesOf(ishikawa)).toBeDefined();
	});

	test('goes once there is another, who may be of no other network', async () => {
		const { hashimoto, mori } = hikari;
		const other = await foundHikari(own.owner, `n-${++count}`);
		await setRoles(other.hashimoto, 'employee', 'steward', 'admin');
		await expect(leaveNetwork(hashimoto)).rejects.toThrow('last_');
		await give(hashimoto, mori, 'employee', 'steward', 'admin');
		await leaveNetwork(hashimoto);
		expect(await rolesOf(hashimoto)).toBeUndefined();
	});
});

describe('from outside', () => {
	test('no form makes anyone more than their giver may', async () => {
		const { hashimoto, mori, ishikawa } = hikari;
		await setRoles(mori, 'employee', 'steward');
		await expect(give(mori, ishikawa, 'employee', 'executive', 'admin')).rejects.toThrow(
			'role_not_yours'
		);
		await expect(give(mori, mori, 'employee', 'steward', 'admin')).rejects.toThrow('role_not_oneself');
		await expect(give(mori, hashimoto, 'employee')).rejects.toThrow('role_of_higher');
		for (const person of [hashimoto, mori, ishikawa]) expect(await rolesOf(person)).toEqual(person.roles);
	});

	test('someone whose role was taken meanwhile gives nothing, whatever their page still shows', async () => {
		const { mori, ishikawa } = hikari;
		await setRoles(mori, 'employee', 'steward');
		await own.owner.query(`update membership set roles = '{employee}' where person_id = $1`, [
			mori.personId
		]);
		await expect(give(mori, ishikawa, 'employee', 'executive', 'steward')).rejects.toThrow(
			'role_not_yours'
		);
	});

	test('alumni, employees and management reach neither the list nor a person', async () => {
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
			await expect(roleDesk(actor, '')).rejects.toThrow(Forbidden);
			await expect(holder(actor, hikari.hashimoto.personId)).rejects.toThrow(Forbidden);
			await expect(give(actor, hikari.nakamura, 'executive')).rejects.toThrow(Forbidden);
		}
	});

	test('a person of another network is nobody', async () => {
		const other = await foundHikari(own.owner, `n-${++count}`);
		await expect(give(hikari.hashimoto, other.mori, 'employee', 'steward')).rejects.toThrow(NotFound);
		await expect(holder(hikari.hashimoto, other.mori.personId)).rejects.toThrow(NotFound);
		expect((await roleDesk(hikari.hashimoto, '森')).found.map(({ personId }) => personId)).toEqual([
			hikari.mori.personId
		]);
		expect(await rolesOf(other.mori)).toEqual(['employee']);
	});
});
