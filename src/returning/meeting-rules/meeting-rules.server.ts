import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { rulesFor, type MeetingRules } from './meeting-rules.ts';

/** The rules of meeting in the running transaction, in a reader's language. */
export async function rulesIn(db: Db, locale: Locale): Promise<MeetingRules> {
	const own = await db
		.selectFrom('network')
		.select(['meetingRulesJa', 'meetingRulesEn', 'meetingContact'])
		.executeTakeFirstOrThrow();
	return rulesFor(own, locale);
}

/** The rules of meeting of a network. */
export async function meetingRules(where: InNetwork, locale: Locale): Promise<MeetingRules> {
	return readNetwork(where, (db) => rulesIn(db, locale));
}

export type Pledge = { readOn: string | null; isDue: boolean };

/** When a host last confirmed that they read the rules, and whether they are asked again: once a year. */
export async function ownPledge(actor: Actor): Promise<Pledge> {
	authorize(actor, 'host.be');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Pledge>`
			select p.read_on, coalesce(p.read_on <= network_today() - interval '1 year', true) as is_due
			from (select 1) anyone
			left join host_pledge p on p.person_id = ${actor.personId}
		`.execute(db)
	);
	return rows[0]!;
}

/** A host confirms that they read the rules. */
export async function pledge(actor: Actor): Promise<void> {
	authorize(actor, 'host.be');
	const { networkId, personId } = actor;
	await inNetwork(actor, (db) =>
		sql`
			insert into host_pledge (network_id, person_id, read_on)
			values (${networkId}, ${personId}, network_today())
			on conflict (network_id, person_id) do update
			set read_on = excluded.read_on
		`.execute(db)
	);
}

/** How many of the hosts who can be booked have not confirmed the rules within a year. */
export async function hostsWithoutPledge(actor: Actor): Promise<number> {
	authorize(actor, 'talks.see');
	type Count = { count: number };
	const { rows } = await readNetwork(actor, (db) =>
		sql<Count>`
			select count(*)::int as count
			from host h
			where h.is_open
				and not exists (
					select from host_pledge p
					where p.person_id = h.person_id
						and p.read_on > network_today() - interval '1 year'
				)
		`.execute(db)
	);
	return rows[0]!.count;
}
