import { sql, type RawBuilder } from 'kysely';
import { readQuestion, type Word } from '#gathering/directory/question.ts';

type Condition = RawBuilder<boolean>;

const isKana = /^[ぁ-ゖァ-ヺー]+$/;
/** One word may be two written together: so long a part of it may be the first. */
const cutsAtMost = 12;

/**
 * SQL: the row `r` of a person has every word that someone at the desk looks for, in any of its spellings: in a name, as
 * the members' directory finds it, in an address, an employee number, a department, a tag or a note. Undefined for no word.
 */
export function personHas(words: string): Condition | undefined {
	const question = readQuestion(words);
	return question.length > 0 ? all(question.map(hasWord)) : undefined;
}

/** The same for one word that nobody has: two words written together, 営業部中村. Undefined where there are more. */
export function personHasBothParts(words: string): Condition | undefined {
	const question = readQuestion(words);
	const [signs] = question.map(([word]) => [...word!]);
	if (question.length !== 1 || !signs || signs.length < 2) return undefined;
	const cuts = Array.from({ length: Math.min(signs.length - 1, cutsAtMost) }, (_, at) => at + 1);
	return any(
		cuts.map((cut) =>
			all([signs.slice(0, cut), signs.slice(cut)].map((part) => hasWord([part.join('')])))
		)
	);
}

const hasWord = (spellings: Word) =>
	any(
		spellings.flatMap((spelling) => [
			hasPart(sql`directory.fold(${spelling}::text)`),
			...(isKana.test(spelling) ? [hasPart(sql`directory.fold_kana(${spelling}::text)`)] : [])
		])
	);

/** The index finds rows with all pairs of signs of the part; whether they stand in one place is looked at in the row. */
const hasPart = (part: RawBuilder<unknown>): Condition => sql<boolean>`(
	r.grams @> directory.grams(current_network(), ${part})
	and strpos(r.searched, ${part}) > 0
)`;

const all = (conditions: Condition[]): Condition => sql<boolean>`(${sql.join(conditions, sql` and `)})`;
const any = (conditions: Condition[]): Condition => sql<boolean>`(${sql.join(conditions, sql` or `)})`;
