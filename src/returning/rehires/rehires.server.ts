import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

/**
 * The desk records that someone came back: a new tenure joins the old ones, who was an alumnus is an employee, and what
 * led to it is worked out by the worker. Throws NotFound, or Invalid where the day lies before the last leaving.
 */
export async function recordRehire(actor: Actor, personId: string, companyId: string, returnedOn: string): Promise<string> {
	authorize(actor, 'rehire.record');
	return inNetwork(actor, async (db) => {
		const departure = await db.selectFrom('departure').select('leftOn').where('personId', '=', personId).where('isLatest', '=', true).executeTakeFirst();
		if (!departure) throw new NotFound('No such alumnus');
		if (returnedOn <= departure.leftOn) throw new Invalid('too_early', 'returnedOn');
		const open = await db.selectFrom('tenure').select('tenureId').where('personId', '=', personId).where('endedOn', 'is', null).executeTakeFirst();
		if (open) throw new Invalid('not_usable', 'returnedOn');
		const { networkId } = actor;
		const { tenureId } = await db.insertInto('tenure').values({ networkId, personId, companyId, startedOn: returnedOn }).returning('tenureId').executeTakeFirstOrThrow();
		const { rehireId } = await db.insertInto('rehire').values({ networkId, personId, companyId, tenureId, returnedOn, recordedBy: actor.personId }).returning('rehireId').executeTakeFirstOrThrow();
		await sql`update membership set roles = array_append(array_remove(array_remove(roles, 'alumnus'), 'employee'), 'employee') where person_id = ${personId}`.execute(db);
		await recordTouchpoint(db, actor, personId, 'rehired', rehireId);
		await writeAudit(db, actor, 'rehire.record', personId);
		await leaveJob(db, 'rehire.recorded', { networkId, rehireId });
		await leaveJob(db, 'standing.changed', { networkId }, { key: `standing.changed:${networkId}`, after: 1 });
		return rehireId;
	});
}

export type RehireRow = { rehireId: string; personId: string; returnedOn: string; familyName: string; givenName: string; familyKana: string; givenKana: string; companyJa: string; companyEn: string; lastKinds: string[] };

/** Who came back, latest first, with what it is attributed to by the rule of the last touchpoint. */
export async function rehiresAtDesk(actor: Actor): Promise<RehireRow[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<RehireRow>`select r.rehire_id, r.person_id, r.returned_on, p.family_name, p.given_name, p.family_kana, p.given_kana, c.name_ja as company_ja, c.name_en as company_en,
			(select coalesce(array_agg(t.kind), '{}') from attribution a join touchpoint t on t.happened_at = a.happened_at and t.touchpoint_id = a.touchpoint_id where a.rehire_id = r.rehire_id and a.rule = 'last') as last_kinds
			from rehire r join person p using (network_id, person_id) join company c on c.company_id = r.company_id
			order by r.returned_on desc, r.rehire_id desc limit 200`.execute(db)
	);
	return rows;
}
