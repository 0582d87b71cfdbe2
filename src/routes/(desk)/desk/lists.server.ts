import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { act } from '#access/doors/doors.server.ts';
import { chosen, words } from '#access/doors/form.ts';
import { provedDoor } from '#access/doors/proof.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import type { Chosen, DeskList } from '#seeing/tables/desk-list.server.ts';
import { exportList, idsChosen } from '#seeing/tables/looking.server.ts';
import { removeView, saveView } from '#seeing/tables/views.server.ts';
import { askedAt } from './asked.ts';
import { fileAnswer } from './file-answer.server.ts';

/** Which rows a form or a file is for: those that are ticked, or all that the list shows. */
export const form = z.object({ row: chosen(z.uuid()), all: z.enum(['yes']).optional() });
type Ticked = z.output<typeof form>;

const chosenOf = ({ row, all }: Ticked, query: URLSearchParams): Chosen => ({
	rows: row,
	isAll: all === 'yes',
	query
});

/** The ids of the rows that a form is for. Throws Invalid where there is none. */
export async function idsIn<R>(
	actor: Actor,
	desk: DeskList<R>,
	ticked: Ticked,
	url: URL,
	limit: number
): Promise<string[]> {
	const ids = await idsChosen(actor, desk, chosenOf(ticked, askedAt(url)), limit);
	if (ids.length === 0) throw new Invalid('nothing_chosen', 'row');
	return ids;
}

/** The forms of a list's page that keep its views, and lead back to `path`. */
export function viewActions<R>(desk: DeskList<R>, path: string) {
	const back = (url: URL) => redirect(303, `${path}?${askedAt(url)}`);
	return {
		saveView: act(
			desk.permission,
			z.object({ called: words(60) }),
			async ({ event, actor }, { called }) => {
				await saveView(actor, desk, called, String(askedAt(event.url)));
				back(event.url);
			}
		),
		removeView: act(desk.permission, z.object({ view: z.uuid() }), async ({ event, actor }, { view }) => {
			await removeView(actor, desk, view);
			back(event.url);
		})
	};
}

type Visit = { event: RequestEvent; actor: Actor; network: Network };

/** The file of a list that an address asks for: the rows that it names, or all that fit. */
export async function rowsFile<R>(
	desk: DeskList<R>,
	called: { plain: string; said: string },
	{ event, actor, network }: Visit
): Promise<Response> {
	const query = event.url.searchParams;
	const asked = form.safeParse({
		row: query.getAll('row'),
		...(query.has('all') ? { all: query.get('all') } : {})
	}).data;
	if (!asked) error(404);
	return fileAnswer(query, network, called, (format) =>
		exportList(actor, desk, chosenOf(asked, query), format)
	);
}

/** The files of a list. A proof is asked for first, as for each export. */
export const fileDoor = <R>(desk: DeskList<R>, plain: string, said: () => string) =>
	provedDoor(desk.exported.permission, (visit) => rowsFile(desk, { plain, said: said() }, visit));
