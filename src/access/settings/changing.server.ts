import type { Actor } from '#access/actor/actor.server.ts';
import { forgetNetworks } from '#access/actor/networks.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Stale } from '#platform/http/failures.ts';
import { settingsIn, type Settings } from './settings.server.ts';

/** The parts of the settings, each of which is a form of its own. */
export type Part =
	| 'names'
	| 'accent'
	| 'logo'
	| 'hosts'
	| 'region'
	| 'mail'
	| 'welcome'
	| 'claims'
	| 'meeting'
	| 'reach'
	| 'keeping'
	| 'sign_in';
export type Changes = Partial<Omit<Settings, 'revision'>>;

/**
 * Saves a part of the settings as they were read at a revision. What changed is written to the audit log, before and
 * after; where nothing did, nothing is written. Throws Stale where someone else saved settings since.
 */
export async function saveSettings(
	actor: Actor,
	part: Part,
	revision: number,
	wished: Changes | ((now: Settings) => Changes)
): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const now = await lockSettings(db, revision);
		await writeSettings(db, actor, part, now, typeof wished === 'function' ? wished(now) : wished);
	});
	forgetNetworks();
}

/** The settings, locked until the transaction ends. Throws Stale where they are not those of this revision. */
export async function lockSettings(db: Db, revision: number): Promise<Settings> {
	const locked = await db
		.selectFrom('network')
		.select('revision')
		.forNoKeyUpdate()
		.executeTakeFirstOrThrow();
	if (locked.revision !== revision) throw new Stale();
	return settingsIn(db);
}

/** Writes what differs from the settings as they are now, and notes both in the audit log. Gives what differed. */
export async function writeSettings(
	db: Db,
	actor: Actor,
	part: Part,
	now: Settings,
	wished: Changes
): Promise<(keyof Changes)[]> {
	const names = (Object.keys(wished) as (keyof Changes)[]).filter(
		(name) => JSON.stringify(now[name]) !== JSON.stringify(wished[name])
	);
	if (names.length === 0) return [];
	const of = (source: Changes) => Object.fromEntries(names.map((name) => [name, source[name]]));
	await db
		.updateTable('network')
		.set({ ...of(wished), revision: now.revision + 1 })
		.execute();
	await writeAudit(db, actor, `settings.${part}`, actor.networkId, { before: of(now), after: of(wished) });
	return names;
}
