import type { Named } from '#people/persons/person.ts';

export type DigestPost = Named & {
	postId: string;
	words: string;
	tie: 'group' | 'department' | 'all';
	groupName: string | null;
	comments: number;
};
export type DigestEvent = { eventId: string; title: string; startsAt: string };
/**
 * What the company has to tell someone: changes that answer their reason, and a letter and a story they have not read. A
 * later room says which.
 */
export type Tellings = {
	answers: { changeId: string; title: string; nowWords: string }[];
	voices: (Named & { kind: 'letter' | 'story'; id: string; title: string; words: string })[];
};
export type DigestOf = {
	posts: DigestPost[];
	arrivals: Named[];
	arrivalCount: number;
	events: DigestEvent[];
};

/**
 * Is a week worth a mail? It is with something that alumni did or that answers this person: posts of colleagues, people of
 * the department who joined, an event to come, a change that answers their reason. Company news alone is not, nor is a
 * letter or a story; these only come with the rest.
 */
export function isWorthIt(digest: DigestOf, answers: number): boolean {
	return digest.posts.length > 0 || digest.arrivalCount > 0 || answers > 0 || digest.events.length > 0;
}
