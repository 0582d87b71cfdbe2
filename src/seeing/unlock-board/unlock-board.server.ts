import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesSmallCells } from '#access/policy/rules.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { figuresOf, peopleByQuadrant, totalOf } from '#seeing/quadrants/figures.server.ts';
import { figureFor, figuresFor } from '#seeing/quadrants/small-cells.ts';

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
 * and of those the ones over which the most would return. Figures over fewer than five people are hidden from everyone
 * but stewards and admins (rule 1).
 */
export async function unlockBoard(actor: Actor): Promise<{ asOf: Date | null; rows: UnlockRow[] }> {
	authorize(actor, 'unlock.see');
	const tallies = await readNetwork(actor, talliesOf);
	const all = seesSmallCells(actor);
	const inOrder = tallies.toSorted(
		(a, b) =>
			Number(a.answeredBy.length > 0) - Number(b.answeredBy.length > 0) ||
			b.wouldReturn - a.wouldReturn ||
			totalOf(b) - totalOf(a)
	);
	return {
		asOf: tallies[0]?.rolledAt ?? null,
		rows: inOrder.map((tally) => ({
			code: tally.code,
			answeredBy: tally.answeredBy,
			people: figureFor(totalOf(tally), all),
			wouldReturn: figureFor(tally.wouldReturn, all),
			wished: figureFor(tally.wished, all),
			notHeard: tally.answeredBy.length > 0 ? figureFor(totalOf(tally) - tally.heard, all) : undefined,
			byQuadrant: figuresFor(figuresOf(tally), all)
		}))
	};
}

const answeredBy = sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object('changeId', c.change_id, 'title', c.title, 'language', c.language)
			order by c.published_at desc
		),
		'[]'
	)
	from change c
	where c.status = 'published'
		and u.code = any (c.reasons)
)`;

async function talliesOf(db: Db): Promise<Tally[]> {
	const { rows } = await sql<Tally>`
		select u.code,
			sum(u.would_return)::int as would_return,
			sum(u.heard)::int as heard,
			sum(u.wished)::int as wished,
			max(u.rolled_at) as rolled_at,
			${peopleByQuadrant},
			${answeredBy} as answered_by
		from unlock_tally u
		group by u.code
	`.execute(db);
	return rows;
}
