import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { daysIn } from '#access/keeping/tidying.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDeskOrAdmin } from '#access/policy/roles.server.ts';
import { isDeskOrAdmin } from '#access/policy/roles.ts';
import * as m from '#locales/messages.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { log } from '#platform/log/log.server.ts';
import { tellOfErasure } from './erasure-mail.server.ts';

type Erasure = { askedAt: Date; dueAt: Date; keepsWords: boolean; isDue: boolean };
type Due = { personId: string; keepsWords: boolean; mayNot: boolean };

/** When the member's data is erased, where they asked for it, and how long others would have to think again. */
export async function ownErasure(actor: Actor): Promise<{ erasure: Erasure | undefined; graceDays: number }> {
	authorize(actor, 'own_data.erase');
	return readNetwork(actor, async (db) => ({
		erasure: await erasureIn(db, actor.personId),
		graceDays: (await daysIn(db)).erasure_grace
	}));
}

/** The erasure that a person has asked for. */
async function erasureIn(db: Db, personId: string): Promise<Erasure | undefined> {
	const erasure = await db
		.selectFrom('erasure')
		.select(['askedAt', 'dueAt', 'keepsWords'])
		.where('personId', '=', personId)
		.executeTakeFirst();
	return erasure && { ...erasure, isDue: erasure.dueAt <= new Date() };
}

/**
 * A member asks to be erased. It is done after the days that the network sets, and can be taken back until then. They are
 * told by mail, so that it is never done behind their back. Throws Invalid for who runs the desk or the network: they lay
 * that down first, since what they did for others has to stay with somebody.
 */
export async function askForErasure(actor: Actor, keepsWords: boolean): Promise<void> {
	authorize(actor, 'own_data.erase');
	if (isDeskOrAdmin(actor)) throw new Invalid('has_desk_role', 'form');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const { erasure_grace: days } = await daysIn(db);
		const { dueAt } = await db
			.insertInto('erasure')
			.values({ networkId, personId, dueAt: new Date(Date.now() + days * 86_400_000), keepsWords })
			.onConflict((conflict) => conflict.columns(['networkId', 'personId']).doUpdateSet({ keepsWords }))
			.returning('dueAt')
			.executeTakeFirstOrThrow();
		await writeAudit(db, actor, 'erasure.ask', personId, { days });
		await tellOfErasure(db, actor, personId, dueAt);
		if (days === 0) await leaveJob(db, 'erasures.due', { networkId });
	});
}

/** A member takes that back. Throws NotFound where there is nothing to take back any more. */
export async function takeBackErasure(actor: Actor): Promise<void> {
	authorize(actor, 'own_data.erase');
	await inNetwork(actor, async (db) => {
		const { numDeletedRows } = await db
			.deleteFrom('erasure')
			.where('personId', '=', actor.personId)
			.executeTakeFirst();
		if (numDeletedRows === 0n) throw new NotFound('No such erasure');
		await writeAudit(db, actor, 'erasure.undo', actor.personId);
	});
}

/** Every quarter of an hour: erases whose day has come, each in a transaction of its own. */
export async function eraseDue(where: InNetwork): Promise<void> {
	const due = await readNetwork(where, allDue);
	for (const person of due) {
		if (person.mayNot) log.warn({ personId: person.personId }, 'Who runs the desk is not erased');
		else await inNetwork(where, (db) => eraseIfDue(db, where, person));
	}
}

async function allDue(db: Db): Promise<Due[]> {
	const { rows } = await sql<Due>`
		select e.person_id, e.keeps_words,
			exists (
				select from membership mb
				where mb.person_id = e.person_id
					and ${memberIsDeskOrAdmin('mb')}
			) as may_not
		from erasure e
		where e.due_at <= now()
		order by e.due_at
	`.execute(db);
	return rows;
}

async function eraseIfDue(db: Db, where: InNetwork, { personId, keepsWords }: Due): Promise<void> {
	const { rows } = await sql`
		select from erasure
		where person_id = ${personId}::uuid
			and due_at <= now()
		for update
	`.execute(db);
	if (rows.length === 0) return; // taken back meanwhile
	const mark = await erase(db, where, personId, { keepsWords, remembers: true });
	await writeAudit(db, { ...where, personId: null }, 'person.erase', mark);
}

/**
 * Erases a person for good, in the running transaction: for who asked for it, and for the desk. `remembers` keeps the mark
 * of their address, so that nobody writes to it again. Gives the mark that stands for them in the audit log.
 */
export async function erase(
	db: Db,
	where: InNetwork,
	personId: string,
	{ keepsWords, remembers }: { keepsWords: boolean; remembers: boolean }
): Promise<string> {
	await lockContact(db, personId);
	const label = await nameInstead(db, personId);
	const { rows } = await sql<{ mark: string }>`
		select erase_person(${personId}::uuid, ${label}, ${keepsWords}, ${remembers}) as mark
	`.execute(db);
	await leaveStandingChanged(db, where);
	return rows[0]!.mark;
}

/** What stands for the name of someone who is gone, in the network's language. */
async function nameInstead(db: Db, personId: string): Promise<string> {
	const { locale, timeZone } = await db
		.selectFrom('network')
		.select(['locale', 'timeZone'])
		.executeTakeFirstOrThrow();
	const member = await db
		.selectFrom('membership')
		.select('personId')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return asReader({ locale: locale as Locale, timeZone }, () =>
		member ? m.erase_name_instead() : m.remove_name_instead()
	);
}
