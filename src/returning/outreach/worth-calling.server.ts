import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { calledColumns, possibleCallers, type Called } from './callers.server.ts';
import { daysBetween, listAtMost } from './outreach.ts';

export type WorthCalling = Called & { quadrant: string };

/**
 * Members whom a word from someone they know might reach next: they may be called, they want to return and cannot or
 * could and do not, and a possible caller of theirs is here. The look is written to the audit log.
 */
export async function worthCalling(actor: Actor): Promise<WorthCalling[]> {
	authorize(actor, 'outreach.ask');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'outreach.worth_calling');
		const people = await tiedOrHesitant(db);
		const callers = await possibleCallers(
			db,
			people.map((person) => person.personId)
		);
		return people
			.filter((person) => callers.some(({ calledId }) => calledId === person.personId))
			.slice(0, listAtMost);
	});
}

/** Of so many who said last where they stand, those are looked for who may be called. */
const lookedAtMost = 500;

const saidLast = sql`
	select x.network_id, x.person_id, x.quadrant, x.said_at
	from standing x
	where x.is_current
		and x.quadrant in ('tied', 'hesitant')
	order by x.said_at desc
	limit ${lookedAtMost}
`;

/** Members who may be called, and want to return and cannot, or could and do not, and who fit `also`. */
export async function tiedOrHesitant(
	db: Db,
	also: RawBuilder<boolean> = sql`true`,
	most = 2 * listAtMost
): Promise<WorthCalling[]> {
	const { rows } = await sql<WorthCalling>`
		select ${calledColumns}, s.quadrant
		from (${saidLast}) s
		join person p using (network_id, person_id)
		join departure d on d.person_id = s.person_id and d.is_latest
		join tenure t on t.tenure_id = d.tenure_id
		join company c on c.company_id = t.company_id
		join membership mb on mb.person_id = s.person_id and ${memberIsAlumnus('mb')}
		join contact k on k.person_id = s.person_id and not k.do_not_contact
		where ${also}
			and exists (
				select from consent n
				where n.person_id = s.person_id and n.purpose = 'former_manager' and n.withdrawn_at is null
			)
			and not exists (
				select from tenure o where o.person_id = s.person_id and ${goesOn('o')}
			)
			and not exists (
				select from outreach o
				where o.person_id = s.person_id
					and (
						o.state in ('asked', 'willing')
						or o.asked_at > now() - make_interval(days => ${daysBetween})
					)
			)
		order by s.said_at desc
		limit ${most}
	`.execute(db);
	return rows;
}
