/** What must be there before many people are invited: a network without life makes a bad first impression. Counts. */
export type Launch = { letters: number; posts: number; events: number; hosts: number };

/** How many people can be invited before the launch is ready: the hosts and the first writers. */
export const fewBefore = 30;
const peopleForEachHost = 20;
const hostsAtMost = 10;
const postsAtMost = 3;
/** A network of more reachable people than this needs no more than one of this many. */
export const reachableCounted = peopleForEachHost * hostsAtMost;

/**
 * What a network of this many reachable leavers needs. A small one needs fewer hosts and posts, as it has fewer people
 * to find them among.
 */
export function wantedFor(reachable: number): Launch {
	return {
		letters: 1,
		posts: Math.max(1, Math.min(postsAtMost, Math.floor(reachable / peopleForEachHost))),
		events: 1,
		hosts: Math.max(1, Math.min(hostsAtMost, Math.ceil(reachable / peopleForEachHost)))
	};
}

/** Whether all of it is there. */
export function isReady(now: Launch, wanted: Launch): boolean {
	return (Object.keys(wanted) as (keyof Launch)[]).every((part) => now[part] >= wanted[part]);
}
