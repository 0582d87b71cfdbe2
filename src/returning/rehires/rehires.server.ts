import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Named } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { beginWelcome } from '../welcome/planning.server.ts';
import { daysToUndo } from './rehire.ts';

/**
 * The desk records that someone came back: a new tenure joins the old ones, who was an alumnus is an employee, their welcome begins, and what
 * led to it is worked out by the worker. The terms are not kept. Throws NotFound, or Invalid where the day lies before the last leaving.
 */
export async function recordRehire(
	actor: Actor,
	personId: string,
	companyId: string,
	returnedOn: string
): Promise<string> {
	authorize(actor, 'rehire.record');
	return inNetwork(actor, async (db) => {
		const departure = await db
			.selectFrom('departure')
			.select('leftOn')
			.where('personId', '=', personId)
			.where('isLatest', '=', true)
			.forUpdate()
			.executeTakeFirst();
		if (!departure) throw new NotFound('No such alumnus');
		if (returnedOn <= departure.leftOn) throw new Invalid('too_early', 'returnedOn');
		const open = await db
			.selectFrom('tenure')
			.select('tenureId')
			.where('personId', '=', personId)
			.where('endedOn', 'is', null)
			.executeTakeFirst();
		if (open) throw new Invalid('not_usable', 'returnedOn');
		const { networkId } = actor;
		const { tenureId } = await db
			.insertInto('tenure')
			.values({ networkId, personId, companyId, startedOn: returnedOn })
			.returning('tenureId')
			.executeTakeFirstOrThrow();
		const { rehireId } = await db
			.insertInto('rehire')
			.values({ networkId, personId, companyId, tenureId, returnedOn, recordedBy: actor.personId })
			.returning('rehireId')
			.executeTakeFirstOrThrow();
		await sql`update membership set roles = array_append(array_remove(array_remove(roles, 'alumnus'), 'employee'), 'employee') where person_id = ${personId}`.execute(
			db
		);
		await recordTouchpoint(db, actor, personId, 'rehired', rehireId);
		await beginWelcome(db, actor, rehireId, returnedOn);
		await writeAudit(db, actor, 'rehire.record', personId);
		await leaveJob(db, 'rehire.recorded', { networkId, rehireId });
		await leaveJob(
			db,
			'standing.changed',
			{ networkId },
			{ key: `standing.changed:${networkId}`, after: 1 }
		);
		await tellOutside(db, actor, 'rehire.recorded', { rehireId, personId, companyId, returnedOn });
		return rehireId;
	});
}

/** Takes a rehire back that was recorded by mistake: within 30 days, and as long as no story came of it. The person is an alumnus again, as before. Throws NotFound, Invalid. */
export async function undoRehire(actor: Actor, rehireId: string): Promise<void> {
	authorize(actor, 'rehire.record');
	await inNetwork(actor, async (db) => {
		const rehire = await lockUndoable(db, rehireId);
		await db.deleteFrom('rehire').where('rehireId', '=', rehireId).execute();
		await db.deleteFrom('tenure').where('tenureId', '=', rehire.tenureId).execute();
		await sql`update membership set roles = array_prepend('alumnus', array_remove(array_remove(roles, 'employee'), 'alumnus')) where person_id = ${rehire.personId}`.execute(
			db
		);
		await sql`update host set is_open = false where person_id = ${rehire.personId}`.execute(db);
		await recordTouchpoint(db, actor, rehire.personId, 'rehire_undone', rehireId);
		await writeAudit(db, actor, 'rehire.undo', rehire.personId);
		await leaveJob(db, 'person.spoke', { networkId: actor.networkId, personId: rehire.personId });
		await leaveJob(
			db,
			'standing.changed',
			{ networkId: actor.networkId },
			{ key: `standing.changed:${actor.networkId}`, after: 1 }
		);
		await tellOutside(db, actor, 'rehire.undone', { rehireId, personId: rehire.personId });
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
	const used =
		await sql`select from story where rehire_id = ${rehireId}::uuid union all select from tenure where tenure_id = ${rehire.tenureId}::uuid and ended_on is not null limit 1`.execute(
			db
		);
	if (used.rows.length > 0) throw new Invalid('has_consequences', 'form');
	return rehire;
}

export type RehireRow = Named & {
	rehireId: string;
	personId: string;
	returnedOn: string;
	companyJa: string;
	companyEn: string;
	lastKinds: string[];
	hasLeader: boolean;
};
export type Stayed = { months: 12 | 24; due: number; stayed: number };
export const rehiresAtOnce = 50;

/** Who came back, latest first, with what it is attributed to by the rule of the last touchpoint; the next page begins before the last. */
export async function rehiresAtDesk(actor: Actor, before?: string): Promise<RehireRow[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<RehireRow>`select r.rehire_id, r.person_id, r.returned_on, p.family_name, p.given_name, p.family_kana, p.given_kana, c.name_ja as company_ja, c.name_en as company_en, exists (select from welcome w where w.rehire_id = r.rehire_id and w.leader_id is not null) as has_leader,
			(select coalesce(array_agg(t.kind), '{}') from attribution a join touchpoint t on t.happened_at = a.happened_at and t.touchpoint_id = a.touchpoint_id where a.rehire_id = r.rehire_id and a.rule = 'last') as last_kinds
			from rehire r join person p using (network_id, person_id) join company c on c.company_id = r.company_id
			where (${before ?? null}::uuid is null or (r.returned_on, r.rehire_id) < (select b.returned_on, b.rehire_id from rehire b where b.rehire_id = ${before ?? null}::uuid))
			order by r.returned_on desc, r.rehire_id desc limit ${rehiresAtOnce}`.execute(db)
	);
	return rows;
}

/** Of those who came back so long ago, how many stayed so long: after 12 and 24 months. */
export async function stayedFigures(actor: Actor): Promise<Stayed[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Stayed>`select x.months, count(r.*)::int as due, count(r.*) filter (where t.ended_on is null or t.ended_on >= (r.returned_on + make_interval(months => x.months))::date)::int as stayed
		from (values (12), (24)) x(months) left join rehire r on r.returned_on <= (current_date - make_interval(months => x.months))::date left join tenure t on t.tenure_id = r.tenure_id group by x.months order by x.months`.execute(
			db
		)
	);
	return rows;
}
