import { sql, type RawBuilder } from 'kysely';
import { partOfNotice } from '#access/parts/parts.ts';
import { memberSeesWithin } from '#gathering/groups/visibility.server.ts';
import { memberSeesPost } from '#gathering/posts/openness.server.ts';
import { mayMeet } from '#people/blocks/blocks.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { isToldAnew } from './by-mail.ts';
import { kinds, wants, type Channel, type NotificationKind } from './notification.ts';

export type Happening = {
	kind: NotificationKind;
	/** Whom to tell. Never the person who did it, nor anyone who has shut them out or was shut out by them. */
	to: readonly string[];
	by: string | null;
	/**
	 * What it is about: happenings of one kind about one thing become one until seen. A mail follows the first of them, and
	 * the next one a day or more later; of some kinds (`isToldAnew`) it follows each.
	 */
	subjectId: string;
	/** The group in which it happened. Only those who may see what is inside the group are told. */
	within?: string | null;
	/** The post about which it is. Only those who may read it are told. */
	post?: string;
	/** The page that shows it. */
	path: string;
	/** A few words of it, shown to whoever is told. */
	about?: string;
};

/**
 * Tells members that something happened, in the transaction that makes it happen: on their pages at once, by push and mail
 * as they wish, from the background.
 */
export async function notify(db: Db, { networkId }: InNetwork, happening: Happening): Promise<void> {
	if (happening.to.length === 0) return;
	const by = sql`${happening.by}::uuid`;
	await sql`
		with told as (
			${addNotifications(happening)}
			on conflict (network_id, person_id, kind, subject_id) where seen_at is null
				do update set
					happened_at = now(),
					about = excluded.about,
					path = excluded.path,
					mail_written_at = ${mailedBefore(happening.kind)},
					push_after = excluded.push_after,
					actor_ids = (excluded.actor_ids || array_remove(notification.actor_ids, ${by}))[1:100]
			returning person_id, on_page
		)
		select pg_notify(
			'okaeri_live',
			json_build_object(
				'networkId', ${networkId}::uuid, 'topic', 'person:' || person_id, 'by', ${by}
			)::text
		)
		from told
		where on_page
	`.execute(db);
	await leaveJob(
		db,
		'notifications.deliver',
		{ networkId },
		{ key: `notifications.deliver:${networkId}`, after: 3 }
	);
}

/** SQL: when a mail was written that tells of this happening, too. Null where one is still to follow. */
const mailedBefore = (kind: NotificationKind) =>
	isToldAnew(kind)
		? sql`null`
		: sql`case
				when notification.mail_written_at > now() - interval '1 day' then notification.mail_written_at
			end`;

/** SQL that adds a notification for each member who is to be told. */
function addNotifications(happening: Happening): RawBuilder<unknown> {
	const { kind, to, subjectId, within = null, post, path, about = '' } = happening;
	const by = sql`${happening.by}::uuid`;
	return sql`
		insert into notification
			(network_id, person_id, kind, subject_id, path, about, actor_ids, on_page, push_after)
		select m.network_id, m.person_id, ${kind}, ${subjectId}::uuid, ${path}, ${about.slice(0, 120)},
			case when ${by} is null then '{}'::uuid[] else array[${by}] end,
			${wanted(kind, 'page')},
			case when ${wanted(kind, 'push')} then now() end
		from membership m
		where m.person_id = any (${[...to]}::uuid[])
			and m.person_id is distinct from ${by}
			and (${wanted(kind, 'page')} or ${wanted(kind, 'mail')} or ${wanted(kind, 'push')})
			and ${within === null ? sql`true` : memberSeesWithin('m', sql`${within}::uuid`)}
			and ${partOfNotice(kind) === undefined ? sql`true` : sql`part_is_on(${partOfNotice(kind)})`}
			and ${post === undefined ? sql`true` : memberSeesPost('m', post)}
			and (${by} is null or ${mayMeet(sql`m.person_id`, by)})`;
}

const usualOn = (channel: Channel) => kinds.filter((kind) => wants([], kind, channel));

/** SQL: the member `m` wants to be told of this kind by this channel. */
const wanted = (kind: NotificationKind, channel: Channel) => sql<boolean>`coalesce(
	(
		select w.is_on
		from notification_wish w
		where w.person_id = m.person_id
			and w.kind = ${kind}
			and w.channel = ${channel}
	),
	${usualOn(channel).includes(kind)}
)`;
