import { sql, type RawBuilder } from 'kysely';
import type { Subscription } from '#gathering/push/push.server.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { aboutShown, actorsFound, actorsShown, isStillShown } from './actors-shown.server.ts';
import type { NotificationKind, Wish } from './notification.ts';
import { sentenceOf } from './sentences.ts';

/** How long someone has to see a notification on the page before it becomes a mail; several become one mail. */
export const minutesToSee = 10;
const waitingAtOnce = 200;

export type Waiting = Named & {
	notificationId: string;
	personId: string;
	kind: NotificationKind;
	path: string;
	about: string;
	subjectId: string;
	count: number;
	actors: Named[];
	/** Whether the reader may still see someone who did it. */
	isShown: boolean;
	happenedAt: Date;
	/** When and where the event is that it is about; null where it is about none that one may still go to. */
	beginsAt: Date | null;
	place: string | null;
	locale: Locale;
	timeZone: string;
	email: string | null;
	quietFrom: string;
	quietUntil: string;
	mayNot: string | null;
	/** Do they allow no mail at all? */
	wantsNone: boolean;
	pushesLeft: number;
	wishes: Wish[];
	subscriptions: Subscription[];
	/** How much waits for them in all: what the page would count, up to ten of each kind. */
	badge: number;
};

const minutesAgo = sql`now() - make_interval(mins => ${minutesToSee})`;

/** The next unseen notifications to be pushed now, locked, with what is needed for it, person by person. */
export async function nextToPush(db: Db): Promise<Waiting[]> {
	return nextWaiting(db, sql`push_after <= now() order by push_after`);
}

/** The same for those that nobody saw in time, so that they become a mail. */
export async function nextToMail(db: Db): Promise<Waiting[]> {
	return nextWaiting(db, sql`mail_written_at is null and happened_at < ${minutesAgo} order by happened_at`);
}

async function nextWaiting(db: Db, which: RawBuilder<unknown>): Promise<Waiting[]> {
	const { rows } = await sql<Waiting>`
		select n.notification_id, n.person_id, n.kind, n.path, n.subject_id,
			n.happened_at, ev.starts_at as begins_at, ev.place,
			${aboutShown} as about,
			cardinality(by.ids) as count,
			${actorsShown} as actors,
			${isStillShown} as is_shown,
			${nameColumns('p')}, p.locale, p.time_zone,
			c.email,
			coalesce(c.quiet_from, '21:00') as quiet_from,
			coalesce(c.quiet_until, '08:00') as quiet_until,
			${mayNotMail(sql`n.person_id`)} as may_not,
			coalesce(c.mails_per_month, 0) = 0 as wants_none,
			coalesce(c.pushes_per_day, 0) - ${pushesToday} as pushes_left,
			${wishes} as wishes,
			${subscriptions} as subscriptions,
			${badge} as badge
		from (
			select *
			from notification
			where seen_at is null
				and ${which}
			limit ${waitingAtOnce}
			for update skip locked
		) n
		${actorsFound}
		join person p using (network_id, person_id)
		left join contact c using (network_id, person_id)
		left join event ev on ev.event_id = n.subject_id
			and n.kind in ('event_changed', 'event_moved_up', 'event_reminder', 'event_accepted')
		order by n.person_id, n.happened_at
	`.execute(db);
	return rows;
}

const pushesToday = sql`(
	select count(*)
	from push_sent o
	where o.person_id = n.person_id
		and o.sent_at > now() - interval '24 hours'
)::int`;

/** As `actor_of` counts for the page: unseen notifications, and conversations that are not read. */
const badge = sql`(
	select count(*)::int
	from (
		(
			select from notification u
			where u.person_id = n.person_id
				and u.seen_at is null
				and u.on_page
			limit 10
		)
		union all
		(
			select from conversation_member cm
			where cm.person_id = n.person_id
				and cm.state in ('in', 'asked')
				and cm.muted_at is null
				and cm.last_message_id is not null
				and (cm.read_id is null or cm.read_id < cm.last_message_id)
			limit 10
		)
	) unread
)`;

const wishes = sql`(
	select coalesce(
		jsonb_agg(jsonb_build_object('kind', w.kind, 'channel', w.channel, 'isOn', w.is_on)), '[]'
	)
	from notification_wish w
	where w.person_id = n.person_id
)`;

const subscriptions = sql`(
	select coalesce(
		jsonb_agg(jsonb_build_object('endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth)), '[]'
	)
	from push_subscription s
	where s.person_id = n.person_id
)`;

/** What happened, in one sentence in the person's language. */
export function sentence(waiting: Waiting): string {
	return sentenceOf(waiting.kind, {
		names: waiting.actors.map((actor) => fullName(actor, waiting.locale)),
		count: waiting.count,
		about: waiting.about
	});
}
