import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countSave, lockSettings } from '#access/settings/changing.server.ts';
import { settingsIn } from '#access/settings/settings.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { settable, usualDays, type Days } from './kinds.ts';
import { countOld, daysIn, type Counts } from './tidying.server.ts';

type Keeping = { days: Days; revision: number };
/** What a network sets; what it leaves out stays as it is. */
export type KeepWish = Partial<Days>;

/** For how many days the network keeps what, and how often that was saved. */
export async function keepingOf(actor: Actor): Promise<Keeping> {
	authorize(actor, 'settings.change');
	return readNetwork(actor, async (db) => ({
		days: await daysIn(db),
		revision: (await settingsIn(db)).revisions.keep_times
	}));
}

/** How many rows of each kind would go in the next night if these days were saved. Nothing is changed. */
export async function previewKeeping(actor: Actor, wish: KeepWish): Promise<Counts> {
	authorize(actor, 'settings.change');
	return readNetwork(actor, async (db) => countOld(db, await wishedDays(db, wish)));
}

/**
 * Saves for how many days the network keeps what, from the next night on. The audit log has what differed and what that
 * night would delete. Throws Stale where someone else saved them since.
 */
export async function saveKeeping(actor: Actor, revision: number, wish: KeepWish): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		await lockSettings(db, 'keep_times', revision);
		const now = await daysIn(db);
		const days = await wishedDays(db, wish);
		const changed = settable.map(([kind]) => kind).filter((kind) => days[kind] !== now[kind]);
		if (changed.length === 0) return;
		await writeDays(db, actor, days);
		await countSave(db, 'keep_times');
		const of = (all: Days) => Object.fromEntries(changed.map((kind) => [kind, all[kind]]));
		await writeAudit(db, actor, 'settings.keeping', actor.networkId, {
			before: of(now),
			after: of(days),
			deletes: await countOld(db, days)
		});
	});
}

async function wishedDays(db: Db, wish: KeepWish): Promise<Days> {
	const now = await daysIn(db);
	for (const [kind, { least, most }] of settable)
		now[kind] = Math.min(most, Math.max(least, wish[kind] ?? now[kind]));
	return now;
}

/** Keeps what differs from what the product says, and only that, so that a better usual time reaches the others. */
async function writeDays(db: Db, { networkId }: Actor, days: Days): Promise<void> {
	await db.deleteFrom('keeping').execute();
	const own = settable
		.map(([kind]) => kind)
		.filter((kind) => days[kind] !== usualDays[kind])
		.map((kind) => ({ networkId, kind, days: days[kind] }));
	if (own.length > 0) await db.insertInto('keeping').values(own).execute();
}
