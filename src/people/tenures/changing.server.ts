import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import type { DepartureKind } from '#people/departures/kind.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { recordEnd } from './ends.server.ts';
import { managerCalled } from './managers.server.ts';
import { followEmployment, worksHere } from './employment.server.ts';

export type TenureWish = {
	companyId: string;
	startedOn: string;
	/** Empty while they are still there. */
	endedOn: string;
	kind: DepartureKind | '';
	department: string;
	title: string;
	employment: string;
	/** An employee number or a full name. */
	manager: string;
};

/** The desk adds a stay of a person at a company. Throws NotFound, and Invalid where the days do not fit. */
export async function addTenure(actor: Actor, personId: string, wish: TenureWish): Promise<void> {
	authorize(actor, 'person.change');
	await changing(actor, personId, (db) => insertTenure(db, actor, personId, wish));
}

/** Adds a stay in the running transaction. The caller sees to what follows from it. Throws Invalid. */
export async function insertTenure(db: Db, actor: Actor, personId: string, wish: TenureWish): Promise<void> {
	const row = await rowOf(db, personId, wish);
	await fits(db, personId, wish);
	const { tenureId } = await db
		.insertInto('tenure')
		.values({ networkId: actor.networkId, personId, ...row })
		.returning('tenureId')
		.executeTakeFirstOrThrow();
	await recordEnd(db, actor, { personId, tenureId, endedOn: row.endedOn, kind: wish.kind || null });
	await writeAudit(db, actor, 'tenure.add', personId, { tenureId });
}

/** The desk changes a stay. Throws NotFound, Stale, and Invalid where the days do not fit. */
export async function changeTenure(
	actor: Actor,
	personId: string,
	tenureId: string,
	{ revision, ...wish }: TenureWish & { revision: number }
): Promise<void> {
	authorize(actor, 'person.change');
	await changing(actor, personId, async (db) => {
		await lockTenure(db, personId, tenureId, revision);
		const row = await rowOf(db, personId, wish);
		await fits(db, personId, wish, tenureId);
		await db.updateTable('tenure').set(row).where('tenureId', '=', tenureId).execute();
		await recordEnd(db, actor, { personId, tenureId, endedOn: row.endedOn, kind: wish.kind || null });
		await db
			.updateTable('rehire')
			.set({ companyId: row.companyId, returnedOn: row.startedOn })
			.where('tenureId', '=', tenureId)
			.execute();
		await writeAudit(db, actor, 'tenure.change', personId, { tenureId });
	});
}

/**
 * The desk removes a stay that never was. Throws NotFound, Stale, and Invalid where a return rests on it (that is undone
 * first) or the person said something about its end.
 */
export async function removeTenure(
	actor: Actor,
	personId: string,
	tenureId: string,
	revision: number
): Promise<void> {
	authorize(actor, 'person.change');
	await changing(actor, personId, async (db) => {
		await lockTenure(db, personId, tenureId, revision);
		const rehire = await db
			.selectFrom('rehire')
			.select('rehireId')
			.where('tenureId', '=', tenureId)
			.executeTakeFirst();
		if (rehire) throw new Invalid('tenure_is_return', 'form');
		await recordEnd(db, actor, { personId, tenureId, endedOn: null, kind: null });
		await db.deleteFrom('tenure').where('tenureId', '=', tenureId).execute();
		await writeAudit(db, actor, 'tenure.remove', personId, { tenureId });
	});
}

/** Runs a change of someone's stays, and then everything that follows from where they work and when they left. */
async function changing(actor: Actor, personId: string, work: (db: Db) => Promise<void>): Promise<void> {
	const { networkId } = actor;
	await inNetwork(actor, async (db) => {
		await lockContact(db, personId);
		const worked = await worksHere(db, personId);
		await work(db);
		await followEmployment(db, personId, worked);
		await leaveJob(db, 'person.spoke', { networkId, personId });
		await leaveStandingChanged(db, actor);
	});
}

async function lockTenure(db: Db, personId: string, tenureId: string, revision: number): Promise<void> {
	const tenure = await db
		.selectFrom('tenure')
		.select('revision')
		.where('tenureId', '=', tenureId)
		.where('personId', '=', personId)
		.forUpdate()
		.executeTakeFirst();
	if (!tenure) throw new NotFound('No such tenure');
	if (tenure.revision !== revision) throw new Stale();
}

async function rowOf(db: Db, personId: string, { manager, kind: _, endedOn, ...wish }: TenureWish) {
	const managerId = await managerCalled(db, manager, wish.companyId, personId);
	return { ...wish, endedOn: endedOn || null, managerId };
}

/**
 * As for imports: an end is not before its beginning, and two stays at one company do not overlap. The day on which one
 * ends may be the day on which the next begins.
 */
async function fits(
	db: Db,
	personId: string,
	{ companyId, startedOn, endedOn }: TenureWish,
	except: string | null = null
): Promise<void> {
	if (endedOn && endedOn < startedOn) throw new Invalid('ends_before', 'endedOn');
	const { rows } = await sql`
		select
		from tenure t
		where t.person_id = ${personId}
			and t.company_id = ${companyId}
			and t.tenure_id is distinct from ${except}::uuid
			and (
				t.started_on = ${startedOn}::date
				or (
					t.started_on < coalesce(${endedOn || null}::date, 'infinity')
					and coalesce(t.ended_on, 'infinity') > ${startedOn}::date
				)
			)
		limit 1
	`.execute(db);
	if (rows.length > 0) throw new Invalid('tenures_overlap', 'startedOn');
}
