import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { writeReasons } from '#people/departures/departures.server.ts';
import { asReadBy } from '#people/departures/restricted.server.ts';
import { hashOf, linkState } from '#people/invitations/invitation.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { keepUnlocks } from '#people/standings/standings.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import type { SecondTelling } from './second-telling.ts';

/** Whom a link asks, after how many months, and whether it still opens. Throws NotFound for a link that never was. */
export async function tellingBy(where: InNetwork, token: string) {
	const found = await readNetwork(where, (db) => asked(db, token));
	const { askedAt, expiresAt, answeredAt } = found;
	return { ...found, state: linkState({ sentAt: askedAt, expiresAt, usedAt: answeredAt }, new Date()) };
}

async function asked(db: Db, token: string) {
	const found = await db
		.selectFrom('secondTelling as s')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 's.networkId').onRef('p.personId', '=', 's.personId')
		)
		.select([
			's.tellingId',
			's.personId',
			's.tenureId',
			's.months',
			's.askedAt',
			's.expiresAt',
			's.answeredAt',
			...nameFields('p')
		])
		.where('s.linkHash', '=', hashOf(token))
		.executeTakeFirst();
	if (!found) throw new NotFound('No such question');
	return found;
}

export type TellingWish = { codes: readonly string[]; words: string; wouldChange: readonly string[] };

/**
 * Answers by the link, once. The answer is kept for itself, and is the person's latest word, which counts from now on. What
 * they stated on leaving stays as it is. Throws Invalid where the link was used or has expired, and for an empty answer.
 */
export async function answerTelling(where: InNetwork, token: string, wish: TellingWish): Promise<void> {
	const { codes, words, wouldChange } = wish;
	await inNetwork(where, async (db) => {
		const { tellingId, personId, tenureId } = await asked(db, token);
		if (codes.length === 0 && !words && wouldChange.length === 0)
			throw new Invalid('required', 'reasons');
		const saidOn = await networkToday(db);
		const { numUpdatedRows } = await db
			.updateTable('secondTelling')
			.set({
				answeredAt: new Date(),
				saidOn,
				codes: [...codes],
				words,
				wouldChange: [...wouldChange]
			})
			.where('tellingId', '=', tellingId)
			.where('answeredAt', 'is', null)
			.where('expiresAt', '>', new Date())
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Invalid('not_usable', 'form');
		if (!(await isAboutLatest(db, tenureId))) return;
		if (codes.length > 0 || words) await writeReasons(db, where, personId, codes, words, saidOn);
		if (wouldChange.length > 0) await keepWouldChange(db, where, personId, wouldChange);
	});
}

/** Someone who came back and left again may answer about the time before: that is kept, and counts for nothing now. */
async function isAboutLatest(db: Db, tenureId: string): Promise<boolean> {
	const found = await db
		.selectFrom('departure')
		.select('tenureId')
		.where('tenureId', '=', tenureId)
		.where('isLatest', '=', sql.lit(true))
		.executeTakeFirst();
	return found !== undefined;
}

async function keepWouldChange(
	db: Db,
	where: InNetwork,
	personId: string,
	wouldChange: readonly string[]
): Promise<void> {
	await db
		.updateTable('standing')
		.set({ wouldChange: [...wouldChange] })
		.where('personId', '=', personId)
		.where('isCurrent', '=', sql.lit(true))
		.execute();
	await keepUnlocks(db, where, personId, wouldChange);
	await leaveStandingChanged(db, where);
}

async function toldBy(db: Db, personId: string): Promise<SecondTelling[]> {
	const { rows } = await sql<SecondTelling>`
		select months, said_on, codes, words, would_change
		from second_telling
		where person_id = ${personId}
			and answered_at is not null
		order by answered_at
	`.execute(db);
	return rows;
}

/** What a member said when they were asked again, for their own page. */
export async function ownTellings(actor: Actor): Promise<SecondTelling[]> {
	authorize(actor, 'me.see');
	return readNetwork(actor, (db) => toldBy(db, actor.personId));
}

/**
 * The same for the desk, about any person, without what only a few may read. The look is written to the audit log.
 */
export async function readTellings(actor: Actor, personId: string): Promise<SecondTelling[]> {
	authorize(actor, 'reasons.read');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'second_tellings.read', personId);
		const told = await toldBy(db, personId);
		return asReadBy(actor, told.filter(saysWhy)).concat(told.filter((one) => !saysWhy(one)));
	});
}

const saysWhy = ({ codes, words }: SecondTelling) => codes.length > 0 || words !== '';
