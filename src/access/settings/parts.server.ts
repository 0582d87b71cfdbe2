import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { forgetNetworks } from '#access/actor/networks.server.ts';
import { namesOff, parts, type Part } from '#access/parts/parts.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { lockSettings, writeSettings } from './changing.server.ts';

/**
 * Switches parts off, and all others on. What is in a part that goes off is kept: it is shown to nobody, what waits to be
 * told of it counts as seen, and mails of it that wait are stopped. Throws Stale where someone else saved this since.
 */
export async function saveParts(actor: Actor, revision: number, off: readonly Part[]): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const now = await lockSettings(db, 'parts', revision);
		const partsOff = parts.filter((part) => off.includes(part));
		await writeSettings(db, actor, 'parts', now, { partsOff });
		await quieten(db, partsOff);
	});
	forgetNetworks();
}

async function quieten(db: Db, off: readonly Part[]): Promise<void> {
	await sql`
		update notification
		set seen_at = now()
		where seen_at is null
			and kind = any (${namesOff('notices', off)}::text[])
	`.execute(db);
	await sql`
		update mail
		set status = 'stopped', is_kept = false, body_text = null, body_html = null, calendar = null
		where status = 'waiting'
			and kind = any (${namesOff('mails', off)}::text[])
			and (claimed_until is null or claimed_until < now())
	`.execute(db);
}

/** How much there is in each part that going off would hide: what is open, ahead or waits. */
export async function partsHave(actor: Actor): Promise<Record<Part, number>> {
	authorize(actor, 'settings.change');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<Record<Part, number>>`
			select
				(select count(*)::int from "group") as groups,
				(select count(*)::int from event where state = 'announced' and ends_at > now()) as events,
				(select count(*)::int from opening where state = 'open') as openings,
				(select count(*)::int from casual_talk where state = 'booked' and starts_at > now()) as talks,
				0 as mentoring,
				(select count(*)::int from collaboration where state in ('waiting', 'open')) as collaborations,
				(select count(*)::int from survey where status = 'open') as surveys,
				(select count(*)::int from paper_request where state = 'asked') as papers
		`.execute(db);
		return rows[0]!;
	});
}
