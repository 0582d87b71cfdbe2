import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { suggestedTo } from '#people/departures/suggestions.server.ts';
import {
	alumniCounted,
	countsOf,
	readyCounted,
	withoutBasisCounted,
	type CountedBy,
	type LeaverCount
} from '#people/invitations/counting.server.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { isInState } from '#platform/mail/states.server.ts';
import { daysToPrepare } from '#returning/rehires/planned-return.ts';
import { daysSinceChange } from '#seeing/cadence/days-since.server.ts';

type CountedName = 'ready' | 'withoutBasis';
type Counted = {
	applications: number;
	/** People who were hired through an application, and whose return is not recorded yet. */
	returns: number;
	/** People who come back soon and whose welcome nobody leads, or whose return could not be recorded. */
	plannedReturns: number;
	/** Requests for collaboration that wait for the desk. */
	collaborations: number;
	/** Requests for papers that nobody has answered. */
	papers: number;
	talks: number;
	drafts: number;
	imports: number;
	members: number;
	silentDays: number | null;
	failedMails: number;
	reports: number;
	claims: number;
	proposals: number;
	/** Send-offs whose last day is near, and of whom nobody has talked or to whom the page was not sent. */
	sendOffs: number;
	/** Kinds of requests of identity providers that were refused in the last week. */
	scimTroubles: number;
	desk: number;
	stoppedWaves: number;
	mailStops: number;
	suggestions: number;
};
/** How much waits of each. Of what is in `more` there is more, which is not counted. */
export type Waiting = Counted & CountedBy<CountedName>;

export const talksThisWeek = sql`
	casual_talk
	where state = 'booked'
		and starts_at between now() and now() + interval '7 days'
`;

/** Applications of the last months that led to a hire, whose person does not work here. */
export const hiredNotRecorded = sql`
	application a
	where a.status = 'hired'
		and a.changed_at > now() - interval '180 days'
		and not exists (
			select
			from tenure t
			where t.person_id = a.person_id
				and ${goesOn('t')}
		)
		and not exists (
			select
			from rehire r
			where r.person_id = a.person_id
				and r.recorded_at >= a.applied_at
		)
		and not exists (
			select
			from planned_return r
			where r.person_id = a.person_id
				and r.state in ('planned', 'missed')
		)
`;

export const unpreparedReturns = sql`
	planned_return r
	where r.state = 'missed'
		or r.state = 'planned'
			and r.returns_on <= (select network_today()) + ${daysToPrepare}::int
			and not exists (
				select from welcome w
				where w.rehire_id = r.planned_return_id
					and w.leader_id is not null
			)
`;

/** Conversations with the desk that are not done, and in which the other person wrote last. */
export const deskToAnswer = sql`
	conversation c
	join message w on w.message_id = c.last_message_id
	where c.kind = 'desk'
		and c.done_at is null
		and not w.as_desk
`;

export const sendOffsToSee = sql`
	send_off
	where state = 'running'
		and last_on <= (select network_today()) + 14
		and (talked_on is null or link_sent_at is null)
`;

/** What waits at the desk today: how much of each. */
export async function waitingToday(actor: Actor): Promise<Waiting> {
	authorize(actor, 'desk.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Counted & Record<CountedName, LeaverCount>>`
			select
				(select count(*)::int from application where status = 'received') as applications,
				(select count(*)::int from ${hiredNotRecorded}) as returns,
				(select count(*)::int from ${unpreparedReturns}) as planned_returns,
				(select count(*)::int from collaboration where state = 'waiting') as collaborations,
				(select count(*)::int from paper_request where state = 'asked') as papers,
				(select count(*)::int from ${talksThisWeek}) as talks,
				(select count(*)::int from change where status = 'draft') as drafts,
				(select count(*)::int from hr_import where status = 'read') as imports,
				${withoutBasisCounted} as without_basis,
				${readyCounted} as ready,
				${alumniCounted} as members,
				${daysSinceChange} as silent_days,
				(select count(*)::int from mail where ${isInState.trouble}) as failed_mails,
				(select count(*)::int from report where settled_at is null) as reports,
				(select count(*)::int from claim where state = 'waiting') as claims,
				(select count(*)::int from event_proposal where state = 'waiting') as proposals,
				(select count(*)::int from ${sendOffsToSee}) as send_offs,
				(
					select count(distinct (method, status, why))::int
					from scim_trouble
					where last_at > now() - interval '7 days'
				) as scim_troubles,
				(select count(*)::int from ${deskToAnswer}) as desk,
				(select count(*)::int from invitation_wave where state = 'stopped' and not is_halted) as stopped_waves,
				(select count(*)::int from mail_stop where since > now() - interval '30 days') as mail_stops,
				(
					select count(distinct s.tenure_id)::int
					from reason_suggestion s
					where s.settled_at is null
						and ${suggestedTo(actor)}
				) as suggestions
		`.execute(db)
	);
	const { ready, withoutBasis, ...counted } = rows[0]!;
	return { ...counted, ...countsOf({ ready, withoutBasis }) };
}
