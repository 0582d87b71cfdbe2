import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, seesSmallCells } from '#access/policy/policy.ts';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';
import { readNetwork } from '#platform/database/network.server.ts';
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
	answeredBy: Answering[];
} & Record<Quadrant, number>;

/**
 * Which reasons hold people back: how many, where they stand, how many said they would return were it solved, which published change answers it, and who has not heard of one
 * yet. What would unlock the most comes first: reasons that nothing answers yet, by how many would return. Figures over fewer than five are hidden from all but stewards and admins.
 */
export async function unlockBoard(actor: Actor): Promise<{ asOf: Date | null; rows: UnlockRow[] }> {
	authorize(actor, 'unlock.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Tally & { rolledAt: Date }>`
		select u.code, sum(u.would_return)::int as would_return, sum(u.heard)::int as heard, sum(u.wished)::int as wished, max(u.rolled_at) as rolled_at, ${sql.join(quadrants.map((one) => sql`coalesce(sum(u.people) filter (where u.quadrant = ${one}), 0)::int as ${sql.ref(one)}`))},
			(select coalesce(jsonb_agg(jsonb_build_object('changeId', c.change_id, 'title', c.title, 'language', c.language) order by c.published_at desc), '[]') from change c where c.status = 'published' and u.code = any (c.reasons)) as answered_by
		from unlock_tally u group by u.code`.execute(db)
	);
	const all = seesSmallCells(actor);
	const inOrder = rows.toSorted(
		(a, b) =>
			Number(a.answeredBy.length > 0) - Number(b.answeredBy.length > 0) ||
			b.wouldReturn - a.wouldReturn ||
			total(b) - total(a)
	);
	return {
		asOf: rows[0]?.rolledAt ?? null,
		rows: inOrder.map((row) => ({
			code: row.code,
			answeredBy: row.answeredBy,
			people: figureFor(total(row), all),
			wouldReturn: figureFor(row.wouldReturn, all),
			wished: figureFor(row.wished, all),
			notHeard: row.answeredBy.length > 0 ? figureFor(total(row) - row.heard, all) : undefined,
			byQuadrant: figuresFor(
				Object.fromEntries(quadrants.map((one) => [one, row[one]])) as Record<Quadrant, number>,
				all
			)
		}))
	};
}

const total = (row: Tally) => quadrants.reduce((sum, one) => sum + row[one], 0);
