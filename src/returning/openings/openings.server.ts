import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDeskOrAdmin } from '#access/policy/roles.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import type { Named } from '#people/persons/person.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { missingOf, type Conditions } from './opening.ts';
import type { OpeningForm } from './opening-form.ts';
import { reachOf, type Reach } from './wishes.server.ts';

const today = sql<string>`network_today()`;

/**
 * One opening for the desk, with the conditions still missing and the people who would be told of it. Throws
 * NotFound.
 */
export async function openingAtDesk(actor: Actor, openingId: string) {
	authorize(actor, 'opening.write');
	return readNetwork(actor, async (db) => {
		const opening = await db
			.selectFrom('opening')
			.selectAll()
			.where('openingId', '=', openingId)
			.executeTakeFirst();
		if (!opening) throw new NotFound('No such opening');
		const reach: Reach = await reachOf(db, openingId);
		return { opening, missing: missingOf(opening as unknown as Conditions), reach };
	});
}

type Owner = Named & { personId: string };

/** The people who may own an opening: stewards and admins. */
export async function ownersOf(actor: Actor): Promise<Owner[]> {
	authorize(actor, 'opening.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Owner>`
			select p.person_id, ${nameColumns('p')}
			from membership m
			join person p using (network_id, person_id)
			where ${memberIsDeskOrAdmin('m')}
			order by p.person_id
			limit 50
		`.execute(db)
	);
	return rows;
}

/** Saves a new opening as a draft and gives its id. If the form names no owner, the writer owns it. */
export async function draftOpening(actor: Actor, form: OpeningForm): Promise<string> {
	authorize(actor, 'opening.write');
	const made = await inNetwork(actor, (db) =>
		db
			.insertInto('opening')
			.values({ networkId: actor.networkId, ...form, ownerId: form.ownerId ?? actor.personId })
			.returning('openingId')
			.executeTakeFirstOrThrow()
	);
	return made.openingId;
}

/**
 * Saves an opening and counts it as checked today. An opening that is open must state all conditions.
 * Throws NotFound, Stale, Invalid (conditions_missing).
 */
export async function saveOpening(
	actor: Actor,
	openingId: string,
	revision: number,
	form: OpeningForm
): Promise<void> {
	authorize(actor, 'opening.write');
	await inNetwork(actor, async (db) => {
		const opening = await lock(db, openingId, revision);
		if (opening.state === 'open' && missingOf(form).length > 0)
			throw new Invalid('conditions_missing', 'form');
		await db
			.updateTable('opening')
			.set((by) => ({
				...form,
				ownerId: form.ownerId ?? actor.personId,
				revision: by('revision', '+', 1),
				checkedOn: today
			}))
			.where('openingId', '=', openingId)
			.execute();
	});
}

/**
 * Opens an opening. Alumni whose wish it answers are told, within their caps. Throws NotFound, Stale, and Invalid:
 * `conditions_missing` while a condition that the law requires is not stated, `closes_in_past` if its last day has passed.
 */
export async function openOpening(actor: Actor, openingId: string, revision: number): Promise<void> {
	authorize(actor, 'opening.write');
	await inNetwork(actor, async (db) => {
		const opening = await lock(db, openingId, revision);
		if (missingOf(opening as unknown as Conditions).length > 0)
			throw new Invalid('conditions_missing', 'form');
		if (opening.closesOn && opening.closesOn < (await networkToday(db)))
			throw new Invalid('closes_in_past', 'closesOn');
		await openInside(db, actor.networkId, openingId);
		await writeAudit(db, actor, 'opening.open', openingId);
	});
}

/**
 * Opens an opening inside the transaction of a file, a feed or the API. The caller has checked its
 * conditions.
 */
export async function openInside(db: Db, networkId: string, openingId: string): Promise<void> {
	await db
		.updateTable('opening')
		.set((by) => ({
			state: 'open',
			closedAt: null,
			closedWhy: null,
			revision: by('revision', '+', 1),
			openedAt: sql<Date>`coalesce(opened_at, now())`,
			checkedOn: today,
			remindedOn: null
		}))
		.where('openingId', '=', openingId)
		.execute();
	await leaveJob(db, 'opening.opened', { networkId, openingId }, { key: `opening.opened:${openingId}` });
	await tellOutside(db, { networkId }, 'opening.opened', { openingId });
}

/** Closes an opening. Applications that were already sent go on. Throws NotFound, Stale. */
export async function closeOpening(actor: Actor, openingId: string, revision: number): Promise<void> {
	authorize(actor, 'opening.write');
	await inNetwork(actor, async (db) => {
		const { state } = await lock(db, openingId, revision);
		if (state === 'closed') throw new Invalid('opening_closed', 'form');
		await db
			.updateTable('opening')
			.set((by) => ({
				state: 'closed',
				closedAt: new Date(),
				closedWhy: 'desk',
				revision: by('revision', '+', 1)
			}))
			.where('openingId', '=', openingId)
			.execute();
		await tellOutside(db, actor, 'opening.closed', { openingId });
		await writeAudit(db, actor, 'opening.close', openingId);
	});
}

/** The desk confirms that an opening still holds as it is written. Throws NotFound. */
export async function confirmOpening(actor: Actor, openingId: string): Promise<void> {
	authorize(actor, 'opening.write');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('opening')
			.set({ checkedOn: today, remindedOn: null })
			.where('openingId', '=', openingId)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such opening');
	});
}

async function lock(db: Db, openingId: string, revision: number) {
	const opening = await db
		.selectFrom('opening')
		.selectAll()
		.where('openingId', '=', openingId)
		.forUpdate()
		.executeTakeFirst();
	if (!opening) throw new NotFound('No such opening');
	if (opening.revision !== revision) throw new Stale('Someone else saved since');
	return opening;
}
