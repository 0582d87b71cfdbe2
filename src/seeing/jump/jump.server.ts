import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may, type Permission } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { withoutUnseen } from '#platform/text/clean.ts';
import { findPeople, type Found } from '#seeing/people-list/finding.server.ts';
import { thingKinds, type Thing, type ThingKind } from './thing.ts';

const peopleAtMost = 8;
const thingsAtMost = 5;

/** Where each kind of thing is found, as `id`, `title`, and who may open it. What happens in groups stays there. */
const places: Record<ThingKind, { permission: Permission; from: RawBuilder<unknown> }> = {
	change: { permission: 'change.write', from: sql`(select change_id as id, title from change)` },
	letter: { permission: 'letter.write', from: sql`(select letter_id as id, title from letter)` },
	story: {
		permission: 'story.write',
		from: sql`(select story_id as id, min(title) as title from story_edition group by story_id)`
	},
	opening: { permission: 'opening.write', from: sql`(select opening_id as id, title from opening)` },
	event: {
		permission: 'event.host',
		from: sql`(select event_id as id, title from event where group_id is null)`
	}
};

/** People by name, and things by title, that someone at the desk may want to go to. Nothing for words that are empty. */
export async function findToJump(actor: Actor, said: string): Promise<{ people: Found[]; things: Thing[] }> {
	authorize(actor, 'desk.see');
	const wanted = withoutUnseen(said);
	if (!wanted) return { people: [], things: [] };
	const [people, things] = await Promise.all([findPeople(actor, wanted), thingsNamed(actor, wanted)]);
	return { people: people.slice(0, peopleAtMost), things };
}

async function thingsNamed(actor: Actor, wanted: string): Promise<Thing[]> {
	const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
	const open = thingKinds.filter((kind) => may(actor, places[kind].permission));
	if (open.length === 0) return [];
	const parts = open.map(
		(kind) => sql`(
			select ${kind}::text as kind, t.id, t.title
			from ${places[kind].from} t
			where t.title ilike ${like}
			order by t.id desc
			limit ${thingsAtMost}
		)`
	);
	const { rows } = await readNetwork(actor, (db) =>
		sql<Thing>`${sql.join(parts, sql` union all `)}`.execute(db)
	);
	return rows;
}
