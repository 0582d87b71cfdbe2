import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { knowsGroup, knowsOfGroups } from '#gathering/groups/visibility.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import { asWritten, escape, type Mention, type Written } from './rich-text.server.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const keyOf = ({ kind, id }: Mention) => `${kind}:${id}`;

/**
 * The text with the own name of everyone mentioned in it, in the writer's language. Mentions of people whom the writer
 * may not find, and of groups that there are not, become plain words.
 */
export async function withOwnNames(db: Db, actor: Actor, written: Written): Promise<Written> {
	const mentions = written.mentions.filter(({ id }) => uuid.test(id));
	if (written.mentions.length === 0) return written;
	const ids = (kind: Mention['kind']) => [
		...new Set(mentions.filter((mention) => mention.kind === kind).map((mention) => mention.id))
	];
	const names = new Map([
		...(await namesOfPeople(db, actor, ids('person'))),
		...(await namesOfGroups(db, actor, ids('group')))
	]);
	const known = written.mentions.filter((mention) => names.has(keyOf(mention)));
	return asWritten(nameMentions(written.html, names), known);
}

const mentionTag = /(<a class="mention" data-mention="([^"]*)"[^>]*>)(.*?)<\/a>/gs; // no link is inside another one

/** Writes the name that we know into each mention of a cleaned text, whatever its sender wrote there. */
function nameMentions(html: string, names: ReadonlyMap<string, string>): string {
	return html.replace(mentionTag, (_, open: string, whom: string, said: string) => {
		const name = names.get(whom);
		return name === undefined ? said : `${open}@${escape(name)}</a>`;
	});
}

type Person = Named & { personId: string };

/** The members among these whom the actor may find, by 'person:<id>'. */
async function namesOfPeople(db: Db, actor: Actor, ids: string[]): Promise<[string, string][]> {
	const { rows } = await sql<Person>`
		select p.person_id, ${nameColumns('p')}
		from person p
		join membership m using (network_id, person_id)
		left join profile f using (network_id, person_id)
		where p.person_id = any (${ids}::uuid[])
			and (coalesce(f.is_listed, true) or p.person_id = ${actor.personId})
			and ${notApart(sql`p.person_id`, actor.personId)}
	`.execute(db);
	return rows.map((person) => [`person:${person.personId}`, fullName(person, actor.locale)]);
}

type Group = { groupId: string; name: string };

async function namesOfGroups(db: Db, actor: Actor, ids: string[]): Promise<[string, string][]> {
	const { rows } = await sql<Group>`
		select g.group_id, g.name
		from "group" g
		where g.group_id = any (${ids}::uuid[])
			and ${knowsOfGroups(actor)}::boolean
			and ${knowsGroup(actor, 'g')}
	`.execute(db);
	return rows.map((group) => [`group:${group.groupId}`, group.name]);
}
