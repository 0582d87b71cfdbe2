import { sql } from 'kysely';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';
import type { Db } from '#platform/database/network.server.ts';
import { publishedNow, type BoardName } from '#seeing/published/boards.server.ts';
import { allOf } from '#seeing/published/ledger.ts';
import { answeredBy } from './answered-by.server.ts';
import type { Answering, UnlockBoard, UnlockRow } from './unlock-board.server.ts';

const shownOn = ['unlocks', 'would_return', 'not_heard', 'wished'] as const satisfies readonly BoardName[];

/** The unlock board as it was published for the week. What is hidden is undefined. */
export async function publishedRows(db: Db): Promise<Omit<UnlockBoard, 'isPublished'>> {
	const figures = new Map<string, number>();
	const codes = new Set<string>();
	for (const board of shownOn)
		for (const { row, column, shown } of await publishedNow(db, board)) {
			codes.add(row);
			if (shown !== null) figures.set(keyOf(board, row, column), shown);
		}
	const answers = await answersTo(db, [...codes]);
	const figure = (board: BoardName, code: string, column = allOf) =>
		figures.get(keyOf(board, code, column));
	const rows = [...codes].map((code): UnlockRow => ({
		code,
		answeredBy: answers.get(code) ?? [],
		people: figure('unlocks', code),
		wouldReturn: figure('would_return', code),
		wished: figure('wished', code),
		leavers: undefined,
		waiting: figure('not_heard', code),
		phrases: [],
		notHeard: answers.get(code)?.length ? figure('not_heard', code) : undefined,
		byQuadrant: Object.fromEntries(
			quadrants.map((quadrant) => [quadrant, figure('unlocks', code, quadrant)])
		) as Record<Quadrant, number | undefined>
	}));
	return { asOf: null, rows };
}

function keyOf(board: BoardName, row: string, column: string): string {
	return `${board} ${row} ${column}`;
}

type Answers = { code: string; answeredBy: Answering[] };

async function answersTo(db: Db, codes: readonly string[]): Promise<Map<string, Answering[]>> {
	const { rows } = await sql<Answers>`
		select code, ${answeredBy(sql`code`)} as answered_by
		from unnest(${codes}::text[]) code
	`.execute(db);
	return new Map(rows.map((row) => [row.code, row.answeredBy]));
}
