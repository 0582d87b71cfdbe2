import { sql, type RawBuilder } from 'kysely';
import { peopleWith, peopleWithBothParts } from '#seeing/people-list/searching.server.ts';

type Condition = RawBuilder<boolean>;

/**
 * A list of what is of people is searched by them, as the list of people is. `isOf` says when a row is of one of the people
 * whose ids a subquery gives.
 */
export function ofPeople(isOf: (people: RawBuilder<unknown>) => Condition) {
	const searchedBy = (people: RawBuilder<unknown> | undefined) => people && isOf(people);
	return {
		search: (words: string) => searchedBy(peopleWith(words)),
		searchAgain: (words: string) => searchedBy(peopleWithBothParts(words))
	};
}

/** The same where a column is the person's id. */
export const ofPerson = (column: RawBuilder<unknown>) =>
	ofPeople((people) => sql<boolean>`${column} in ${people}`);
