import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { isZone } from '#platform/clock/zones.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { saveSettings } from './changing.server.ts';

type Zone = { name: string };

/**
 * Sets the clock by which the network counts its days, and the language in which it begins with people whose own it does not
 * know. Throws Invalid for a zone that either the application or its database does not have: both count days.
 */
export async function saveRegion(
	actor: Actor,
	revision: number,
	{ timeZone, locale }: { timeZone: string; locale: Locale }
): Promise<void> {
	await saveSettings(actor, 'region', revision, { timeZone: await knownZone(actor, timeZone), locale });
}

/** A zone by any of its IANA names, links too, written as the database writes it. Throws Invalid. */
async function knownZone(actor: Actor, wished: string): Promise<string> {
	const { rows } = await inNetwork(actor, (db) =>
		sql<Zone>`
			select name
			from pg_timezone_names
			where lower(name) = lower(${wished})
				and name not like 'posix%'
				and name not like 'right%'
		`.execute(db)
	);
	const name = rows[0]?.name;
	if (name === undefined || !isZone(name)) throw new Invalid('not_a_zone', 'timeZone');
	return name;
}
