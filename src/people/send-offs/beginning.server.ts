import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDesk } from '#access/policy/roles.server.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import type { DepartureKind } from '#people/departures/kind.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Through } from './send-off.ts';

export type Beginning = {
	personId: string;
	lastOn: string;
	kind: DepartureKind | null;
	/** Who of the desk speaks with them. */
	talkerId: string | null;
};
type Beginner = InNetwork & { personId: string };

/**
 * The desk begins a send-off. Gives its id. Throws NotFound, and Invalid for someone who does not work here or is being
 * sent off already, and for days and talkers that cannot be.
 */
export async function beginSendOff(
	actor: Actor,
	{ who, ...wish }: Omit<Beginning, 'personId'> & { who: string }
): Promise<string> {
	authorize(actor, 'send_off.run');
	return inNetwork(actor, async (db) => {
		const personId = await employeeCalled(db, who);
		return writeBeginning(db, actor, { ...wish, personId }, 'desk');
	});
}

/** Begins a send-off in the running transaction. Gives its id. Throws what `beginSendOff` throws. */
export async function writeBeginning(
	db: Db,
	beginner: Beginner,
	{ personId, lastOn, kind, talkerId }: Beginning,
	through: Through
): Promise<string> {
	await lockContact(db, personId);
	const tenure = await openTenure(db, personId);
	if (!tenure) throw new Invalid('send_off_not_employed', 'who');
	if (await runningOf(db, personId)) throw new Invalid('send_off_there', 'who');
	await checkLastDay(db, lastOn, tenure.startedOn);
	if (talkerId) await checkTalker(db, talkerId);
	const { sendOffId } = await db
		.insertInto('sendOff')
		.values({
			networkId: beginner.networkId,
			personId,
			tenureId: tenure.tenureId,
			lastOn,
			kind,
			talkerId,
			begunBy: beginner.personId,
			begunThrough: through
		})
		.returning('sendOffId')
		.executeTakeFirstOrThrow();
	await writeAudit(db, beginner, 'send_off.begin', personId, { sendOffId, lastOn, through });
	return sendOffId;
}

/** The id of the send-off of a person that is running, if there is one. */
export async function runningOf(db: Db, personId: string): Promise<string | undefined> {
	const found = await db
		.selectFrom('sendOff')
		.select('sendOffId')
		.where('personId', '=', personId)
		.where('state', '=', 'running')
		.executeTakeFirst();
	return found?.sendOffId;
}

type Open = { tenureId: string; startedOn: string };

/** The stay that ends with a send-off: of several that are open, the one that becomes the latest departure. */
export async function openTenure(db: Db, personId: string): Promise<Open | undefined> {
	return db
		.selectFrom('tenure')
		.select(['tenureId', 'startedOn'])
		.where('personId', '=', personId)
		.where('endedOn', 'is', null)
		.orderBy('tenureId')
		.limit(1)
		.executeTakeFirst();
}

type Bounds = { latest: string };

/** A last day is not before the first one, and at most a year ahead. Throws Invalid. */
export async function checkLastDay(db: Db, lastOn: string, startedOn: string): Promise<void> {
	if (lastOn < startedOn) throw new Invalid('ends_before', 'lastOn');
	const { rows } = await sql<Bounds>`
		select (network_today() + interval '1 year')::date as latest
	`.execute(db);
	if (lastOn > rows[0]!.latest) throw new Invalid('last_day_far', 'lastOn');
}

/** Only someone of the desk hears why people leave. Throws Invalid for anybody else. */
export async function checkTalker(db: Db, talkerId: string): Promise<void> {
	const { rows } = await sql`
		select from membership mb
		where mb.person_id = ${talkerId}::uuid
			and ${memberIsDesk('mb')}
	`.execute(db);
	if (rows.length === 0) throw new Invalid('not_usable', 'talkerId');
}

type Fitting = { personId: string };
const withoutSpaces = (text: string) => text.replace(/\s+/g, '');

/** Whom the desk means: an id from a page, an employee number, a mail address, or a full name. Throws Invalid. */
async function employeeCalled(db: Db, who: string): Promise<string> {
	const name = withoutSpaces(who);
	const { rows } = await sql<Fitting>`
		select p.person_id
		from person p
		where p.removed_at is null
			and ${isEmployed('p')}
			and (
				p.person_id::text = ${who.toLowerCase()}
				or replace(p.family_name || p.given_name, ' ', '') = ${name}
				or exists (
					select from employee_number n
					where n.person_id = p.person_id
						and n.number = ${who}
				)
				or exists (
					select from contact c
					where c.person_id = p.person_id
						and c.email = ${who.toLowerCase()}
				)
			)
		limit 2
	`.execute(db);
	if (rows.length === 0) throw new Invalid('send_off_unknown', 'who');
	if (rows.length > 1) throw new Invalid('send_off_several', 'who');
	return rows[0]!.personId;
}
