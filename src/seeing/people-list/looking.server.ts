import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { fullName } from '#people/persons/person.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import type { Shown } from '#platform/table/shown.ts';
import type { Asked } from '#platform/table/table.ts';
import type { DeskList } from '#seeing/tables/desk-list.server.ts';
import { segmentsAsked } from '#seeing/segments/segments.server.ts';
import { exportList, idsChosen as idsOfRows, lookAt } from '#seeing/tables/looking.server.ts';
import type { Format } from '#seeing/tables/writing.server.ts';
import type { Written } from '#seeing/tables/written.ts';
import { peopleList, type PersonRow } from './people-list.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import type { AskedSegment } from './segment-column.server.ts';

/**
 * The desk's list of people, narrowed to segments. To look at where people stand is in the audit log. `along` is added to each
 * person's address.
 */
export const people = (along = '', segments: readonly AskedSegment[] = []): DeskList<PersonRow> => ({
	list: (actor) => peopleList(actor, segments),
	linked: ({ locale }) => ({
		hrefOf: (id) => `/desk/people/${id}${along}`,
		nameOf: (row) => fullName(row, locale)
	}),
	permission: 'person.see',
	exported: { permission: 'person.export', as: 'people.export' },
	begin: async (actor, asked) => {
		await freshenRows(actor);
		await noteQuadrants(actor, asked);
	}
});

const segmentsAtOnce = 10;

/** The list as an address asks it, with the segments to which that narrows it. */
async function peopleFor(actor: Actor, query: URLSearchParams, along = ''): Promise<DeskList<PersonRow>> {
	authorize(actor, 'person.see');
	return people(along, await segmentsAsked(actor, query.getAll('segment').slice(0, segmentsAtOnce)));
}

/** A page of the desk's list of people, as an address asks it. */
export async function lookAtPeople(actor: Actor, query: URLSearchParams, along: string): Promise<Shown> {
	return lookAt(actor, await peopleFor(actor, query, along), query);
}

/** Whom a form is for: those who were ticked, or all whom the list shows over all of its pages. */
export type Chosen = { person: readonly string[]; isAll: boolean; query: URLSearchParams };

const rowsOf = ({ person: rows, isAll, query }: Chosen) => ({ rows, isAll, query });

/** The ids of the people who were chosen, up to a limit; of all whom a list shows, the first. */
export async function idsChosen(actor: Actor, chosen: Chosen, limit: number): Promise<string[]> {
	return idsOfRows(actor, await peopleFor(actor, chosen.query), rowsOf(chosen), limit);
}

/** The list as a file: of those who were ticked, or of all whom it shows. */
export async function exportPeople(actor: Actor, chosen: Chosen, format: Format): Promise<Written> {
	return exportList(actor, await peopleFor(actor, chosen.query), rowsOf(chosen), format);
}

/** Where people stand is asked for by a column or a filter. */
async function noteQuadrants(actor: Actor, { columns, filters }: Asked): Promise<void> {
	const quadrants = filters['quadrant'];
	if (!quadrants && !columns.includes('quadrant') && !columns.includes('said')) return;
	authorize(actor, 'quadrants.people');
	await inNetwork(actor, (db) =>
		writeAudit(db, actor, 'quadrants.people', undefined, quadrants ? { quadrants } : {})
	);
}

type Tagged = { personId: string };
const tagsAtMost = 20;

/** Gives people a tag, or takes it from them, and says how many that changed. Who has twenty tags gets no more. */
export async function tagPeople(
	actor: Actor,
	ids: readonly string[],
	tag: string,
	isOn: boolean
): Promise<number> {
	authorize(actor, 'person.change');
	return inNetwork(actor, async (db) => {
		const tagged = isOn ? await giveTag(db, actor, ids, tag) : await takeTag(db, ids, tag);
		await writeAudit(db, actor, 'people.tag', undefined, { tag, isOn, people: tagged.length });
		return tagged.length;
	});
}

async function giveTag(db: Db, actor: Actor, ids: readonly string[], tag: string): Promise<Tagged[]> {
	const { rows } = await sql<Tagged>`
		insert into person_tag (network_id, person_id, tag, added_by)
		select p.network_id, p.person_id, ${tag}, ${actor.personId}::uuid
		from person p
		where p.person_id = any (${[...ids]}::uuid[])
			and p.removed_at is null
			and (
				select count(*)
				from person_tag g
				where g.person_id = p.person_id
			) < ${tagsAtMost}
		order by p.person_id
		on conflict do nothing
		returning person_id
	`.execute(db);
	return rows;
}

async function takeTag(db: Db, ids: readonly string[], tag: string): Promise<Tagged[]> {
	return db
		.deleteFrom('personTag')
		.where('tag', '=', tag)
		.where(sql<boolean>`person_id = any (${[...ids]}::uuid[])`)
		.returning('personId')
		.execute();
}
