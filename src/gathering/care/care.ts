import * as m from '#locales/messages.ts';

export const whys = ['hurtful', 'private', 'advert', 'false', 'other'] as const;
export type Why = (typeof whys)[number];
export const whyName: Record<Why | 'word', () => string> = {
	hurtful: m.report_hurtful,
	private: m.report_private,
	advert: m.report_advert,
	false: m.report_false,
	other: m.report_other,
	word: m.report_word
};

export const outcomes = ['left', 'hidden', 'warned', 'suspended'] as const;
export type Outcome = (typeof outcomes)[number];
export const outcomeName: Record<Outcome, () => string> = {
	left: m.outcome_left,
	hidden: m.outcome_hidden,
	warned: m.outcome_warned,
	suspended: m.outcome_suspended
};

/** How long a suspension can last, in days. */
export const suspensionDays = [3, 7, 30] as const;

export type Subject = 'post' | 'comment' | 'message' | 'person';
