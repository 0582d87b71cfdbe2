import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { daysToAnswer } from './outreach.ts';

type Silent = { outreachId: string; callerId: string; locale: Locale };

/** Reminds callers who wrote two weeks ago and had no answer, once: they may write one more line, or none. */
export async function followUp(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows: silent } = await sql<Silent>`
			update outreach o
			set followed_up_at = now()
			from person p
			where p.person_id = o.caller_id
				and o.state = 'sent'
				and o.followed_up_at is null
				and o.sent_at < now() - make_interval(days => ${daysToAnswer})
				and not exists (
					select from message w
					where w.conversation_id = o.conversation_id
						and w.author_id = o.person_id
						and w.sent_at > o.sent_at
				)
				and not exists (
					select from casual_talk k where k.alumnus_id = o.person_id and k.booked_at > o.sent_at
				)
			returning o.outreach_id, o.caller_id, p.locale
		`.execute(db);
		for (const { outreachId, callerId, locale } of silent)
			await notify(db, where, {
				kind: 'outreach',
				to: [callerId],
				by: null,
				subjectId: outreachId,
				path: `/staff/asked/${outreachId}`,
				about: asReader({ locale, timeZone: 'Asia/Tokyo' }, () => m.outreach_follow_up())
			});
	});
}
