import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Named } from '#people/persons/person.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { whichFound } from '#platform/table/list.server.ts';
import { rowsAt } from '#platform/table/rows.server.ts';
import { withoutUnseen } from '#platform/text/clean.ts';
import { peopleList } from './people-list.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';

export type Found = Named & {
	personId: string;
	department: string;
	leftOn: string | null;
	isMember: boolean;
	isEmployed: boolean;
	email: string | null;
	tags: string[];
};

/**
 * The first people whom the desk looks for: by name in any of its spellings, address, employee number, department, tag or
 * note. Nobody for words that are empty.
 */
export async function findPeople(actor: Actor, said: string, limit = 50): Promise<Found[]> {
	authorize(actor, 'person.see');
	const wanted = withoutUnseen(said).trim();
	if (!wanted) return [];
	await freshenRows(actor);
	const list = peopleList(actor);
	const rows = await readNetwork(actor, async (db) => {
		const asked = { q: wanted, sort: list.usualSort, isDown: false, filters: {}, columns: [] };
		const which = await whichFound(db, list, asked);
		return rowsAt(db, list, which, asked, undefined, limit);
	});
	return rows.map((row) => ({
		...row,
		personId: row.id,
		isMember: row.joinedAt !== null,
		isEmployed: row.state === 'employed' || row.state === 'colleague'
	}));
}
