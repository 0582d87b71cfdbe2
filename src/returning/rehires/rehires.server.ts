import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { checkHasCome } from '#platform/clock/network-today.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { closeApplicationsOf } from '../applications/closing.server.ts';
import { beginWelcome, fulfilWelcome } from '../welcome/beginning.server.ts';
import { teamOf, tellTeamMoved, tellTeamOff } from '../welcome/telling-team.server.ts';
import { lockReturnable, takePlanned } from './returnable.server.ts';
import { daysToUndo } from './rehire.ts';

/**
 * Records that someone came back, and gives the rehire's id. The person gets a new tenure, is an employee
 * instead of an alumnus, their applications are closed and their welcome begins. The worker finds out what led to the return. Terms of employment
 * are not kept. Throws NotFound, and Invalid if the day is not after the last leaving or has
 * not come yet (until then they are alumni), or if they are employed already.
 */
export async function recordRehire(
	actor: Actor,
	personId: string,
	companyId: string,
	returnedOn: string
): Promise<string> {
	authorize(actor, 'rehire.record');
	return inNetwork(actor, (db) => rehireInside(db, actor, { personId, companyId, returnedOn }));
}

type Recorder = Pick<Actor, 'networkId' | 'personId'>;
type Return = { personId: string; companyId: string; returnedOn: string };

/** Does what `recordRehire` does, inside a running transaction, for whoever may. */
export async function rehireInside(
	db: Db,
	recorder: Recorder,
	{ personId, companyId, returnedOn }: Return
): Promise<string> {
	const { networkId, personId: recordedBy } = recorder;
	await checkHasCome(db, returnedOn, 'returnedOn');
	await lockReturnable(db, personId, returnedOn);
	const planned = await takePlanned(db, personId);
	const rehireId = await insertRehire(db, recorder, { personId, companyId, returnedOn }, planned?.id);
	await becomeEmployee(db, personId);
	await closeApplicationsOf(db, recorder, { personId, companyId, recordedBy });
	await recordTouchpoint(db, recorder, personId, 'rehired', rehireId);
	if (planned) await fulfilPlanned(db, recorder, planned, { rehireId, personId, companyId, returnedOn });
	else await beginWelcome(db, recorder, rehireId, returnedOn);
	await writeAudit(db, recorder, 'rehire.record', personId);
	await leaveJob(db, 'rehire.recorded', { networkId, rehireId });
	await leaveStandingChanged(db, recorder);
	await tellOutside(db, recorder, 'rehire.recorded', { rehireId, personId, companyId, returnedOn });
	return rehireId;
}

/** The welcome goes on as it was prepared. Who prepares it is told where the day or the company is another than planned. */
async function fulfilPlanned(
	db: Db,
	recorder: Recorder,
	planned: { companyId: string; returnsOn: string },
	{ rehireId, personId, companyId, returnedOn }: Return & { rehireId: string }
): Promise<void> {
	await fulfilWelcome(db, recorder, rehireId, { from: planned.returnsOn, to: returnedOn });
	if (planned.returnsOn !== returnedOn || planned.companyId !== companyId)
		await tellTeamMoved(db, recorder, await teamOf(db, rehireId, personId));
}

async function insertRehire(
	db: Db,
	{ networkId, personId: recordedBy }: Recorder,
	{ personId, companyId, returnedOn }: Return,
	plannedId?: string
): Promise<string> {
	const { tenureId } = await db
		.insertInto('tenure')
		.values({ networkId, personId, companyId, startedOn: returnedOn })
		.returning('tenureId')
		.executeTakeFirstOrThrow();
	const { rehireId } = await db
		.insertInto('rehire')
		.values({
			networkId,
			personId,
			companyId,
			tenureId,
			returnedOn,
			recordedBy,
			...(plannedId ? { rehireId: plannedId } : {})
		})
		.returning('rehireId')
		.executeTakeFirstOrThrow();
	return rehireId;
}

async function becomeEmployee(db: Db, personId: string): Promise<void> {
	await sql`
		update membership
		set roles = array_append(array_remove(array_remove(roles, 'alumnus'), 'employee'), 'employee')
		where person_id = ${personId}
	`.execute(db);
}

async function becomeAlumnus(db: Db, personId: string): Promise<void> {
	await sql`
		update membership
		set roles = array_prepend('alumnus', array_remove(array_remove(roles, 'employee'), 'alumnus'))
		where person_id = ${personId}
	`.execute(db);
}

/**
 * Undoes a rehire that was recorded by mistake, within 30 days and as long as no story came of it. The person is an
 * alumnus again, as before. Throws NotFound, Invalid.
 */
export async function undoRehire(actor: Actor, rehireId: string): Promise<void> {
	authorize(actor, 'rehire.record');
	await inNetwork(actor, async (db) => {
		const { personId, tenureId } = await lockUndoable(db, rehireId);
		const team = await teamOf(db, rehireId, personId);
		await db.deleteFrom('rehire').where('rehireId', '=', rehireId).execute();
		await db
			.updateTable('plannedReturn')
			.set({ state: 'called_off', settledBy: actor.personId })
			.where('plannedReturnId', '=', rehireId)
			.execute();
		await db.deleteFrom('tenure').where('tenureId', '=', tenureId).execute();
		await becomeAlumnus(db, personId);
		await db.updateTable('host').set({ isOpen: false }).where('personId', '=', personId).execute();
		await tellTeamOff(db, actor, team);
		await recordTouchpoint(db, actor, personId, 'rehire_undone', rehireId);
		await writeAudit(db, actor, 'rehire.undo', personId);
		await leaveJob(db, 'person.spoke', { networkId: actor.networkId, personId });
		await leaveStandingChanged(db, actor);
		await tellOutside(db, actor, 'rehire.undone', { rehireId, personId });
	});
}

async function lockUndoable(db: Db, rehireId: string) {
	const rehire = await db
		.selectFrom('rehire')
		.select(['personId', 'tenureId', 'recordedAt'])
		.where('rehireId', '=', rehireId)
		.forUpdate()
		.executeTakeFirst();
	if (!rehire) throw new NotFound('No such rehire');
	if (Date.now() - rehire.recordedAt.getTime() > daysToUndo * 86_400_000)
		throw new Invalid('too_late_to_undo', 'form');
	if (await hasConsequences(db, rehireId, rehire.tenureId)) throw new Invalid('has_consequences', 'form');
	return rehire;
}

async function hasConsequences(db: Db, rehireId: string, tenureId: string): Promise<boolean> {
	const { rows } = await sql`
		select from story where rehire_id = ${rehireId}::uuid
		union all
		select from tenure where tenure_id = ${tenureId}::uuid and ended_on is not null
		limit 1
	`.execute(db);
	return rows.length > 0;
}

export type Stayed = { months: 12 | 24; due: number; stayed: number };

/** How many people came back at least 12 and 24 months ago (`due`), and how many of them stayed that long. */
export async function stayedFigures(actor: Actor): Promise<Stayed[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Stayed>`
			with stay as materialized (
				select r.returned_on, t.ended_on
				from rehire r
				left join tenure t on t.tenure_id = r.tenure_id
				where r.returned_on <= ((select network_today()) - interval '12 months')::date
			)
			select x.months,
				count(s.returned_on)::int as due,
				count(s.returned_on) filter (
					where s.ended_on is null
						or s.ended_on >= (s.returned_on + make_interval(months => x.months))::date
				)::int as stayed
			from (values (12), (24)) x(months)
			left join stay s
				on s.returned_on <= ((select network_today()) - make_interval(months => x.months))::date
			group by x.months
			order by x.months
		`.execute(db)
	);
	return rows;
}
