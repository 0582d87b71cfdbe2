import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { stopMailsFor } from '#platform/mail/mail.server.ts';
import { lockContact } from './addresses.server.ts';
import type { Way } from './left-alone.ts';

export type LeaveAloneWish = { way: Way; saidOn: string; words: string };

/**
 * Records that someone told the desk not to contact them. From now on nothing is sent to them of the network's own accord:
 * the database keeps `contact.do_not_contact`, also for an address that is recorded later. Mails that wait are stopped.
 * Recorded again, the first record stays. Throws NotFound, and Invalid for a day to come.
 */
export async function leaveAlone(actor: Actor, personId: string, wish: LeaveAloneWish): Promise<void> {
	authorize(actor, 'person.change');
	await inNetwork(actor, async (db) => {
		await lockContact(db, personId);
		await isPast(db, wish.saidOn);
		if (!(await record(db, actor, personId, wish))) return;
		await stopMailsFor(db, personId);
		await writeAudit(db, actor, 'person.leave_alone', personId, { way: wish.way });
		await leaveStandingChanged(db, actor);
	});
}

/** False where a record is in force already. */
async function record(
	db: Db,
	{ networkId, personId: by }: Actor,
	personId: string,
	{ way, words, saidOn }: LeaveAloneWish
): Promise<boolean> {
	const { numAffectedRows } = await sql`
		insert into left_alone (
			network_id, person_id,
			way, words, said_on,
			recorded_by, wished_before
		)
		select
			${networkId}::uuid, ${personId}::uuid,
			${way}, ${words}, ${saidOn}::date,
			${by}::uuid,
			exists (select from contact c where c.person_id = ${personId} and c.do_not_contact)
		on conflict (network_id, person_id) where lifted_at is null do nothing
	`.execute(db);
	return Number(numAffectedRows ?? 0) > 0;
}

/**
 * The desk may contact someone again, and says why. What a member ticked at わたし themselves stays theirs to change.
 * Throws NotFound, and Invalid where nothing holds that the desk could lift.
 */
export async function liftLeaveAlone(actor: Actor, personId: string, why: string): Promise<void> {
	authorize(actor, 'person.change');
	await inNetwork(actor, async (db) => {
		const { isMember } = await lockContact(db, personId);
		const record = await lift(db, personId, actor.personId, why);
		if (!record && isMember) throw new Invalid('left_alone_is_theirs', 'why');
		const staysByWish = isMember && (record?.wishedBefore ?? false);
		if (!staysByWish)
			await db
				.updateTable('contact')
				.set({ doNotContact: false })
				.where('personId', '=', personId)
				.execute();
		await writeAudit(db, actor, 'person.leave_alone_lifted', personId, { why });
		await leaveStandingChanged(db, actor);
	});
}

/** Ends the record that is in force, if there is one. Members who untick it at わたし lift it themselves. */
export async function lift(
	db: Db,
	personId: string,
	by: string,
	why: string
): Promise<{ wishedBefore: boolean } | undefined> {
	return db
		.updateTable('leftAlone')
		.set({ liftedAt: new Date(), liftedBy: by, liftedWhy: why })
		.where('personId', '=', personId)
		.where('liftedAt', 'is', null)
		.returning('wishedBefore')
		.executeTakeFirst();
}

async function isPast(db: Db, day: string): Promise<void> {
	const { rows } = await sql<{ isPast: boolean }>`
		select ${day}::date <= network_today() as is_past
	`.execute(db);
	if (!rows[0]!.isPast) throw new Invalid('not_yet', 'saidOn');
}
