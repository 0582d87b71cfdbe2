import type { Named } from '#people/persons/person.ts';

export type DigestPost = Named & { postId: string; words: string; tie: 'group' | 'department' | 'all'; groupName: string | null; comments: number };
export type DigestEvent = { eventId: string; title: string; startsAt: string };
export type DigestOf = { posts: DigestPost[]; arrivals: Named[]; arrivalCount: number; events: DigestEvent[] };

/**
 * Is a week worth a mail? Something that alumni did, or something that answers this person: what colleagues wrote, who of the department
 * arrived, an event to come, a change that answers their reason. Company news alone is not.
 */
export function isWorthIt(digest: DigestOf, answers: number): boolean {
	return digest.posts.length > 0 || digest.arrivalCount > 0 || answers > 0 || digest.events.length > 0;
}
