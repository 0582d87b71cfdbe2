import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { push, pushKey, type Subscription } from '#gathering/push/push.server.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { calledName, fullName, type Named } from '#people/persons/person.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block } from '#platform/mail/template.ts';
import { sentenceOf, wants, type NotificationKind, type Wish } from './notification.ts';

/** So long someone has to see it on the page before it becomes a mail; several become one. */
const minutesToSee = 10;
const atOnce = 200;

type Waiting = Named & {
	notificationId: string;
	personId: string;
	kind: NotificationKind;
	path: string;
	about: string;
	subjectId: string;
	count: number;
	actors: Named[];
	isMailTime: boolean;
	pushedAt: Date | null;
	mailedAt: Date | null;
	locale: Locale;
	timeZone: string;
	email: string | null;
	quietFrom: string;
	quietUntil: string;
	mayNot: string | null;
	pushesLeft: number;
	wishes: Wish[];
	subscriptions: Subscription[];
};

/**
 * Brings what is unseen to where people wish it: to their browsers at once, outside their quiet hours and up to their daily cap; by mail when it was not seen for
 * ten minutes, bundled, up to their monthly cap. Runs again as long as something waits.
 */
export async function deliver(where: InNetwork): Promise<void> {
	const keys = await pushKey(where);
	await inNetwork(where, async (db) => {
		const waiting = await unseen(db);
		for (const [, ofPerson] of Map.groupBy(waiting, (one) => one.personId)) {
			await pushTo(db, keys, ofPerson);
			await mailTo(
				db,
				where,
				ofPerson.filter((one) => one.isMailTime && !one.mailedAt)
			);
		}
		const { rows } = await sql<{
			left: number;
		}>`select count(*)::int as left from (select from notification where seen_at is null and (pushed_at is null or mailed_at is null) limit 1) some_left`.execute(
			db
		);
		if (rows[0]!.left > 0)
			await leaveJob(db, 'notifications.deliver', where, {
				key: `notifications.deliver:${where.networkId}`,
				after: waiting.length === atOnce ? 0 : 60
			});
	});
}

async function unseen(db: Db): Promise<Waiting[]> {
	const { rows } = await sql<Waiting>`
		select n.notification_id, n.person_id, n.kind, n.path, n.about, n.subject_id, cardinality(n.actor_ids) as count, n.pushed_at, n.mailed_at, n.happened_at < now() - make_interval(mins => ${minutesToSee}) as is_mail_time,
			p.family_name, p.given_name, p.family_kana, p.given_kana, p.locale, p.time_zone, c.email, coalesce(c.quiet_from, '21:00') as quiet_from, coalesce(c.quiet_until, '08:00') as quiet_until, ${mayNotMail(sql`n.person_id`)} as may_not,
			coalesce(c.pushes_per_day, 0) - (select count(*) from notification o where o.person_id = n.person_id and o.pushed_at > now() - interval '24 hours' and exists (select from push_subscription s where s.person_id = n.person_id))::int as pushes_left,
			(select coalesce(jsonb_agg(jsonb_build_object('familyName', a.family_name, 'givenName', a.given_name, 'familyKana', a.family_kana, 'givenKana', a.given_kana) order by x.at), '[]') from unnest(n.actor_ids[1:2]) with ordinality x(id, at) join person a on a.person_id = x.id) as actors,
			(select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'channel', w.channel, 'isOn', w.is_on)), '[]') from notification_wish w where w.person_id = n.person_id) as wishes,
			(select coalesce(jsonb_agg(jsonb_build_object('endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth)), '[]') from push_subscription s where s.person_id = n.person_id) as subscriptions
		from (select * from notification where seen_at is null and (pushed_at is null or (mailed_at is null and happened_at < now() - make_interval(mins => ${minutesToSee}))) order by happened_at limit ${atOnce} for update skip locked) n
		join person p using (network_id, person_id) left join contact c using (network_id, person_id) order by n.person_id, n.happened_at`.execute(
		db
	);
	return rows;
}

const sentence = (one: Waiting) =>
	sentenceOf(one.kind, {
		names: one.actors.map((actor) => fullName(actor, one.locale)),
		count: one.count,
		about: one.about
	});

async function pushTo(
	db: Db,
	keys: { publicKey: string; privateKey: string },
	all: readonly Waiting[]
): Promise<void> {
	const now = new Date();
	let left = all[0]!.pushesLeft;
	for (const one of all.filter((waiting) => !waiting.pushedAt)) {
		const isWanted = one.subscriptions.length > 0 && left > 0 && wants(one.wishes, one.kind, 'push');
		if (
			isWanted &&
			afterQuietHours(now, one.timeZone, { from: one.quietFrom, until: one.quietUntil }) > now
		)
			continue; // it goes when they are over
		if (isWanted) {
			left--;
			const words = asReader({ locale: one.locale, timeZone: one.timeZone }, () => ({
				title: sentence(one),
				body: one.about,
				path: one.path,
				tag: one.notificationId
			}));
			for (const subscription of one.subscriptions) await push(db, keys, subscription, words);
		}
		await db
			.updateTable('notification')
			.set({ pushedAt: now })
			.where('notificationId', '=', one.notificationId)
			.execute();
	}
}

async function mailTo(db: Db, where: InNetwork, all: readonly Waiting[]): Promise<void> {
	const [first] = all;
	if (!first) return;
	const toTell = all.filter((one) => wants(one.wishes, one.kind, 'mail'));
	if (toTell.length > 0 && first.email && !first.mayNot) {
		const network = await db
			.selectFrom('network')
			.select(['nameJa', 'nameEn', 'hosts'])
			.executeTakeFirstOrThrow();
		const [name, origin] = [
			first.locale === 'ja' ? network.nameJa : network.nameEn,
			originAt(network.hosts)
		];
		const written = (unsubscribe: string) =>
			asReader({ locale: first.locale, timeZone: first.timeZone }, () => {
				const blocks: Block[] = [
					{ say: m.notify_mail_greeting({ name: calledName(first, first.locale) }) },
					...toTell.slice(0, 10).map((one): Block => ({
						item: sentence(one),
						words: one.kind === 'message' ? '' : one.about,
						href: origin + one.path
					}))
				];
				const more: Block[] =
					toTell.length > 10 ? [{ quiet: m.notify_mail_more({ count: toTell.length - 10 }) }] : [];
				return letter(
					toTell.length === 1
						? sentence(first === toTell[0] ? first : toTell[0]!)
						: m.notify_mail_subject({ count: toTell.length, network: name }),
					[...blocks, ...more, { button: m.notify_mail_button(), href: `${origin}/notifications` }],
					{
						network: name,
						why: m.notify_mail_why({ address: `${origin}/me/notifications` }),
						unsubscribe
					}
				);
			});
		const notBefore = afterQuietHours(new Date(), first.timeZone, {
			from: first.quietFrom,
			until: first.quietUntil
		});
		await leaveMail(db, where, {
			kind: 'notification',
			personId: first.personId,
			address: first.email,
			letter: written,
			list: { name: 'notification', origin },
			notBefore
		});
	}
	await db
		.updateTable('notification')
		.set({ mailedAt: new Date() })
		.where(
			'notificationId',
			'in',
			all.map((one) => one.notificationId)
		)
		.execute();
}
