import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may, type Permission } from '#access/policy/policy.ts';
import { suggestedTo } from '#people/departures/suggestions.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { deskToAnswer } from './today.server.ts';

/** How much waits in each place of the desk, for its menu. */
export type AtDesk = Record<
	'applications' | 'papers' | 'collaborations' | 'imports' | 'inbox' | 'care' | 'reasons' | 'proposals',
	number
>;

const counted: Record<keyof AtDesk, { permission: Permission; of: (actor: Actor) => RawBuilder<unknown> }> = {
	applications: {
		permission: 'application.handle',
		of: () => sql`(select count(*)::int from application where status = 'received')`
	},
	papers: {
		permission: 'paper.answer',
		of: () => sql`(select count(*)::int from paper_request where state = 'asked')`
	},
	collaborations: {
		permission: 'collaboration.decide',
		of: () => sql`(select count(*)::int from collaboration where state = 'waiting')`
	},
	imports: {
		permission: 'hr_import.load',
		of: () => sql`(select count(*)::int from hr_import where status = 'read')`
	},
	inbox: {
		permission: 'desk_inbox.see',
		of: () => sql`(select count(*)::int from ${deskToAnswer})`
	},
	proposals: {
		permission: 'event.decide',
		of: () => sql`(select count(*)::int from event_proposal where state = 'waiting')`
	},
	care: {
		permission: 'care.see',
		of: () => sql`(select count(*)::int from report where settled_at is null)`
	},
	reasons: {
		permission: 'reasons.read',
		of: (actor) => sql`(
			select count(distinct s.tenure_id)::int
			from reason_suggestion s
			where s.settled_at is null
				and ${suggestedTo(actor)}
		)`
	}
};

/** What waits at the desk for this actor, in one statement. Only places that they may open are counted. */
export async function atDesk(actor: Actor): Promise<Partial<AtDesk>> {
	authorize(actor, 'desk.see');
	const open = Object.entries(counted).filter(([, { permission }]) => may(actor, permission));
	if (open.length === 0) return {};
	const { rows } = await readNetwork(actor, (db) =>
		sql<Partial<AtDesk>>`
			select ${sql.join(open.map(([name, { of }]) => sql`${of(actor)} as ${sql.ref(name)}`))}
		`.execute(db)
	);
	return rows[0]!;
}
