import { sql, type RawBuilder } from 'kysely';
import { readQuestion, type Word } from './question.ts';

/** SQL: the ids of people whom one of the questions finds, at most so many. Each question is words, all of which a person has. */
export const peopleFound = (
	questions: readonly Word[][],
	most: RawBuilder<unknown> = sql`null`
): RawBuilder<unknown> =>
	sql`(select f from directory.people_found(${JSON.stringify(questions)}::jsonb, ${most}::bigint) f)`;

/** Among so many people the desk chooses by hand; of more, a further word finds the right one. */
const chosenAmong = 1000;

/**
 * SQL: the ids of records that have every word, as the desk's list finds them: a name in any spelling, an address, an
 * employee number. Undefined for no word.
 */
export function recordsWith(words: string): RawBuilder<unknown> | undefined {
	const question = readQuestion(words);
	return question.length > 0 ? peopleFound([question], sql.lit(chosenAmong)) : undefined;
}
