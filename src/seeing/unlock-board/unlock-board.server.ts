import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesExactFigures } from '#access/policy/rules.ts';
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
	wished: number | undefined;
	answeredBy: Answering[];
};
export type UnlockBoard = { asOf: Date | null; isPublished: boolean; rows: UnlockRow[] };
type Counted = Omit<UnlockBoard, 'isPublished'>;
type Tally = {
	code: string;
	wouldReturn: number;
	heard: number;
	wished: number;
	rolledAt: Date;
	answeredBy: Answering[];
} & Record<Quadrant, number>;

/**
 * Which reasons hold people back: how many people, where they stand, how many of them said they would return if it were
 * solved, which published changes answer it, and who has not heard of one yet. Reasons that nothing answers come first,
 * and of those the ones over which the most would return. Stewards see it as it is now, everyone else as it was
 * published for the week; the order then follows what is published.
 */
export async function unlockBoard(actor: Actor): Promise<UnlockBoard> {
	authorize(actor, 'unlock.see');
	const isExact = seesExactFigures(actor);
	const { asOf, rows } = await readNetwork(actor, isExact ? exactRows : publishedRows);
	return { asOf, isPublished: !isExact, rows: rows.toSorted(mostPressingFirst) };
}

function mostPressingFirst(a: UnlockRow, b: UnlockRow): number {
	return (
		Number(a.answeredBy.length > 0) - Number(b.answeredBy.length > 0) ||
		(b.wouldReturn ?? 0) - (a.wouldReturn ?? 0) ||
		(b.people ?? 0) - (a.people ?? 0) ||
		a.code.localeCompare(b.code)
	);
}

async function exactRows(db: Db): Promise<Counted> {
	const tallies = await talliesOf(db);
	return {
		asOf: tallies[0]?.rolledAt ?? null,
		rows: tallies.map((tally) => ({
			code: tally.code,
			answeredBy: tally.answeredBy,
			people: totalOf(tally),
			wouldReturn: tally.wouldReturn,
			wished: tally.wished,
			notHeard: tally.answeredBy.length > 0 ? totalOf(tally) - tally.heard : undefined,
			byQuadrant: figuresOf(tally)
		}))
	};
}

async function talliesOf(db: Db): Promise<Tally[]> {
	const { rows } = await sql<Tally>`
		select u.code,
			sum(u.would_return)::int as would_return,
			sum(u.heard)::int as heard,
			sum(u.wished)::int as wished,
			max(u.rolled_at) as rolled_at,
			${peopleByQuadrant},
			${answeredBy(sql`u.code`)} as answered_by
		from unlock_tally u
		group by u.code
	`.execute(db);
	return rows;
}
