import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { searchesAsAlumnus } from '#gathering/directory/directory.server.ts';
import { knowsGroup, knowsOfGroups } from '#gathering/groups/visibility.server.ts';
import { letsContact, mayMeet, notApart } from '#people/blocks/blocks.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';
import { isBlank } from '#platform/text/clean.ts';
import { beforeAll } from '#platform/database/slices.server.ts';
import { calledNames } from './called.ts';
import { fromHtml, fromPlain, type Mention, type Written } from './rich-text.server.ts';
import { withOwnNames } from './naming.server.ts';

export type Text = { words: string; html: string };

const htmlAtMost = 60_000;
const tagsAtMost = 4000;
const tagsIn = (html: string) => html.split('<').length - 1;

/**
 * Turns a text as someone sent it, from the editor or as plain words, into the form in which it is kept, with its
 * mentions: people whom the writer may find, and groups. Throws Invalid if it is longer than `most` signs, or empty where
 * that is not allowed.
 */
export async function readText(
	db: Db,
	actor: Actor,
	{ words, html }: Text,
	{ most, mayBeEmpty = false }: { most: number; mayBeEmpty?: boolean }
): Promise<Written> {
	const isLong = html ? html.length > htmlAtMost || tagsIn(html) > tagsAtMost : words.length > 2 * most;
	if (isLong) throw new Invalid('too_long', 'words');
	const written = html
		? await withOwnNames(db, actor, fromHtml(html))
		: fromPlain(words, await whoIsCalled(db, actor, calledNames(words)));
	if (written.words.length > most) throw new Invalid('too_long', 'words');
	if (isBlank(written.words) && !mayBeEmpty) throw new Invalid('required', 'words');
	return written;
}

type Called = Mention & { called: string; name: string };

/** Whom names mean: the member whose whole name it is, if there is only one, or a group. By the name as it was written. */
async function whoIsCalled(
	db: Db,
	actor: Actor,
	names: string[]
): Promise<Map<string, Mention & { name: string }>> {
	if (names.length === 0) return new Map();
	const { rows } = await sql<Called>`
		select c.called, 'person' as kind, min(f.person_id::text) as id,
			min(trim(p.family_name || ' ' || p.given_name)) as name
		from unnest(${names}::text[]) c(called)
		cross join lateral directory.find(
			jsonb_build_array(jsonb_build_array(replace(c.called, ' ', ''))),
			'{}',
			${actor.personId}::uuid,
			${searchesAsAlumnus(actor)},
			-1, '', ${beforeAll}::uuid, 2
		) f
		join person p using (person_id)
		where f.rank = 0
			and ${notApart(sql`p.person_id`, actor.personId)}
			and replace(c.called, ' ', '') in (p.family_name || p.given_name, p.given_name || p.family_name)
		group by c.called
		having count(*) = 1
		union all
		select c.called, 'group', g.group_id::text, g.name
		from unnest(${names}::text[]) c(called)
		join "group" g on g.name = c.called
		where ${knowsOfGroups(actor)}::boolean
			and ${knowsGroup(actor, 'g')}
	`.execute(db);
	return new Map(
		rows.toSorted((a, b) => b.called.length - a.called.length).map((row) => [row.called, row])
	);
}

/** A group with more members than this cannot be called together by a mention. */
const calledAtMost = 100;

type Reached = { personId: string };

/**
 * The people whom mentions reach: those named, and all members of a named group that the writer is in too,
 * if it has at most a hundred. Nobody who has
 * shut out the writer or was shut out by them, and not the writer.
 */
export async function reached(db: Db, actor: Actor, mentions: readonly Mention[]): Promise<string[]> {
	if (mentions.length === 0) return [];
	const ids = (kind: string) =>
		mentions.filter((mention) => mention.kind === kind).map((mention) => mention.id);
	const { rows } = await sql<Reached>`
		select m.person_id
		from membership m
		where (
				m.person_id = any (${ids('person')}::uuid[])
				or m.person_id in (
					select gm.person_id
					from group_member gm
					join "group" g using (network_id, group_id)
					where g.members <= ${calledAtMost}
						and gm.group_id = any (${ids('group')}::uuid[])
						and gm.state = 'in'
						and exists (
							select from group_member own
							where own.group_id = gm.group_id
								and own.person_id = ${actor.personId}
								and own.state = 'in'
						)
				)
			)
			and m.person_id <> ${actor.personId}
			and ${mayMeet(sql`m.person_id`, actor.personId)}
			and ${letsContact(sql`m.person_id`, sql`${actor.personId}::uuid`)}
	`.execute(db);
	return rows.map((row) => row.personId);
}
