import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { collaborationsNamed, type CollaborationHit } from '#gathering/collaborations/reading.server.ts';
import { findPeople, type Found } from '#gathering/directory/directory.server.ts';
import { openingsFor, termsOf, type OpeningShown } from '#returning/openings/reading.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { eventsNamed, groupsNamed, postsNamed } from './rooms.server.ts';
import type { EventHit, GroupHit, Page, PostHit } from './section.ts';

/** How many of each kind stand on the page with all kinds. */
export const someOfEach = 5;
export const hitsAtOnce = 20;

export type Everything = {
	people: Found[];
	posts: Page<PostHit>;
	groups: Page<GroupHit>;
	events: Page<EventHit>;
	openings: OpeningShown[];
	collaborations: CollaborationHit[];
};

const nothing = { hits: [], next: null };

/**
 * What a member may look for from any page: people, posts, groups, events and openings whose text has every word of the
 * question, each as far as its own room shows it to them. Nothing for a question without words.
 */
export async function searchEverything(actor: Actor, question: string): Promise<Everything> {
	authorize(actor, 'directory.see');
	const terms = termsOf(question);
	if (terms.length === 0)
		return {
			people: [],
			posts: nothing,
			groups: nothing,
			events: nothing,
			openings: [],
			collaborations: []
		};
	const [rooms, openings] = await Promise.all([
		readNetwork(actor, async (db) => ({
			people: await findPeople(db, actor, question, {}, undefined, someOfEach),
			posts: may(actor, 'post.see') ? await postsNamed(db, actor, terms, someOfEach) : nothing,
			groups: may(actor, 'group.see') ? await groupsNamed(db, actor, terms, someOfEach) : nothing,
			collaborations: may(actor, 'collaboration.see')
				? await collaborationsNamed(db, actor, terms, someOfEach)
				: [],
			events: may(actor, 'event.see') ? await eventsNamed(db, actor, terms, someOfEach) : nothing
		})),
		may(actor, 'opening.see') ? openingsFor(actor, { terms: question }) : []
	]);
	return { ...rooms, openings: openings.slice(0, someOfEach) };
}

const rooms = {
	posts: { permission: 'post.see', find: postsNamed },
	groups: { permission: 'group.see', find: groupsNamed },
	events: { permission: 'event.see', find: eventsNamed }
} as const;
export type Room = keyof typeof rooms;

/** One page of what was found in one room, after the place that the page before gave as `next`. */
export async function searchRoom(
	actor: Actor,
	room: Room,
	question: string,
	after: string | undefined
): Promise<Page<PostHit | GroupHit | EventHit>> {
	const { permission, find } = rooms[room];
	authorize(actor, permission);
	const terms = termsOf(question);
	if (terms.length === 0) return nothing;
	return readNetwork<Page<PostHit | GroupHit | EventHit>>(actor, (db) =>
		find(db, actor, terms, hitsAtOnce, after)
	);
}
