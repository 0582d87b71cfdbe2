import { pictureOf } from '#people/profiles/profiles.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

/** Whose menu it is: the member, and the picture that stands over it. */
export const load = async ({ locals: { actor } }) => ({
	own: actor && {
		personId: actor.personId,
		picture: await readAtOnce(actor, (db) => pictureOf(db, actor))
	}
});
