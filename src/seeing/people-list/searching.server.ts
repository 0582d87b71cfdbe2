import { sql, type RawBuilder } from 'kysely';
import { peopleFound } from '#people/persons/finding.server.ts';
import { readQuestion, type Word } from '#people/persons/question.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Beginning, Condition, Found } from '#platform/table/list.server.ts';

const isKana = /^[ぁ-ゖァ-ヺー]+$/;
/** One word may be two written together: so long a part of it may be the first. */
const cutsAtMost = 12;
/** Of so many people the ids are looked up. Where there are more, the first rows of the list are read before all are. */
const fewAtMost = 1000;

/**
 * SQL: the ids of people who have every word that someone at the desk looks for, in any of its spellings: in a name, as
 * the members' directory finds it, in an address, an employee number, a department, a tag or a note. The index of the
 * search finds them. Undefined for no word.
 */
export function peopleWith(words: string): RawBuilder<unknown> | undefined {
	const question = readQuestion(words);
	return question.length > 0 ? peopleFound([question]) : undefined;
}

/** The same for one word that nobody has: two words written together, 営業部中村. Undefined where there are more. */
export function peopleWithBothParts(words: string): RawBuilder<unknown> | undefined {
	const question = readQuestion(words);
	const [signs] = question.map(([word]) => [...word!]);
	if (question.length !== 1 || !signs || signs.length < 2) return undefined;
	const cuts = Array.from({ length: Math.min(signs.length - 1, cutsAtMost) }, (_, at) => at + 1);
	return peopleFound(cuts.map((cut) => [[signs.slice(0, cut).join('')], [signs.slice(cut).join('')]]));
}

type FoundRow = { isMany: boolean; id: string | null };

/**
 * Who has the words: their ids, or where more people have them than are looked up one by one, how to look up all of them,
 * and how to tell of a row `r` whether it is one. Where as many have it as their family name, an index says so.
 */
export async function findWith(db: Db, words: string): Promise<Found> {
	const question = readQuestion(words);
	const ranges = familyFirst(words)?.ranges ?? [];
	const atMost = sql.lit(fewAtMost + 1);
	const { rows } = await sql<FoundRow>`
		with begun as materialized (select ${any([sql`false`, ...ranges.map(isLong)])} as is_many)
		select b.is_many, found.f as id
		from begun b
		left join lateral ${peopleFound([question], sql`case when b.is_many then 0 else ${atMost} end`)} found on true
	`.execute(db);
	const ids = rows.flatMap(({ id }) => id ?? []);
	if (!rows[0]!.isMany && ids.length <= fewAtMost) return { ids };
	return {
		atLeast: fewAtMost,
		whole: sql<boolean>`r.person_id in ${peopleFound([question])}`,
		isOne: all(question.map(hasWord))
	};
}

/** Are more people in this part of the list than are looked up one by one? */
const isLong = (range: Condition): Condition => sql<boolean>`(
	select count(*) > ${sql.lit(fewAtMost)}
	from (
		select
		from directory.person_row r
		where ${range}
		limit ${sql.lit(fewAtMost + 1)}
	) counted
)`;

/**
 * One word begins with whom it is the family name of, or whose name is read from it on; others have it elsewhere. More words
 * begin with nobody.
 */
export function familyFirst(words: string): Beginning | undefined {
	const [word, another] = readQuestion(words);
	if (!word || another) return undefined;
	const ranges = word.flatMap((spelling) => [hasFamily(spelling), isReadFrom(spelling)]);
	return { isOne: any(ranges), ranges };
}

const hasFamily = (spelling: string): Condition =>
	sql<boolean>`r.family = (select directory.fold(${spelling}::text))`;

/** The last sign there is comes after whatever the name goes on with. */
const isReadFrom = (spelling: string): Condition => sql<boolean>`(
	r.sort >= (select directory.fold(${spelling}::text))
	and r.sort < (select directory.fold(${spelling}::text) || chr(1114111))
)`;

const hasWord = (spellings: Word) =>
	any(
		spellings.flatMap((spelling) => [
			hasPart(sql`directory.fold(${spelling}::text)`),
			...(isKana.test(spelling) ? [hasPart(sql`directory.fold_kana(${spelling}::text)`)] : [])
		])
	);

/** The part is spelt in a subquery, so that this is done once and not for every row. */
const hasPart = (part: RawBuilder<unknown>): Condition =>
	sql<boolean>`strpos(r.searched, (select ${part})) > 0`;

const all = (conditions: Condition[]): Condition => sql<boolean>`(${sql.join(conditions, sql` and `)})`;
const any = (conditions: Condition[]): Condition => sql<boolean>`(${sql.join(conditions, sql` or `)})`;
