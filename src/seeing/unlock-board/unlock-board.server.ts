import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesExactFigures } from '#access/policy/rules.ts';
import { reasonsNoChangeAnswers } from '#people/departures/reason.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { figuresOf, peopleByQuadrant, totalOf } from '#seeing/quadrants/figures.server.ts';
import { answeredBy } from './answered-by.server.ts';
import { publishedRows } from './published-rows.server.ts';

export type Answering = { changeId: string; title: string; language: string };
export type UnlockRow = {
	code: string;
	people: number | undefined;
	byQuadrant: Record<Quadrant, number | undefined>;
	wouldReturn: number | undefined;
	notHeard: number | undefined;
	/** All who left over it, members or not. Undefined in what is published. */
	leavers: number | undefined;
	/** Whom it holds back and who has heard of no change that answers it, whether or not there is one. */
	waiting: number | undefined;
	wished: number | undefined;
	answeredBy: Answering[];
	/** Words with which at least five people said it. Empty in what is published. */
	phrases: Phrase[];
};
export type Phrase = { phrase: string; people: number };
export type UnlockBoard = { asOf: Date | null; isPublished: boolean; rows: UnlockRow[] };
type Counted = Omit<UnlockBoard, 'isPublished'>;
type Tally = {
	code: string;
	wouldReturn: number;
	heard: number;
	wished: number;
	leavers: number;
	/** Null where no member has it. */
	rolledAt: Date | null;
	answeredBy: Answering[];
	phrases: Phrase[];
} & Record<Quadrant, number>;

/**
 * Which reasons hold people back: how many people, where they stand, how many of them said they would return if it were
 * solved, which published changes answer it, and who has not heard of one yet. Those come first over which the most wait:
 * people held back without those who were told. Reasons that no change can answer come last. Stewards see it as it is
 * now, everyone else as it was published for the week; the order then follows what is published.
 */
export async function unlockBoard(actor: Actor): Promise<UnlockBoard> {
	authorize(actor, 'unlock.see');
	const isExact = seesExactFigures(actor);
	const { asOf, rows } = await readNetwork(actor, isExact ? exactRows : publishedRows);
	return { asOf, isPublished: !isExact, rows: rows.toSorted(mostPressingFirst) };
}

/** Nothing that the company changes would answer this reason. */
const noChangeAnswers = ({ code }: Pick<UnlockRow, 'code'>): boolean => reasonsNoChangeAnswers.includes(code);

function mostPressingFirst(a: UnlockRow, b: UnlockRow): number {
	return (
		Number(noChangeAnswers(a)) - Number(noChangeAnswers(b)) ||
		(b.waiting ?? 0) - (a.waiting ?? 0) ||
		(b.wouldReturn ?? 0) - (a.wouldReturn ?? 0) ||
		(b.people ?? 0) - (a.people ?? 0) ||
		a.code.localeCompare(b.code)
	);
}

async function exactRows(db: Db): Promise<Counted> {
	const tallies = await talliesOf(db);
	return {
		asOf: tallies.find(({ rolledAt }) => rolledAt)?.rolledAt ?? null,
		rows: tallies.map((tally) => ({
			code: tally.code,
			answeredBy: tally.answeredBy,
			people: totalOf(tally),
			wouldReturn: tally.wouldReturn,
			wished: tally.wished,
			notHeard: tally.answeredBy.length > 0 ? totalOf(tally) - tally.heard : undefined,
			waiting: totalOf(tally) - tally.heard,
			leavers: tally.leavers,
			phrases: tally.phrases,
			byQuadrant: figuresOf(tally)
		}))
	};
}

async function talliesOf(db: Db): Promise<Tally[]> {
	const { rows } = await sql<Tally>`
		select b.code,
			coalesce(sum(b.would_return), 0)::int as would_return,
			coalesce(sum(b.heard), 0)::int as heard,
			coalesce(sum(b.wished), 0)::int as wished,
			max(b.rolled_at) as rolled_at,
			${peopleByQuadrant},
			${answeredBy(sql`b.code`)} as answered_by,
			coalesce(max(b.leavers), 0) as leavers,
			${phrasesOf(sql`b.code`)} as phrases
		from (
			select *
			from unlock_leaver
			full join unlock_tally using (network_id, code)
		) b
		group by b.code
	`.execute(db);
	return rows;
}

const phrasesShown = 6;

const phrasesOf = (code: RawBuilder<unknown>) => sql`(
	select coalesce(jsonb_agg(p order by p.people desc, p.phrase), '[]')
	from (
		select phrase, people
		from unlock_phrase
		where code = ${code}
		order by people desc, phrase
		limit ${phrasesShown}
	) p
)`;
