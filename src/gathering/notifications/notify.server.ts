import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { kinds, wants, type NotificationKind } from './notification.ts';

export type Happening = {
	kind: NotificationKind;
	/** Whom to tell. Who did it is never told of it, nor who is shut out by or has shut out whoever did. */
	to: readonly string[];
	by: string | null;
	/** What it is about: happenings of one kind about one thing become one until seen. */
	subjectId: string;
	/** The page that shows it. */
	path: string;
	/** A few words of it, shown to whoever is told. */
	about?: string;
};

const usualOn = (channel: 'page' | 'mail' | 'push') => kinds.filter((kind) => wants([], kind, channel));

/** Tells members that something happened, in the transaction that makes it happen: on their pages at once, by push and mail as they wish, from the background. */
export async function notify(
	db: Db,
	{ networkId }: InNetwork,
	{ kind, to, by, subjectId, path, about = '' }: Happening
): Promise<void> {
	if (to.length === 0) return;
	const wanted = (channel: 'page' | 'mail' | 'push') =>
		sql<boolean>`coalesce((select w.is_on from notification_wish w where w.person_id = m.person_id and w.kind = ${kind} and w.channel = ${channel}), ${usualOn(channel).includes(kind)})`;
	await sql`with told as (
		insert into notification (network_id, person_id, kind, subject_id, path, about, actor_ids, on_page)
		select m.network_id, m.person_id, ${kind}, ${subjectId}::uuid, ${path}, ${about.slice(0, 120)}, case when ${by}::uuid is null then '{}'::uuid[] else array[${by}::uuid] end, ${wanted('page')}
		from membership m where m.person_id = any (${[...to]}::uuid[]) and m.person_id is distinct from ${by}::uuid and (${wanted('page')} or ${wanted('mail')} or ${wanted('push')})
			and not exists (select from block b where (b.person_id, b.blocked_id) in ((m.person_id, ${by}::uuid), (${by}::uuid, m.person_id)))
		on conflict (network_id, person_id, kind, subject_id) where seen_at is null do update set happened_at = now(), about = excluded.about, path = excluded.path, pushed_at = null,
			actor_ids = (excluded.actor_ids || array_remove(notification.actor_ids, ${by}::uuid))[1:100]
		returning person_id, on_page)
		select pg_notify('okaeri_live', json_build_object('networkId', ${networkId}::uuid, 'topic', 'person:' || person_id, 'by', ${by}::uuid)::text) from told where on_page`.execute(
		db
	);
	await leaveJob(
		db,
		'notifications.deliver',
		{ networkId },
		{ key: `notifications.deliver:${networkId}`, after: 3 }
	);
}
