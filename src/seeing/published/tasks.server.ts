import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { boards, countedFigures, forms, nestedRows, partsOf, type BoardName } from './boards.server.ts';
import { whollyWithin } from './overview-boards.server.ts';
import { hideWholly } from './wholly.ts';
import { publishMedians } from './medians.server.ts';
import { hideNested, hideParts, type Whole } from './parts.ts';
import { nextTable, stoodSince, type PublishedFigure } from './publishing.ts';

type Open = { week: string; isLatest: boolean };

/**
 * Freezes the figures that management and the API may read, once for each Monday that came since the last time. A week
 * that is published changes no more, whatever people answer; running it again on another day does nothing. Weeks that
 * lie back get the quadrants only, for nothing else is kept by the day.
 */
export async function publishFigures(where: InNetwork): Promise<void> {
	const { networkId } = where;
	await inNetwork(where, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`published:${networkId}`}, 0))`.execute(db);
		for (const { week, isLatest } of await openWeeks(db)) {
			await db.insertInto('publishedWeek').values({ networkId, week }).execute();
			for (const board of boards)
				if (isLatest || board === 'quadrants') await publishBoard(db, networkId, board, week);
			if (isLatest) await publishMedians(db, networkId, week);
		}
	});
}

/** The Mondays that have no figures yet, the oldest first: those since the last one, or since counting began. */
async function openWeeks(db: Db): Promise<Open[]> {
	const { rows } = await sql<Open>`
		with latest as (
			select date_trunc('week', (select network_today()))::date as monday
		)
		select week::date as week, week::date = monday as is_latest
		from latest
		cross join generate_series(
			coalesce(
				(select max(week) + 7 from published_week),
				(
					select greatest(date_trunc('week', min(day))::date + 7, monday - 546)
					from quadrant_day
					where day < monday
				),
				monday
			),
			monday,
			interval '7 days'
		) week
		order by week
	`.execute(db);
	return rows;
}

/** Where nothing was counted, as before a network's first Monday, nothing is published: the last table stands. */
async function publishBoard(db: Db, networkId: string, board: BoardName, week: string): Promise<void> {
	const now = await countedFigures(db, board, week);
	if (now.size === 0) return;
	const last = await lastTable(db, board);
	const wholes = await wholesOf(db, board);
	const stood = stoodSince(last);
	const parts = hideParts(nextTable(forms[board], last, now), wholes, stood);
	const whole = whollyWithin[board];
	const within = whole ? hideWholly(parts, await lastTable(db, whole), stood) : parts;
	const table = hideNested(within, await nestedRows(db, board), stood);
	const rows = table.map(({ row, column, people, shown }) => ({
		row,
		column,
		people,
		shown: shown ?? null
	}));
	await sql`
		insert into published_figure (network_id, week, board, row_key, column_key, people, shown)
		select ${networkId}::uuid, ${week}::date, ${board}, f.row, f.column, f.people, f.shown
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			as f ("row" text, "column" text, people int, shown int)
	`.execute(db);
}

/** What was published of the boards that a board is a part of: their tables of this week come first. */
async function wholesOf(db: Db, board: BoardName): Promise<Whole[]> {
	const wholes: Whole[] = [];
	for (const { whole, within } of partsOf[board] ?? [])
		wholes.push({ table: await lastTable(db, whole), within });
	return wholes;
}

type Kept = Omit<PublishedFigure, 'shown'> & { shown: number | null };

/** The table that was published last. It is empty before the first one. */
async function lastTable(db: Db, board: BoardName): Promise<PublishedFigure[]> {
	const { rows } = await sql<Kept>`
		select row_key as "row", column_key as "column", people, shown
		from published_figure
		where board = ${board}
			and week = (select max(week) from published_figure where board = ${board})
	`.execute(db);
	return rows.map((figure) => ({ ...figure, shown: figure.shown ?? undefined }));
}
