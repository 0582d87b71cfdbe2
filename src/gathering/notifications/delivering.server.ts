import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { push, pushKey } from '#gathering/push/push.server.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';
import { wants } from './notification.ts';
import { nextWaiting, sentence, waitingAtOnce, type Waiting } from './waiting.server.ts';

/**
 * Brings unseen notifications to people the way they wish: to their browsers at once, outside their quiet hours and up to
 * their daily limit; by mail when not seen for ten minutes, several in one mail, up to their monthly limit. Runs again as
 * long as something waits.
 */
export async function deliver(where: InNetwork): Promise<void> {
	const keys = await pushKey(where);
	await inNetwork(where, async (db) => {
		const waiting = await nextWaiting(db);
		for (const [, ofPerson] of Map.groupBy(waiting, (notification) => notification.personId)) {
			await pushTo(db, keys, ofPerson);
			await mailTo(
				db,
				where,
				ofPerson.filter((notification) => notification.isMailTime && !notification.mailedAt)
			);
		}
		if (await isAnyLeft(db))
			await leaveJob(db, 'notifications.deliver', where, {
				key: `notifications.deliver:${where.networkId}`,
				after: waiting.length === waitingAtOnce ? 0 : 60
			});
	});
}

async function isAnyLeft(db: Db): Promise<boolean> {
	const { rows } = await sql`
		select from notification
		where seen_at is null
			and (pushed_at is null or mailed_at is null)
		limit 1
	`.execute(db);
	return rows.length > 0;
}

async function pushTo(
	db: Db,
	keys: { publicKey: string; privateKey: string },
	all: readonly Waiting[]
): Promise<void> {
	const now = new Date();
	let left = all[0]!.pushesLeft;
	for (const waiting of all.filter((notification) => !notification.pushedAt)) {
		const isWanted =
			waiting.subscriptions.length > 0 && left > 0 && wants(waiting.wishes, waiting.kind, 'push');
		if (isWanted && notBefore(waiting, now) > now) continue; // it goes when the quiet hours are over
		if (isWanted) {
			left--;
			const words = asReader({ locale: waiting.locale, timeZone: waiting.timeZone }, () => ({
				title: sentence(waiting),
				body: waiting.about,
				path: waiting.path,
				tag: waiting.notificationId
			}));
			for (const subscription of waiting.subscriptions) await push(db, keys, subscription, words);
		}
		await db
			.updateTable('notification')
			.set({ pushedAt: now })
			.where('notificationId', '=', waiting.notificationId)
			.execute();
	}
}

const notBefore = ({ timeZone, quietFrom, quietUntil }: Waiting, now: Date) =>
	afterQuietHours(now, timeZone, { from: quietFrom, until: quietUntil });

async function mailTo(db: Db, where: InNetwork, all: readonly Waiting[]): Promise<void> {
	const [first] = all;
	if (!first) return;
	const toTell = all.filter((waiting) => wants(waiting.wishes, waiting.kind, 'mail'));
	if (toTell.length > 0 && first.email && !first.mayNot) await leaveMailOf(db, where, toTell, first.email);
	await db
		.updateTable('notification')
		.set({ mailedAt: new Date() })
		.where(
			'notificationId',
			'in',
			all.map((waiting) => waiting.notificationId)
		)
		.execute();
}

/** Leaves one mail about all of these, which are for one person. */
async function leaveMailOf(
	db: Db,
	where: InNetwork,
	toTell: readonly Waiting[],
	address: string
): Promise<void> {
	const person = toTell[0]!;
	const { locale, timeZone, personId } = person;
	const { nameIn, origin } = await letterhead(db);
	const network = nameIn(locale);
	await leaveMail(db, where, {
		kind: 'notification',
		personId,
		address,
		letter: (unsubscribe) =>
			asReader({ locale, timeZone }, () => letterOf(toTell, { network, origin, unsubscribe })),
		list: { name: 'notification', origin },
		notBefore: notBefore(person, new Date())
	});
}

const itemsAtMost = 10;

type From = { network: string; origin: string; unsubscribe: string };

function letterOf(toTell: readonly Waiting[], { network, origin, unsubscribe }: From): Letter {
	const person = toTell[0]!;
	const count = toTell.length;
	const items = toTell.slice(0, itemsAtMost).map((waiting): Block => ({
		item: sentence(waiting),
		words: waiting.kind === 'message' ? '' : waiting.about,
		href: origin + waiting.path
	}));
	const more: Block[] =
		count > itemsAtMost ? [{ quiet: m.notify_mail_more({ count: count - itemsAtMost }) }] : [];
	return letter(
		count === 1 ? sentence(person) : m.notify_mail_subject({ count, network }),
		[
			{ say: m.notify_mail_greeting({ name: calledName(person, person.locale) }) },
			...items,
			...more,
			{ button: m.notify_mail_button(), href: `${origin}/notifications` }
		],
		{ network, why: m.notify_mail_why({ address: `${origin}/me/notifications` }), unsubscribe }
	);
}
