import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import type { DepartureKind } from '#people/departures/kind.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { followEmployment, worksHere } from '#people/tenures/employment.server.ts';
import { markLatest } from '#people/tenures/ends.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { checkHasCome } from '#platform/clock/network-today.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { checkLastDay, checkTalker, openTenure, runningOf } from './beginning.server.ts';

type Locked = {
	sendOffId: string;
	personId: string;
	tenureId: string;
	state: string;
	revision: number;
	startedOn: string;
};
type By = InNetwork & { personId: string };

/** A send-off and its person, locked until the transaction ends. Throws NotFound. */
export async function lockSendOff(db: Db, sendOffId: string): Promise<Locked> {
	const found = await db
		.selectFrom('sendOff as s')
		.innerJoin('tenure as t', (join) =>
			join.onRef('t.networkId', '=', 's.networkId').onRef('t.tenureId', '=', 's.tenureId')
		)
		.select(['s.sendOffId', 's.personId', 's.tenureId', 's.state', 's.revision', 't.startedOn'])
		.where('s.sendOffId', '=', sendOffId)
		.forUpdate('s')
		.executeTakeFirst();
	if (!found) throw new NotFound('No such send-off');
	return found;
}

export type SendOffWish = {
	revision: number;
	lastOn: string;
	kind: DepartureKind | null;
	talkerId: string | null;
	/** When they spoke; empty while they have not. */
	talkedOn: string;
};

/** The desk changes the last day, the kind, and who speaks with them. Throws NotFound, Stale and Invalid. */
export async function changeSendOff(actor: Actor, sendOffId: string, wish: SendOffWish): Promise<void> {
	authorize(actor, 'send_off.run');
	const { revision, lastOn, kind, talkerId, talkedOn } = wish;
	await inNetwork(actor, async (db) => {
		const found = await lockSendOff(db, sendOffId);
		if (found.state !== 'running') throw new Invalid('send_off_over', 'form');
		if (found.revision !== revision) throw new Stale();
		await checkLastDay(db, lastOn, found.startedOn);
		if (talkerId) await checkTalker(db, talkerId);
		if (talkedOn) await checkHasCome(db, talkedOn, 'talkedOn');
		await db
			.updateTable('sendOff')
			.set({ lastOn, kind, talkerId, talkedOn: talkedOn || null })
			.where('sendOffId', '=', sendOffId)
			.execute();
		await writeAudit(db, actor, 'send_off.change', found.personId, { sendOffId, lastOn });
	});
}

/** Moves the last day in the running transaction, as another system tells it. Throws NotFound and Invalid. */
export async function writeLastDay(
	db: Db,
	by: By,
	sendOffId: string,
	{ lastOn, kind }: Pick<SendOffWish, 'lastOn' | 'kind'>
): Promise<void> {
	const { personId, startedOn } = await lockSendOff(db, sendOffId);
	await checkLastDay(db, lastOn, startedOn);
	await db.updateTable('sendOff').set({ lastOn, kind }).where('sendOffId', '=', sendOffId).execute();
	await writeAudit(db, by, 'send_off.change', personId, { sendOffId, lastOn });
}

/** They stay after all. Throws NotFound, and Invalid for one that is over, where they said why they left. */
export async function callOffSendOff(actor: Actor, sendOffId: string): Promise<void> {
	authorize(actor, 'send_off.run');
	await inNetwork(actor, (db) => writeCallingOff(db, actor, sendOffId));
}

/**
 * Calls a send-off off in the running transaction. One whose last day has passed is undone: the stay goes on as if it had
 * never ended. Throws Invalid where something was said about leaving by then, which is not thrown away with a date.
 */
export async function writeCallingOff(db: Db, by: By, sendOffId: string): Promise<void> {
	const { state, personId, tenureId } = await lockSendOff(db, sendOffId);
	if (state === 'called_off') return;
	if (state === 'done') await undoDeparture(db, by, personId, tenureId);
	await db
		.updateTable('sendOff')
		.set({ state: 'called_off', endedAt: new Date() })
		.where('sendOffId', '=', sendOffId)
		.execute();
	await writeAudit(db, by, 'send_off.call_off', personId, { sendOffId });
}

async function undoDeparture(db: Db, by: By, personId: string, tenureId: string): Promise<void> {
	await lockContact(db, personId);
	const worked = await worksHere(db, personId);
	if (worked || (await isSpokenOf(db, tenureId))) throw new Invalid('departure_spoken_of', 'form');
	await db.deleteFrom('departure').where('tenureId', '=', tenureId).execute();
	await markLatest(db, personId);
	await db.updateTable('tenure').set({ endedOn: null }).where('tenureId', '=', tenureId).execute();
	await followEmployment(db, personId, worked);
	await leaveJob(db, 'person.spoke', { networkId: by.networkId, personId });
	await leaveStandingChanged(db, by);
}

/** Was anything said about this departure, by anyone? */
async function isSpokenOf(db: Db, tenureId: string): Promise<boolean> {
	for (const table of ['departureReason', 'departureWord', 'unlock'] as const) {
		const found = await db
			.selectFrom(table)
			.select('tenureId')
			.where('tenureId', '=', tenureId)
			.limit(1)
			.executeTakeFirst();
		if (found) return true;
	}
	return false;
}

/** Takes a calling off back: the send-off runs again. Throws NotFound, and Invalid where it cannot. */
export async function resumeSendOff(actor: Actor, sendOffId: string): Promise<void> {
	authorize(actor, 'send_off.run');
	await inNetwork(actor, async (db) => {
		const { state, personId } = await lockSendOff(db, sendOffId);
		if (state !== 'called_off') return;
		const tenure = await openTenure(db, personId);
		if (!tenure) throw new Invalid('send_off_not_employed', 'form');
		if (await runningOf(db, personId)) throw new Invalid('send_off_there', 'form');
		await db
			.updateTable('sendOff')
			.set({ state: 'running', endedAt: null, tenureId: tenure.tenureId })
			.where('sendOffId', '=', sendOffId)
			.execute();
		await writeAudit(db, actor, 'send_off.resume', personId, { sendOffId });
	});
}
