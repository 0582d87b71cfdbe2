import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import { idsChosen } from '#seeing/people-list/looking.server.ts';

/** A wave has at most so many people. */
const pickedAtMost = 50_000;
const tickedAtMost = 100;

/**
 * The people who were picked in the list of people: each by their id, or all whom it shows for what it is asked (`of`).
 * `keep` are the parameters that say so. Undefined where nobody was picked, and an invitation is for anyone.
 */
export async function pickedPeople(actor: Actor, query: URLSearchParams) {
	const of = query.get('of');
	const person = query
		.getAll('person')
		.filter((id) => z.uuid().safeParse(id).success)
		.slice(0, tickedAtMost);
	if (of === null && person.length === 0) return undefined;
	const people = await idsChosen(
		actor,
		{ person, isAll: of !== null, query: new URLSearchParams((of ?? '').slice(0, 2000)) },
		pickedAtMost
	);
	const keep: [string, string][] = of === null ? person.map((id) => ['person', id]) : [['of', of]];
	return { people, keep };
}
