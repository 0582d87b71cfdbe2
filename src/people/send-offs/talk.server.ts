import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { restrictedReasons } from '#people/departures/reason.ts';
import { asReadBy, readsRestricted, tellsRestricted } from '#people/departures/restricted.server.ts';
import { checkHasCome } from '#platform/clock/network-today.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { lockSendOff } from './changing.server.ts';

export type Talk = { codes: string[]; words: string; saidOn: string; isOwn: boolean };

/** What was said in the talk, for the desk, as this member may read it. The look is written to the audit log. */
export async function readTalk(actor: Actor, sendOffId: string): Promise<Talk | undefined> {
	authorize(actor, 'send_off.run');
	return inNetwork(actor, async (db) => {
		const { personId } = await lockSendOff(db, sendOffId);
		await writeAudit(db, actor, 'send_off.read_talk', personId);
		const talk = await talkOf(db, sendOffId);
		return talk && asReadBy(actor, [talk])[0];
	});
}

/** What was said, for whoever may read all of it: the leaver themselves, and the rules here. */
export async function talkOf(db: Db, sendOffId: string): Promise<Talk | undefined> {
	return db
		.selectFrom('sendOffTalk')
		.select(['codes', 'words', 'saidOn', 'isOwn'])
		.where('sendOffId', '=', sendOffId)
		.executeTakeFirst();
}

export type TalkWish = { codes: readonly string[]; words: string; saidOn: string };

/**
 * The desk notes why they leave, as they said it in the talk. What the leaver wrote themselves stays, and so does what
 * this member may not read. Throws NotFound and Invalid.
 */
export async function noteTalk(actor: Actor, sendOffId: string, wish: TalkWish): Promise<void> {
	authorize(actor, 'send_off.run');
	await inNetwork(actor, async (db) => {
		const { personId, state } = await lockSendOff(db, sendOffId);
		if (state !== 'running') throw new Invalid('send_off_over', 'form');
		await checkHasCome(db, wish.saidOn, 'saidOn');
		const before = await talkOf(db, sendOffId);
		const isSeen = before !== undefined && asReadBy(actor, [before]).length > 0;
		if (before?.isOwn && isSeen) throw new Invalid('send_off_own_words', 'form');
		const kept = { ...wish, ...withUnread(actor, before, wish), isOwn: before?.isOwn ?? false };
		await keepTalk(db, actor, sendOffId, kept);
		await db
			.updateTable('sendOff')
			.set({ talkedOn: wish.saidOn })
			.where('sendOffId', '=', sendOffId)
			.where('talkedOn', 'is', null)
			.execute();
		await writeAudit(db, actor, 'send_off.note_talk', personId, { sendOffId });
	});
}

/** What is kept where the writer did not see everything that was there: it is added to, and nothing is lost. */
function withUnread(
	actor: Actor,
	before: Talk | undefined,
	{ codes, words }: Pick<TalkWish, 'codes' | 'words'>
): { codes: string[]; words: string } {
	if (!before || readsRestricted(actor)) return { codes: [...codes], words };
	const unread = before.codes.filter((code) => restrictedReasons.includes(code));
	const isUnread = unread.length > 0 || tellsRestricted(before.words);
	return {
		codes: [...new Set([...codes, ...unread])],
		words: isUnread ? [before.words, words].filter(Boolean).join('\n\n').slice(0, 4000) : words
	};
}

/** Keeps what was said, in place of what was kept before. Where nothing was said, nothing is kept. */
export async function keepTalk(
	db: Db,
	{ networkId }: InNetwork,
	sendOffId: string,
	{ codes, words, saidOn, isOwn }: TalkWish & { isOwn: boolean }
): Promise<void> {
	await db.deleteFrom('sendOffTalk').where('sendOffId', '=', sendOffId).execute();
	if (codes.length === 0 && !words) return;
	await db
		.insertInto('sendOffTalk')
		.values({ networkId, sendOffId, codes: [...codes], words, saidOn, isOwn })
		.execute();
}

/**
 * The departure takes over what was said, as what was stated on leaving. What an HR file stated before stays beside it.
 */
export async function stateOnDeparture(
	db: Db,
	{ networkId }: InNetwork,
	sendOffId: string,
	tenureId: string
): Promise<void> {
	const talk = await talkOf(db, sendOffId);
	if (!talk) return;
	await sql`
		insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select ${networkId}::uuid, ${tenureId}::uuid, 'stated', code, ${talk.saidOn}::date
		from unnest(${talk.codes}::text[]) code
		on conflict do nothing
	`.execute(db);
	if (talk.words)
		await sql`
			insert into departure_word (network_id, tenure_id, view, words, said_on)
			values (${networkId}, ${tenureId}, 'stated', ${talk.words}, ${talk.saidOn})
			on conflict (network_id, tenure_id, view) do update
			set words = left(departure_word.words || E'\n\n' || excluded.words, 4000), said_on = excluded.said_on
		`.execute(db);
	if (talk.codes.length > 0)
		await db
			.updateTable('departure')
			.set({ countingView: 'stated' })
			.where('tenureId', '=', tenureId)
			.where('countingView', 'is distinct from', 'revisited')
			.execute();
	else await leaveJob(db, 'reasons.read', { networkId }, { key: `reasons.read:${networkId}` });
	await db.deleteFrom('sendOffTalk').where('sendOffId', '=', sendOffId).execute();
}
