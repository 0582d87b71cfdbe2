import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { pushKey } from '#gathering/push/push.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import * as f from '#platform/locale/format.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';
import { isOwed } from './by-mail.ts';
import { wants } from './notification.ts';
import { claimPushes, notBefore, notePushes, sendPushes } from './pushing.server.ts';
import { minutesToSee, nextToMail, sentence, type Waiting } from './waiting.server.ts';

/**
 * Brings unseen notifications to people the way they wish: to their browsers at once, outside their quiet hours and up to
 * their daily limit; by mail when not seen for ten minutes, several in one mail, up to their monthly limit, which holds
 * nothing back that they are owed. Pushes are
 * claimed, sent outside any transaction, and noted. Runs again as long as something waits.
 */
export async function deliver(where: InNetwork): Promise<void> {
	const keys = await pushKey(where);
	const claimed = await inNetwork(where, async (db) => {
		await leaveMails(db, where);
		return claimPushes(db);
	});
	const pushed = await sendPushes(keys, claimed);
	await inNetwork(where, async (db) => {
		await notePushes(db, where, pushed);
		const after = await secondsToNext(db);
		if (after !== undefined)
			await leaveJob(db, 'notifications.deliver', where, {
				key: `notifications.deliver:${where.networkId}`,
				after
			});
	});
}

type Next = { seconds: number | null };

/** Seconds until something is to be pushed or mailed, at least one; undefined where nothing waits. */
async function secondsToNext(db: Db): Promise<number | undefined> {
	const { rows } = await sql<Next>`
		select extract(epoch from min(at) - now())::float8 as seconds
		from (
			select min(push_after)
			from notification
			where seen_at is null
				and push_after is not null
			union all
			select min(happened_at) + make_interval(mins => ${minutesToSee})
			from notification
			where seen_at is null
				and mail_written_at is null
		) next (at)
	`.execute(db);
	const seconds = rows[0]?.seconds ?? null;
	return seconds === null ? undefined : Math.max(1, seconds);
}

async function leaveMails(db: Db, where: InNetwork): Promise<void> {
	const byPerson = Map.groupBy(await nextToMail(db), (notification) => notification.personId);
	for (const ofPerson of byPerson.values()) await mailTo(db, where, ofPerson);
}

async function mailTo(db: Db, where: InNetwork, all: readonly Waiting[]): Promise<void> {
	const [first] = all;
	if (!first) return;
	const toTell = all.filter((waiting) => waiting.isShown && isMailed(waiting));
	if (toTell.length > 0 && first.email) await leaveMailOf(db, where, toTell, first.email);
	await db
		.updateTable('notification')
		.set({ mailWrittenAt: new Date() })
		.where(
			'notificationId',
			'in',
			all.map((waiting) => waiting.notificationId)
		)
		.execute();
}

/** Whether someone wants a mail of this kind, and may get one now. */
function isMailed({ kind, wishes, mayNot, wantsNone }: Waiting): boolean {
	const isBeyondCap = mayNot === 'cap' && !wantsNone && isOwed(kind);
	return wants(wishes, kind, 'mail') && (mayNot === null || isBeyondCap);
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
		kind: toTell.every(({ kind }) => isOwed(kind)) ? 'owed' : 'notification',
		personId,
		address,
		letter: (unsubscribe) =>
			asReader({ locale, timeZone }, () => letterOf(toTell, { network, origin, unsubscribe })),
		list: { name: 'notification', origin },
		notBefore: notBefore(person, new Date())
	});
}

const itemsAtMost = 10;

/** What stands below the sentence: when and where an event is, else the words that it does not say already. */
function wordsBelow(waiting: Waiting): string {
	const { kind, about, beginsAt, place } = waiting;
	if (beginsAt) return [`${f.day(beginsAt, 'full')} ${f.time(beginsAt)}`, place].filter(Boolean).join('\n');
	return kind === 'message' || sentence(waiting).includes(about) ? '' : about;
}

type From = { network: string; origin: string; unsubscribe: string };

function letterOf(toTell: readonly Waiting[], { network, origin, unsubscribe }: From): Letter {
	const person = toTell[0]!;
	const count = toTell.length;
	const items = toTell.slice(0, itemsAtMost).map((waiting): Block => ({
		item: sentence(waiting),
		words: wordsBelow(waiting),
		href: origin + waiting.path
	}));
	const more: Block[] =
		count > itemsAtMost ? [{ quiet: m.notify_mail_more({ count: count - itemsAtMost }) }] : [];
	const address = `${origin}/me/notifications`;
	const why = `${m.notify_mail_why({ address })} ${m.why_mail({ address: `${origin}/me/why#notification` })}`;
	return letter(
		count === 1 ? sentence(person) : m.notify_mail_subject({ count, network }),
		[
			{ say: m.notify_mail_greeting({ name: calledName(person, person.locale) }) },
			...items,
			...more,
			{ button: m.notify_mail_button(), href: `${origin}/notifications` }
		],
		{ network, why, unsubscribe }
	);
}
