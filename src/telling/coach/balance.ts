import * as m from '#locales/messages.ts';

/** What the company told lately, what people wrote, and how often alumni came. "Lately" is the last 30 days. */
export type Told = {
	/** Days since the last one was published. Null where there never was one. */
	daysSinceChange: number | null;
	daysSinceLetter: number | null;
	daysSinceStory: number | null;
	/** How much the company told, and how much people wrote themselves. */
	toldLately: number;
	postedLately: number;
	/** Visits in the last 30 days, and in the 30 days before those. */
	visitsLately: number;
	visitsBefore: number;
};
export type Remark = { isGood: boolean; text: string; href?: string };

/** How many days may pass without a change, a letter from management, or a story of someone who came back. */
const daysOfSilence = { change: 60, letter: 90, story: 90 } as const;
/** If more than this share of all news comes from the company, people find a notice board and not each other. */
const companyShareAtMost = 0.25;
/** If visits fall below this share of the month before, the desk should notice. */
const visitsShareAtLeast = 0.8;

/**
 * What is good and what is missing in what the network is told: one remark on each of the three points of the
 * article, one on the balance with alumni's own news, and one on whether people come.
 */
export function balanceOf(told: Told): Remark[] {
	return [changePoint(told), letterPoint(told), storyPoint(told), voices(told), visits(told)];
}

type Says = {
	never: () => string;
	silent: (values: { days: number }) => string;
	fresh: (values: { days: number }) => string;
};

/** A remark on one of the three points; `href` is where the desk can write the next one. */
function point(days: number | null, daysAtMost: number, says: Says, href: string): Remark {
	if (days === null) return { isGood: false, text: says.never(), href };
	if (days > daysAtMost) return { isGood: false, text: says.silent({ days }), href };
	return { isGood: true, text: says.fresh({ days }) };
}

const changePoint = (told: Told): Remark =>
	point(
		told.daysSinceChange,
		daysOfSilence.change,
		{ never: m.balance_change_never, silent: m.balance_change_silent, fresh: m.balance_change_fresh },
		'/desk/changes/new'
	);

const letterPoint = (told: Told): Remark =>
	point(
		told.daysSinceLetter,
		daysOfSilence.letter,
		{ never: m.balance_letter_never, silent: m.balance_letter_silent, fresh: m.balance_letter_fresh },
		'/desk/letters/new'
	);

const storyPoint = (told: Told): Remark =>
	point(
		told.daysSinceStory,
		daysOfSilence.story,
		{ never: m.balance_story_never, silent: m.balance_story_silent, fresh: m.balance_story_fresh },
		'/desk/stories'
	);

/** Whether people's own news outweighs what the company tells. */
function voices({ toldLately: told, postedLately: posted }: Told): Remark {
	const all = told + posted;
	if (all === 0) return { isGood: false, text: m.balance_nothing_new() };
	if (told / all > companyShareAtMost)
		return { isGood: false, text: m.balance_company_heavy({ told, posted }), href: '/desk/helpers' };
	return { isGood: true, text: m.balance_people_first({ told, posted }) };
}

/** Whether alumni come as often as the month before. */
function visits({ visitsLately: lately, visitsBefore: before }: Told): Remark {
	if (lately < before * visitsShareAtLeast)
		return { isGood: false, text: m.balance_visits_fall({ lately, before }) };
	return { isGood: true, text: m.balance_visits({ lately, before }) };
}
