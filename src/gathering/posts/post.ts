/** How many posts of people come before each post of the company, so that it is never more than one in four. */
const peopleToOne = 3;

/**
 * The order of Home: posts of people, newest first, and after every three of them one item of company news, also newest
 * first. The company never comes first and is never more than a quarter; the rest is on the page of company news.
 */
export function mixIn<P, C>(people: readonly P[], company: readonly C[]): (P | C)[] {
	const places = Math.floor(people.length / peopleToOne);
	return people.flatMap((post, at): (P | C)[] => {
		const turn = (at + 1) / peopleToOne;
		const news = Number.isInteger(turn) && turn <= places ? company[turn - 1] : undefined;
		return news === undefined ? [post] : [post, news];
	});
}

/** A text is long from so many signs on, or so many lines. */
const signsOfLong = 220;
const linesOfLong = 7;

/** Is a text so long that a list folds it? */
export function isLong(words: string): boolean {
	return words.length > signsOfLong || words.split('\n').length > linesOfLong;
}

/** Puts those for which something is true before the others; each of the two keeps its order. */
export function putFirst<P>(posts: readonly P[], isFirst: (post: P) => boolean): P[] {
	return [...posts.filter(isFirst), ...posts.filter((post) => !isFirst(post))];
}
/** A poll has at most so many answers to choose from. */
export const choicesAtMost = 10;

/** A poll's answers as a form gives them: empty lines fall away; fewer than two are no poll. */
export function readPoll(lines: readonly string[]): string[] {
	const choices = [...new Set(lines.map((line) => line.trim()).filter(Boolean))].slice(0, choicesAtMost);
	return choices.length >= 2 ? choices : [];
}
