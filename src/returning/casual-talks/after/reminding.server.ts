import { sql } from 'kysely';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { mailTalk } from '../mailing.server.ts';

/** Reminds everyone the day before a talk that was booked earlier than that; and asks the hosts, an hour after it, for three lines to the alumnus. Each once. */
export async function remindOfTalks(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows: soon } = await sql<{
			talkId: string;
		}>`update casual_talk set reminded_at = now() where state = 'booked' and reminded_at is null and starts_at between now() and now() + interval '24 hours'
			and booked_at < starts_at - interval '30 hours' returning talk_id`.execute(db);
		for (const { talkId } of soon) await mailTalk(db, where, talkId, 'reminder');
		const { rows: over } = await sql<{
			talkId: string;
		}>`update casual_talk k set asked_after_at = now() where state = 'booked' and asked_after_at is null and ends_at between now() - interval '3 days' and now() - interval '1 hour'
			and not exists (select from casual_talk_host x where x.talk_id = k.talk_id and x.thanked_at is not null) returning talk_id`.execute(
			db
		);
		for (const { talkId } of over) await mailTalk(db, where, talkId, 'after', 'hosts');
	});
}
