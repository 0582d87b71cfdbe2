import { pictureOf } from '#people/profiles/profiles.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

/** Whose menu it is: the member, and the picture that stands over it. */
export const load = async ({ locals: { actor } }) => ({
	own: actor && {
		personId: actor.personId,
		picture: await readNetwork(actor, (db) => pictureOf(db, actor))
	}
});
