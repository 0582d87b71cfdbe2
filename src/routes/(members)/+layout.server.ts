import { may } from '#access/policy/policy.ts';
import { seeAt } from '#gathering/notifications/notifications.server.ts';
import { pictureOf } from '#people/profiles/profiles.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

/** Whose menu it is: the member, and the picture that stands over it. What leads to the page counts as seen. */
export const load = async ({ locals: { actor, waiting }, url }) => {
	if (!actor) return { own: undefined };
	const [picture] = await Promise.all([
		readAtOnce(actor, (db) => pictureOf(db, actor)),
		waiting?.unseen && may(actor, 'notification.see') ? seeAt(actor, url.pathname) : undefined
	]);
	return { own: { personId: actor.personId, picture } };
};
