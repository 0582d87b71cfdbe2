import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { daysToAnswer } from './outreach.ts';

type Silent = { outreachId: string; callerId: string; locale: Locale };

/**
 * Reminds callers, once each time, after two weeks: those who did not say whether they will write, those who said so and
 * did not write, and those who wrote and had no answer. These may write one more line, or none.
 */
export async function followUp(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		await remind(db, where, await notWritten(db, 'asked'), m.outreach_asked_still);
		await remind(db, where, await notWritten(db, 'willing'), m.outreach_asked_unwritten);
		await remind(db, where, await notAnswered(db), m.outreach_follow_up);
	});
}

async function remind(
	db: Db,
	where: InNetwork,
	silent: readonly Silent[],
	words: () => string
): Promise<void> {
	for (const { outreachId, callerId, locale } of silent)
		await notify(db, where, {
			kind: 'outreach',
			to: [callerId],
			by: null,
			subjectId: outreachId,
			path: `/staff/asked/${outreachId}`,
			about: asReader({ locale, timeZone: 'Asia/Tokyo' }, words)
		});
}

const longAgo = sql`now() - make_interval(days => ${daysToAnswer})`;

async function notWritten(db: Db, state: 'asked' | 'willing'): Promise<Silent[]> {
	const { rows } = await sql<Silent>`
		update outreach o
		set followed_up_at = now()
		from person p
		where p.person_id = o.caller_id
			and o.state = ${state}
			and o.followed_up_at is null
			and coalesce(o.decided_at, o.asked_at) < ${longAgo}
		returning o.outreach_id, o.caller_id, p.locale
	`.execute(db);
	return rows;
}

async function notAnswered(db: Db): Promise<Silent[]> {
	const { rows } = await sql<Silent>`
		update outreach o
		set followed_up_at = now()
		from person p
		where p.person_id = o.caller_id
			and o.state = 'sent'
			and o.followed_up_at is null
			and o.sent_at < ${longAgo}
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
	return rows;
}
