import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { beginWelcome, moveWelcome } from '../welcome/beginning.server.ts';
import { teamOf, tellTeamMoved, tellTeamOff } from '../welcome/telling-team.server.ts';
import type { PlannedState } from './planned-return.ts';
import { rehireInside } from './rehires.server.ts';
import { lockReturnable } from './returnable.server.ts';

type Return = { personId: string; companyId: string; returnedOn: string };

/**
 * Records that someone came back, or, for a day that lies ahead, that they will. Gives the id of the return, which is the
 * same before and after. Throws NotFound and Invalid as `recordRehire` does, and where they are expected already.
 */
export async function recordReturn(actor: Actor, wish: Return): Promise<string> {
	authorize(actor, 'rehire.record');
	return inNetwork(actor, async (db) =>
		wish.returnedOn > (await networkToday(db)) ? plan(db, actor, wish) : rehireInside(db, actor, wish)
	);
}

/** Plans a return. Its welcome is prepared from now on; nothing else changes for the person before the day. */
async function plan(
	db: Db,
	actor: Actor,
	{ personId, companyId, returnedOn: returnsOn }: Return
): Promise<string> {
	const { networkId, personId: plannedBy } = actor;
	await lockReturnable(db, personId, returnsOn);
	const planned = await db
		.insertInto('plannedReturn')
		.values({ networkId, personId, companyId, returnsOn, plannedBy })
		.onConflict((conflict) => conflict.doNothing())
		.returning('plannedReturnId')
		.executeTakeFirst();
	if (!planned) throw new Invalid('planned_already', 'returnedOn');
	await beginWelcome(db, actor, planned.plannedReturnId, returnsOn, { isPlanned: true });
	await writeAudit(db, actor, 'rehire.plan', personId, { returnsOn });
	return planned.plannedReturnId;
}

/** Moves a planned return to another day that lies ahead, or to another company, and tells who prepares the welcome. Throws NotFound, Stale, Invalid. */
export async function movePlannedReturn(
	actor: Actor,
	id: string,
	{ revision, companyId, returnsOn }: { revision: number; companyId: string; returnsOn: string }
): Promise<void> {
	authorize(actor, 'rehire.record');
	await inNetwork(actor, async (db) => {
		const before = await lockPlanned(db, id, revision);
		if (returnsOn <= (await networkToday(db))) throw new Invalid('not_ahead', 'returnsOn');
		await lockReturnable(db, before.personId, returnsOn);
		await db
			.updateTable('plannedReturn')
			.set({ companyId, returnsOn, state: 'planned', why: '', revision: revision + 1 })
			.where('plannedReturnId', '=', id)
			.execute();
		await moveWelcome(db, id, { from: before.returnsOn, to: returnsOn });
		await tellTeamMoved(db, actor, await teamOf(db, id, before.personId));
		await writeAudit(db, actor, 'rehire.plan_moved', before.personId, {
			from: before.returnsOn,
			to: returnsOn
		});
	});
}

/** Calls a planned return off. What was prepared for its welcome goes, and who prepared it is told. Throws NotFound, Stale. */
export async function callOffPlannedReturn(
	actor: Actor,
	id: string,
	{ revision, why }: { revision: number; why: string }
): Promise<void> {
	authorize(actor, 'rehire.record');
	await inNetwork(actor, async (db) => {
		const { personId } = await lockPlanned(db, id, revision);
		const team = await teamOf(db, id, personId);
		await db
			.updateTable('plannedReturn')
			.set({ state: 'called_off', why, settledBy: actor.personId, settledAt: new Date() })
			.where('plannedReturnId', '=', id)
			.execute();
		await db.deleteFrom('welcome').where('rehireId', '=', id).execute();
		await tellTeamOff(db, actor, team);
		await writeAudit(db, actor, 'rehire.plan_off', personId);
	});
}

async function lockPlanned(
	db: Db,
	id: string,
	revision: number
): Promise<{ personId: string; returnsOn: string }> {
	const planned = await db
		.selectFrom('plannedReturn')
		.select(['personId', 'returnsOn', 'revision'])
		.where('plannedReturnId', '=', id)
		.where('state', 'in', ['planned', 'missed'])
		.forUpdate()
		.executeTakeFirst();
	if (!planned) throw new NotFound('No such planned return');
	if (planned.revision !== revision) throw new Stale();
	return planned;
}

export type PlannedReturn = Named & {
	plannedReturnId: string;
	personId: string;
	companyId: string;
	companyJa: string;
	companyEn: string;
	returnsOn: string;
	state: PlannedState;
	hasLeader: boolean;
	revision: number;
};

/** Who is expected back, the next one first; or one of them, by the return's id or the person's. */
export async function plannedReturns(actor: Actor, id?: string): Promise<PlannedReturn[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<PlannedReturn>`
			select
				r.planned_return_id, r.person_id, r.company_id, r.returns_on, r.state, r.revision,
				c.name_ja as company_ja, c.name_en as company_en,
				exists (
					select from welcome w
					where w.rehire_id = r.planned_return_id
						and w.leader_id is not null
				) as has_leader,
				${nameColumns('p')}
			from planned_return r
			join person p using (network_id, person_id)
			join company c on c.company_id = r.company_id
			where r.state in ('planned', 'missed')
				and (${id ?? null}::uuid is null or ${id ?? null}::uuid in (r.planned_return_id, r.person_id))
			order by r.returns_on, r.planned_return_id
			limit 200
		`.execute(db)
	);
	return rows;
}
