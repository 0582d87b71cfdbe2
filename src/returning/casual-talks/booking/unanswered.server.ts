import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { isAheadIn } from './proposals.server.ts';

type Unanswered = { proposalId: string; alumnusId: string; hostId: string; locale: Locale; timeZone: string };

/**
 * Closes the proposals whose times have all passed without an answer, and tells whoever made them, who may choose other
 * times then. Reminds a host once of times that wait: after two days, or when one of them is near.
 */
export async function followUpProposals(db: Db, where: InNetwork): Promise<void> {
	for (const { proposalId, alumnusId, hostId, ...reader } of await closePassed(db))
		await notify(db, where, {
			kind: 'talk',
			to: [alumnusId],
			by: hostId,
			subjectId: proposalId,
			path: '/come-back/talk',
			about: asReader(reader, m.talk_proposal_passed)
		});
	for (const { proposalId, alumnusId, hostId, ...reader } of await longOpen(db))
		await notify(db, where, {
			kind: 'talk',
			to: [hostId],
			by: alumnusId,
			subjectId: proposalId,
			path: '/staff#proposals',
			about: asReader(reader, m.talk_proposal_still_waits)
		});
}

/** Gives the proposals that were closed, with whose language to tell it in. */
async function closePassed(db: Db): Promise<Unanswered[]> {
	const { rows } = await sql<Unanswered>`
		update talk_proposal o
		set state = 'declined'
		from person a
		where a.network_id = o.network_id
			and a.person_id = o.alumnus_id
			and o.state = 'open'
			and not ${isAheadIn}
		returning o.proposal_id, o.alumnus_id, o.host_id, a.locale, a.time_zone
	`.execute(db);
	return rows;
}

/** What a host was told of after the day on which it was proposed was the reminder. */
async function longOpen(db: Db): Promise<Unanswered[]> {
	const { rows } = await sql<Unanswered>`
		select o.proposal_id, o.alumnus_id, o.host_id, h.locale, h.time_zone
		from talk_proposal o
		join person h on h.person_id = o.host_id
		where o.state = 'open'
			and ${isAheadIn}
			and (
				o.made_at < now() - interval '2 days'
				or o.made_at < now() - interval '12 hours'
					and exists (
						select from unnest(o.times) t(at)
						where t.at between now() and now() + interval '24 hours'
					)
			)
			and not exists (
				select from notification n
				where n.person_id = o.host_id
					and n.kind = 'talk'
					and n.subject_id = o.proposal_id
					and n.happened_at > o.made_at + interval '10 hours'
			)
	`.execute(db);
	return rows;
}
