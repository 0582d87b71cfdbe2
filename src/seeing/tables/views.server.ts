import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import type { ShownView } from '#platform/table/shown.ts';
import type { DeskList } from './desk-list.server.ts';

const viewsAtMost = 30;

/** The views of a list that the actor saved, by name. `here` is what is asked now. */
export async function viewsOf(db: Db, { personId }: Actor, list: string, here: string): Promise<ShownView[]> {
	const views = await db
		.selectFrom('tableView')
		.select(['viewId', 'called', 'query'])
		.where('personId', '=', personId)
		.where('list', '=', list)
		.orderBy('called')
		.limit(viewsAtMost)
		.execute();
	return views.map(({ viewId, called, query }) => ({
		viewId,
		called,
		href: `?${query}`,
		isHere: query === here
	}));
}

/** Saves what is asked of a list by a name of the actor's own. The same name again is the view anew. Throws Invalid. */
export async function saveView<R>(
	actor: Actor,
	desk: DeskList<R>,
	called: string,
	query: string
): Promise<void> {
	authorize(actor, desk.permission);
	const list = desk.list(actor).name;
	if (query.length > 2000) throw new Invalid('too_long', 'called');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const saved = await viewsOf(db, actor, list, query);
		if (saved.length >= viewsAtMost && !saved.some((view) => view.called === called))
			throw new Invalid('too_much', 'called');
		await db
			.insertInto('tableView')
			.values({ networkId, personId, list, called, query })
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'personId', 'list', 'called']).doUpdateSet({ query })
			)
			.execute();
	});
}

/** Takes a view of the actor's own away. Throws NotFound. */
export async function removeView<R>(actor: Actor, desk: DeskList<R>, viewId: string): Promise<void> {
	authorize(actor, desk.permission);
	await inNetwork(actor, async (db) => {
		const { numDeletedRows } = await db
			.deleteFrom('tableView')
			.where('viewId', '=', viewId)
			.where('personId', '=', actor.personId)
			.executeTakeFirst();
		if (numDeletedRows === 0n) throw new NotFound('No such view');
	});
}
