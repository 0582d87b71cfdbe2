import type { PostWish } from './posts.server.ts';

/** A post for tests, to everyone unless `more` says otherwise. */
export const postOf = (words: string, more: Partial<PostWish> = {}): PostWish => ({
	words,
	html: '',
	ticket: crypto.randomUUID(),
	groupId: null,
	uploads: [],
	alts: {},
	poll: [],
	...more
});
