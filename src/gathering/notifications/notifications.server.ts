import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { namesOff } from '#access/parts/parts.ts';
import { authorize } from '#access/policy/policy.ts';
import type { FaceOf } from '#people/profiles/faces.ts';
import { inNetwork, writeAtOnce, type Db } from '#platform/database/network.server.ts';
import { aboutShown, actorsFound, actorsShown, isStillShown } from './actors-shown.server.ts';
import { channels, kinds, wants, type NotificationKind, type Wish } from './notification.ts';

export type Told = {
	notificationId: string;
	kind: string;
	path: string;
	about: string;
	happenedAt: Date;
	at: string;
	seenAt: Date | null;
	count: number;
	actors: FaceOf[];
};
export const notificationsAtOnce = 30;

/** What someone was told, newest first; paged by when and which. */
export async function notificationsOf(
	db: Db,
	actor: Actor,
	before?: { at: string; id: string }
): Promise<Told[]> {
	authorize(actor, 'notification.see');
	const earlier = before
		? sql`(n.happened_at, n.notification_id) < (${before.at}::timestamptz, ${before.id}::uuid)`
		: sql`true`;
	const { rows } = await sql<Told>`
		select n.notification_id, n.kind, n.path, n.seen_at,
			n.happened_at, n.happened_at::text as at,
			${aboutShown} as about,
			cardinality(by.ids) as count,
			${actorsShown} as actors
		from notification n
		${actorsFound}
		where n.person_id = ${actor.personId}
			and n.on_page
			and ${isStillShown}
			and n.kind <> all (${namesOff('notices', actor.partsOff)}::text[])
			and ${earlier}
		order by n.happened_at desc, n.notification_id desc
		limit ${notificationsAtOnce}
	`.execute(db);
	return rows;
}

/** Marks everything until now as seen. */
export async function seeAll(actor: Actor): Promise<void> {
	authorize(actor, 'notification.see');
	await inNetwork(actor, (db) =>
		db
			.updateTable('notification')
			.set({ seenAt: new Date() })
			.where('personId', '=', actor.personId)
			.where('seenAt', 'is', null)
			.execute()
	);
}

/** Marks what is about this subject as seen: the actor has opened its page. Gives how many of them stood on the page. */
export async function seeAbout(db: Db, actor: Actor, subjectId: string): Promise<number> {
	const seen = await db
		.updateTable('notification')
		.set({ seenAt: new Date() })
		.where('personId', '=', actor.personId)
		.where('subjectId', '=', subjectId)
		.where('seenAt', 'is', null)
		.returning('onPage')
		.execute();
	return seen.filter(({ onPage }) => onPage).length;
}

/** Marks what leads to this page as seen: the actor has opened it, from a mail or by any other way. */
export async function seeAt(actor: Actor, path: string): Promise<void> {
	authorize(actor, 'notification.see');
	await writeAtOnce(actor, (db) =>
		db
			.updateTable('notification')
			.set({ seenAt: new Date() })
			.where('personId', '=', actor.personId)
			.where('seenAt', 'is', null)
			.where(sql<boolean>`split_part(path, '#', 1) = ${path}`)
			.execute()
	);
}

/** Marks what is of these kinds as seen: the actor has opened the page on which all of it stands. */
export async function seeKinds(actor: Actor, seen: readonly NotificationKind[]): Promise<void> {
	authorize(actor, 'notification.see');
	await inNetwork(actor, (db) =>
		db
			.updateTable('notification')
			.set({ seenAt: new Date() })
			.where('personId', '=', actor.personId)
			.where('kind', 'in', [...seen])
			.where('seenAt', 'is', null)
			.execute()
	);
}

/** The wishes of someone that differ from what is usual. */
export async function wishesOf(db: Db, actor: Actor): Promise<Wish[]> {
	return db
		.selectFrom('notificationWish')
		.select(['kind', 'channel', 'isOn'])
		.where('personId', '=', actor.personId)
		.execute();
}

/**
 * Sets for every kind and channel whether someone wants it; only what differs from the usual is kept. `chosen` are the
 * ticked boxes: 'mention.mail'.
 */
export async function saveWishes(actor: Actor, chosen: readonly string[]): Promise<void> {
	authorize(actor, 'me.change');
	const { networkId, personId } = actor;
	const rows = kinds
		.flatMap((kind) =>
			channels.map((channel) => ({
				networkId,
				personId,
				kind,
				channel,
				isOn: chosen.includes(`${kind}.${channel}`)
			}))
		)
		.filter((wish) => wants([], wish.kind, wish.channel) !== wish.isOn);
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('notificationWish').where('personId', '=', personId).execute();
		if (rows.length > 0) await db.insertInto('notificationWish').values(rows).execute();
	});
}
