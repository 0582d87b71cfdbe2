import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { undoHours } from '#platform/clock/undoing.ts';
import { followUpProposals } from '../booking/unanswered.server.ts';
import { mailTalk } from '../mailing.server.ts';

/**
 * Reminds everyone of a talk the day before, unless it was booked less than 30 hours before its start. Asks the hosts
 * one hour after a talk for three lines to the alumnus. Each happens once. Follows up the times that were proposed.
 */
export async function remindOfTalks(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		for (const { talkId } of await markSoon(db)) await mailTalk(db, where, talkId, 'reminder');
		for (const { talkId } of await markOver(db)) await mailTalk(db, where, talkId, 'after', 'hosts');
		await followUpProposals(db, where);
		await forgetCallers(db);
	});
}

/** Forgets who called a talk off once they cannot put it back any more. */
async function forgetCallers(db: Db): Promise<void> {
	await sql`
		update casual_talk
		set canceller_id = null
		where canceller_id is not null
			and cancelled_at < now() - make_interval(hours => ${undoHours})
	`.execute(db);
}

type Marked = { talkId: string };

async function markSoon(db: Db): Promise<Marked[]> {
	const { rows } = await sql<Marked>`
		update casual_talk
		set reminded_at = now()
		where state = 'booked'
			and reminded_at is null
			and starts_at between now() and now() + interval '24 hours'
			and booked_at < starts_at - interval '30 hours'
		returning talk_id
	`.execute(db);
	return rows;
}

async function markOver(db: Db): Promise<Marked[]> {
	const { rows } = await sql<Marked>`
		update casual_talk k
		set asked_after_at = now()
		where state = 'booked'
			and asked_after_at is null
			and ends_at between now() - interval '3 days' and now() - interval '1 hour'
			and not exists (
				select from casual_talk_host x where x.talk_id = k.talk_id and x.thanked_at is not null
			)
		returning talk_id
	`.execute(db);
	return rows;
}
