/** After how many months someone who left is asked again. */
export const askedAfter = [3, 6] as const;
export type Months = (typeof askedAfter)[number];

/** How many days the link in the mail opens. */
export const linkDays = 45;
/** For how many days after its time the question is tried: someone may not be written to just now. */
export const daysOfGrace = 30;

/** What someone said when they were asked again. It stands beside what they stated on leaving. */
export type SecondTelling = {
	months: Months;
	saidOn: string;
	codes: string[];
	words: string;
	wouldChange: string[];
};
