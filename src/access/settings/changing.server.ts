import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { forgetNetworks } from '#access/actor/networks.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Stale } from '#platform/http/failures.ts';
import { revisionsOf, settingsIn, type Section, type Settings } from './settings.server.ts';

/** The sections that are saved here; keep times have a command of their own. */
export type Part = Exclude<Section, 'keep_times'>;
export type Changes = Partial<Omit<Settings, 'revisions'>>;

/**
 * Saves a part of the settings as they were read at a revision. What changed is written to the audit log, before and
 * after; where nothing did, nothing is written. Throws Stale where someone else saved this part since.
 */
export async function saveSettings(
	actor: Actor,
	part: Part,
	revision: number,
	wished: Changes | ((now: Settings) => Changes)
): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const now = await lockSettings(db, part, revision);
		await writeSettings(db, actor, part, now, typeof wished === 'function' ? wished(now) : wished);
	});
	forgetNetworks();
}

/** The settings, locked until the transaction ends. Throws Stale where a section is at another revision. */
export async function lockSettings(db: Db, section: Section, revision: number): Promise<Settings> {
	const locked = await db
		.selectFrom('network')
		.select('sectionRevisions')
		.forNoKeyUpdate()
		.executeTakeFirstOrThrow();
	if (revisionsOf(locked.sectionRevisions)[section] !== revision) throw new Stale();
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
	await db.updateTable('network').set(of(wished)).execute();
	await countSave(db, part);
	await writeAudit(db, actor, `settings.${part}`, actor.networkId, { before: of(now), after: of(wished) });
	return names;
}

/** A section was saved: whoever read it before is told when they save. */
export async function countSave(db: Db, section: Section): Promise<void> {
	await sql`
		update network
		set revision = revision + 1,
			section_revisions = section_revisions
				|| jsonb_build_object(${section}::text, coalesce((section_revisions ->> ${section})::int, 0) + 1)
	`.execute(db);
}
