import { inNetwork, type Db, type InNetwork } from './network.server.ts';

/** An id before every other: where paging by key begins. */
export const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Works through many rows in slices, each in a transaction of its own, so that none holds its locks for long.
 * `work` gets the key after which its slice begins, and gives the last key of the slice, or undefined at the end.
 */
export async function inSlices(
	where: InNetwork,
	work: (db: Db, after: string) => Promise<string | undefined>
): Promise<void> {
	let after: string | undefined = beforeAll;
	while (after) {
		const from: string = after;
		after = await inNetwork(where, (db) => work(db, from));
	}
}
