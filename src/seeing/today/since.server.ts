import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { suggestedTo } from '#people/departures/suggestions.server.ts';
import { firstWithoutBasis } from '#people/invitations/counting.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { isInState } from '#platform/mail/states.server.ts';
import { deskToAnswer, hiredNotRecorded } from './today.server.ts';
import type { WorkKind } from './work.ts';

/** Since when the oldest piece of each kind of work waits. Null where nothing waits. */
export type WaitingSince = Partial<Record<WorkKind, Date | null>>;

/** How long the oldest of what `waitingToday` counts has been waiting. What has a day of its own is left out. */
export async function waitingSince(db: Db, actor: Actor): Promise<WaitingSince> {
	const { rows } = await sql<WaitingSince>`
		select
			(select min(reported_at) from report where settled_at is null) as reports,
			(select min(w.sent_at) from ${deskToAnswer}) as desk,
			(select min(applied_at) from application where status = 'received') as applications,
			(select min(proved_at) from claim where state = 'waiting') as claims,
			(select min(asked_at) from paper_request where state = 'asked') as papers,
			(select min(asked_at) from collaboration where state = 'waiting') as collaborations,
			(select min(proposed_at) from event_proposal where state = 'waiting') as proposals,
			(select min(a.changed_at) from ${hiredNotRecorded}) as returns,
			(
				select min(s.made_at)
				from reason_suggestion s
				where s.settled_at is null
					and ${suggestedTo(actor)}
			) as suggestions,
			(select min(created_at) from mail where ${isInState.trouble}) as failed_mails,
			(select min(made_at) from invitation_wave where state = 'stopped' and not is_halted) as stopped_waves,
			(select min(made_at) from hr_import where status = 'read') as imports,
			${firstWithoutBasis} as without_basis
	`.execute(db);
	return rows[0]!;
}
