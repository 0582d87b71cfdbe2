import { sql } from 'kysely';
import { lockContact } from '#people/contacts/addresses.server.ts';
import { runningOf, openTenure, writeBeginning } from '#people/send-offs/beginning.server.ts';
import { writeCallingOff } from '#people/send-offs/changing.server.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { followEmployment, worksHere } from '#people/tenures/employment.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Bearer } from '../tokens/tokens.server.ts';

/** A person's work as a user becomes active or stops being so. The person and all of theirs stay in any case. */
type Stay = { personId: string; department: string; title: string; companyId: string };

const by = ({ networkId, madeBy }: Bearer) => ({ networkId, personId: madeBy });

/** The user was switched off: a send-off begins, with today as the last day unless one is known. */
export async function beginToLeave(db: Db, bearer: Bearer, personId: string): Promise<void> {
	const tenure = await openTenure(db, personId);
	if (!tenure || (await runningOf(db, personId))) return;
	const today = await networkToday(db);
	const lastOn = tenure.startedOn > today ? tenure.startedOn : today;
	await writeBeginning(db, by(bearer), { personId, lastOn, kind: null, talkerId: null }, 'scim');
}

/**
 * The user is active: a send-off that runs is called off. After its last day it is undone, if nothing was said about leaving
 * by then; otherwise, and for somebody new, a stay begins today.
 */
export async function beAtWork(db: Db, bearer: Bearer, stay: Stay): Promise<void> {
	const { personId } = stay;
	const running = await runningOf(db, personId);
	if (running) await writeCallingOff(db, by(bearer), running);
	if ((await worksHere(db, personId)) || (await undoLast(db, bearer, personId))) return;
	await beginStay(db, bearer, stay);
}

/** How long after the last day a return is taken for a mistake that is put right, and not for a new beginning. */
const daysToUndo = 30;

type Last = { sendOffId: string };

async function undoLast(db: Db, bearer: Bearer, personId: string): Promise<boolean> {
	const { rows } = await sql<Last>`
		select s.send_off_id
		from send_off s
		join departure d using (network_id, tenure_id)
		where s.person_id = ${personId}
			and s.state = 'done'
			and d.is_latest
			and d.left_on > network_today() - ${daysToUndo}::int
		order by s.send_off_id desc
		limit 1
	`.execute(db);
	if (!rows[0]) return false;
	try {
		await writeCallingOff(db, by(bearer), rows[0].sendOffId);
		return true;
	} catch (failure) {
		if (failure instanceof Invalid && failure.why === 'departure_spoken_of') return false;
		throw failure;
	}
}

async function beginStay(db: Db, bearer: Bearer, stay: Stay): Promise<void> {
	const { personId, companyId, department, title } = stay;
	await lockContact(db, personId);
	const worked = await worksHere(db, personId);
	const startedOn = await networkToday(db);
	await db
		.insertInto('tenure')
		.values({ networkId: bearer.networkId, personId, companyId, startedOn, department, title })
		.onConflict((conflict) =>
			conflict
				.columns(['networkId', 'personId', 'companyId', 'startedOn'])
				.doUpdateSet({ endedOn: null })
		)
		.execute();
	await followEmployment(db, personId, worked);
	await leaveJob(db, 'person.spoke', { networkId: bearer.networkId, personId });
	await leaveStandingChanged(db, bearer);
}
