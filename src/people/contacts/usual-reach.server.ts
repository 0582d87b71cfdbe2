import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { lockSettings, writeSettings } from '#access/settings/changing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';

export type UsualReach = { quietFrom: string; quietUntil: string; mailsPerMonth: number };

/**
 * Sets the quiet hours and the cap of whoever chose none. Members may have chosen theirs, so that theirs stay; people who
 * are no members yet follow. Throws Stale.
 */
export async function saveUsualReach(actor: Actor, revision: number, wished: UsualReach): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const now = await lockSettings(db, 'reach', revision);
		const changed = await writeSettings(db, actor, 'reach', now, wished);
		if (changed.length === 0) return;
		await sql`
			update contact c
			set quiet_from = ${wished.quietFrom},
				quiet_until = ${wished.quietUntil},
				mails_per_month = ${wished.mailsPerMonth}
			where not exists (
				select from membership m
				where m.person_id = c.person_id
			)
		`.execute(db);
	});
}
