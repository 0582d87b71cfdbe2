import { sql } from 'kysely';
import { writeAudit } from '#access/audit/audit.server.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { askableOf, idsOf, type List, type Which } from '#platform/table/list.server.ts';
import type { Shown } from '#platform/table/shown.ts';
import { askedIn, queryOf, type Asked } from '#platform/table/table.ts';
import type { Chosen, DeskList } from './desk-list.server.ts';
import { writtenOf } from './exporting.server.ts';
import { showList } from './shown.server.ts';
import { viewsOf } from './views.server.ts';
import type { Format } from './writing.server.ts';
import type { Written } from './written.ts';

/** The list and what an address asks of it, once what comes before reading is done. Who may was asked before. */
async function open<R>(
	actor: Actor,
	desk: DeskList<R>,
	query: URLSearchParams
): Promise<{ list: List<R>; asked: Asked }> {
	const list = desk.list(actor);
	const asked = askedIn(query.size === 0 && desk.usual ? desk.usual : query, askableOf(list));
	await desk.begin?.(actor, asked);
	return { list, asked };
}

/** A page of a list as the reader sees it, with the views of it that they saved. */
export async function lookAt<R>(actor: Actor, desk: DeskList<R>, query: URLSearchParams): Promise<Shown> {
	authorize(actor, desk.permission);
	const { list, asked } = await open(actor, desk, query);
	return readNetwork(actor, async (db) => {
		const [shown, views] = await Promise.all([
			showList(db, list, asked, desk.linked(actor)),
			viewsOf(db, actor, list.name, String(queryOf(asked, askableOf(list))))
		]);
		return { ...shown, views };
	});
}

/** The ids of the rows that were chosen, up to a limit; of all that a list shows, the first. */
export async function idsChosen<R>(
	actor: Actor,
	desk: DeskList<R>,
	chosen: Chosen,
	limit: number
): Promise<string[]> {
	authorize(actor, desk.permission);
	if (!chosen.isAll) return chosen.rows.slice(0, limit);
	const { list, asked } = await open(actor, desk, chosen.query);
	return readNetwork(actor, (db) => idsOf(db, list, asked, limit));
}

/**
 * A list as a file: the rows that were ticked, or all that it shows where none was. The export is on record before it begins.
 */
export async function exportList<R>(
	actor: Actor,
	desk: DeskList<R>,
	chosen: Chosen,
	format: Format
): Promise<Written> {
	authorize(actor, desk.permission);
	authorize(actor, desk.exported.permission);
	const { list, asked } = await open(actor, desk, chosen.query);
	const { filters, columns, q } = asked;
	await inNetwork(actor, (db) =>
		writeAudit(db, actor, desk.exported.as, undefined, {
			list: list.name,
			format,
			columns,
			filters,
			isSearched: q !== '',
			ticked: chosen.rows.length
		})
	);
	if (chosen.isAll || chosen.rows.length === 0) return writtenOf(actor, desk, list, asked);
	const onlyTicked = (which: Which): Which => ({
		...which,
		fits: sql<boolean>`${list.id} = any (${[...chosen.rows]}::uuid[])`
	});
	return writtenOf(actor, desk, list, { ...asked, q: '', filters: {} }, onlyTicked);
}
