import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { missingOf, type Conditions, type OpeningState } from './opening.ts';
import type { OpeningForm } from './opening-form.ts';
import { reachOf, type Reach } from './wishes.server.ts';

export type OpeningLine = {
	openingId: string;
	state: OpeningState;
	source: string;
	title: string;
	language: 'ja' | 'en';
	companyJa: string;
	companyEn: string;
	place: string;
	checkedOn: string;
	closesOn: string | null;
	openedAt: Date | null;
	applications: number;
};
export const openingsAtOnce = 50;

/** The openings of the desk, latest first, of one state where asked; the next page begins before the last. */
export async function openingsAtDesk(
	actor: Actor,
	state?: OpeningState,
	before?: string
): Promise<OpeningLine[]> {
	authorize(actor, 'opening.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<OpeningLine>`select o.opening_id, o.state, o.source, o.title, o.language, c.name_ja as company_ja, c.name_en as company_en, o.place, o.checked_on, o.closes_on, o.opened_at,
			(select count(*)::int from application a where a.opening_id = o.opening_id and a.status <> 'withdrawn') as applications
			from opening o join company c using (network_id, company_id) where (${state ?? null}::text is null or o.state = ${state ?? null}) and (${before ?? null}::uuid is null or o.opening_id < ${before ?? null}::uuid)
			order by o.opening_id desc limit ${openingsAtOnce}`.execute(db)
	);
	return rows;
}

/** One opening at the desk, with what is missing, and whom opening it would tell. Throws NotFound. */
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

/** Who may own an opening: those at the desk. */
export async function ownersOf(actor: Actor) {
	authorize(actor, 'opening.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<{
			personId: string;
			familyName: string;
			givenName: string;
			familyKana: string;
			givenKana: string;
		}>`
		select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana from membership m join person p using (network_id, person_id) where m.roles && '{steward,admin}' order by p.person_id limit 50`.execute(
			db
		)
	);
	return rows;
}

/** Writes a new opening down as a draft; without another owner it is the writer's. Gives its id. */
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

/** Saves an opening; saving is also a look at whether it still holds. One that is open must say everything. Throws NotFound, Stale, Invalid (conditions_missing). */
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
				checkedOn: sql<string>`current_date`
			}))
			.where('openingId', '=', openingId)
			.execute();
	});
}

/** Opens it: those whose wish it answers are told, within their caps. Refused (conditions_missing) as long as the law wants more to be said. */
export async function openOpening(actor: Actor, openingId: string, revision: number): Promise<void> {
	authorize(actor, 'opening.write');
	await inNetwork(actor, async (db) => {
		const opening = await lock(db, openingId, revision);
		if (missingOf(opening as unknown as Conditions).length > 0)
			throw new Invalid('conditions_missing', 'form');
		if (opening.closesOn && opening.closesOn < new Date().toISOString().slice(0, 10))
			throw new Invalid('closes_in_past', 'closesOn');
		await openInside(db, actor.networkId, openingId);
		await writeAudit(db, actor, 'opening.open', openingId);
	});
}

/** The same in a transaction of a file, a feed or the API. */
export async function openInside(db: Db, networkId: string, openingId: string): Promise<void> {
	await db
		.updateTable('opening')
		.set((by) => ({
			state: 'open',
			closedAt: null,
			closedWhy: null,
			revision: by('revision', '+', 1),
			openedAt: sql<Date>`coalesce(opened_at, now())`,
			checkedOn: sql<string>`current_date`,
			remindedOn: null
		}))
		.where('openingId', '=', openingId)
		.execute();
	await leaveJob(db, 'opening.opened', { networkId, openingId }, { key: `opening.opened:${openingId}` });
	await tellOutside(db, { networkId }, 'opening.opened', { openingId });
}

/** Closes it; applications that run go on. Throws NotFound, Stale. */
export async function closeOpening(actor: Actor, openingId: string, revision: number): Promise<void> {
	authorize(actor, 'opening.write');
	await inNetwork(actor, async (db) => {
		await lock(db, openingId, revision);
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

/** The desk has looked: it still holds as it stands. Throws NotFound. */
export async function confirmOpening(actor: Actor, openingId: string): Promise<void> {
	authorize(actor, 'opening.write');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('opening')
			.set({ checkedOn: sql<string>`current_date`, remindedOn: null })
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
