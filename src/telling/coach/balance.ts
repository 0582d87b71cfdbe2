import * as m from '#locales/messages.ts';

/** What was told lately: days since the last of each kind (null: never), and in the last 30 days what the company told, what people wrote, and visits against the 30 days before. */
export type Told = {
	daysSinceChange: number | null;
	daysSinceLetter: number | null;
	daysSinceStory: number | null;
	toldLately: number;
	postedLately: number;
	visitsLately: number;
	visitsBefore: number;
};
export type Remark = { isGood: boolean; text: string; href?: string };

/** So long each of the three points may be silent: what changed, management's word, the voices of those who came back. */
const silence = { change: 60, letter: 90, story: 90 } as const;
/** Where more than this share of all that is new comes from the company, people find a notice board and not each other. */
const companyShareAtMost = 0.25;

/** What is missing in what the network is told, said plainly: the three points of the article, the balance with alumni's own news, and whether people come. */
export function balanceOf(told: Told): Remark[] {
	const point = (
		days: number | null,
		most: number,
		never: () => string,
		silent: (values: { days: number }) => string,
		fresh: (values: { days: number }) => string,
		href: string
	): Remark =>
		days === null
			? { isGood: false, text: never(), href }
			: days > most
				? { isGood: false, text: silent({ days }), href }
				: { isGood: true, text: fresh({ days }) };
	const all = told.toldLately + told.postedLately;
	return [
		point(
			told.daysSinceChange,
			silence.change,
			m.balance_change_never,
			m.balance_change_silent,
			m.balance_change_fresh,
			'/desk/changes/new'
		),
		point(
			told.daysSinceLetter,
			silence.letter,
			m.balance_letter_never,
			m.balance_letter_silent,
			m.balance_letter_fresh,
			'/desk/letters/new'
		),
		point(
			told.daysSinceStory,
			silence.story,
			m.balance_story_never,
			m.balance_story_silent,
			m.balance_story_fresh,
			'/desk/stories'
		),
		all === 0
			? { isGood: false, text: m.balance_nothing_new() }
			: told.toldLately / all > companyShareAtMost
				? {
						isGood: false,
						text: m.balance_company_heavy({ told: told.toldLately, posted: told.postedLately }),
						href: '/desk/helpers'
					}
				: {
						isGood: true,
						text: m.balance_people_first({ told: told.toldLately, posted: told.postedLately })
					},
		told.visitsLately < told.visitsBefore * 0.8
			? {
					isGood: false,
					text: m.balance_visits_fall({ lately: told.visitsLately, before: told.visitsBefore })
				}
			: {
					isGood: true,
					text: m.balance_visits({ lately: told.visitsLately, before: told.visitsBefore })
				}
	];
}
