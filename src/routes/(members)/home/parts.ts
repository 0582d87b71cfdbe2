type Listed = { postId: string };
type Feed<P extends Listed> = { isFirst: boolean; pinned: readonly P[]; posts: readonly P[] };

/** So many posts stand above what is beside the feed on a phone. */
const firstPosts = 3;

/** The posts of Home in two parts: the first few, of which one may be pinned, and the rest. Later pages have a rest only. */
export function inTwoParts<P extends Listed>({ isFirst, pinned, posts }: Feed<P>): { first: P[]; rest: P[] } {
	const ids = new Set(pinned.map((post) => post.postId));
	const others = posts.filter((post) => !ids.has(post.postId));
	if (!isFirst) return { first: [], rest: others };
	const [top, ...below] = pinned;
	const count = firstPosts - (top ? 1 : 0);
	return {
		first: [...(top ? [top] : []), ...others.slice(0, count)],
		rest: [...below, ...others.slice(count)]
	};
}
