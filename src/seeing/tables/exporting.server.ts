import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { whichFound, type List, type ListColumn, type Row, type Which } from '#platform/table/list.server.ts';
import { rowsAt } from '#platform/table/rows.server.ts';
import type { Asked, Place } from '#platform/table/table.ts';
import type { DeskList } from './desk-list.server.ts';
import type { Line, Written } from './written.ts';

const rowsAtOnce = 1000;

/** A list as a file has it: the columns that are shown, and every row that fits, in order, read as it is written. */
export async function writtenOf<R>(
	actor: Actor,
	{ exported }: DeskList<R>,
	list: List<R>,
	asked: Asked,
	narrow: (which: Which) => Which = (which) => which
): Promise<Written> {
	authorize(actor, exported.permission);
	const columns = list.columns.filter(({ key }) => asked.columns.includes(key));
	const which = narrow(await readNetwork(actor, (db) => whichFound(db, list, asked)));
	return {
		keys: columns.map(({ key }) => key),
		headings: columns.map(({ label }) => label()),
		pieces: piecesOf(actor, list, which, asked, columns)
	};
}

async function* piecesOf<R>(
	actor: Actor,
	list: List<R>,
	which: Which,
	asked: Asked,
	columns: readonly ListColumn<R>[]
): AsyncGenerator<Line[]> {
	let after: Place | undefined;
	const linesOf = (rows: Row<R>[]) => rows.map((row) => columns.map(({ cell }) => cell(row)));
	for (;;) {
		const rows = await readNetwork(actor, (db) => rowsAt(db, list, which, asked, after, rowsAtOnce));
		if (rows.length > 0) yield asReader(actor, () => linesOf(rows));
		if (rows.length < rowsAtOnce) return;
		const { sortedAt: value, id } = rows.at(-1)!;
		after = { value, id };
	}
}
