import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDesk } from '#access/policy/roles.server.ts';
import { memberSeesWithin } from '#gathering/groups/visibility.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { InCalendar } from './calendar.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** Makes the secret token of one's own calendar, which replaces an earlier one. It is shown once; only its hash is kept. */
export async function makeFeed(actor: Actor): Promise<string> {
	authorize(actor, 'event.see');
	const token = randomBytes(24).toString('base64url');
	await inNetwork(actor, (db) =>
		db
			.insertInto('calendarFeed')
			.values({ networkId: actor.networkId, personId: actor.personId, addressHash: hashOf(token) })
			.onConflict((conflict) =>
				conflict
					.columns(['networkId', 'personId'])
					.doUpdateSet({ addressHash: hashOf(token), madeAt: new Date() })
			)
			.execute()
	);
	return token;
}

/**
 * The calendar with this token: the events that its owner comes to or waits for and may see, of the last 90 days and all
 * to come; with the link to join for those to which they come. Throws NotFound.
 */
export async function feedBy(where: InNetwork, token: string, origin: string): Promise<InCalendar[]> {
	return readNetwork(where, async (db) => {
		const owner = await ownerOf(db, token);
		const { rows } = await sql<Omit<InCalendar, 'page'>>`
			select e.event_id, e.sequence, e.title, e.place,
				without_apart(e.words, e.html, ${owner}::uuid) as words,
				e.starts_at, e.ends_at, e.state,
				case when r.answer = 'going' then e.url else '' end as url
			from event_reply r
			join event e using (network_id, event_id)
			join membership m using (network_id, person_id)
			where r.person_id = ${owner}
				and r.answer in ('going', 'waiting')
				and e.starts_at > now() - interval '90 days'
				and ${memberSeesWithin('m', sql`e.group_id`)}
				and (${memberIsDesk('m')} or ${notApart(sql`e.host_id`, owner)})
			order by e.starts_at
			limit 500
		`.execute(db);
		return rows.map((event) => ({ ...event, page: `${origin}/events/${event.eventId}` }));
	});
}

/** The id of the member whose calendar it is. Throws NotFound. */
async function ownerOf(db: Db, token: string): Promise<string> {
	const owner = await db
		.selectFrom('calendarFeed as f')
		.innerJoin('membership as m', (join) =>
			join.onRef('m.networkId', '=', 'f.networkId').onRef('m.personId', '=', 'f.personId')
		)
		.select('f.personId')
		.where('f.addressHash', '=', hashOf(token))
		.executeTakeFirst();
	if (!owner) throw new NotFound('No such calendar');
	return owner.personId;
}
