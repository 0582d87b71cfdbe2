import * as m from '#locales/messages.ts';

/** What a report is about. */
export const categories = ['sexual', 'power', 'private', 'pressure', 'other'] as const;
export type Category = (typeof categories)[number];
export const categoryName: Record<Category, () => string> = {
	sexual: m.concern_sexual,
	power: m.concern_power,
	private: m.concern_private,
	pressure: m.concern_pressure,
	other: m.concern_other
};

/** What the person who reports would like to happen. */
export const wishes = ['know', 'answer', 'act'] as const;
export type Wish = (typeof wishes)[number];
export const wishName: Record<Wish, () => string> = {
	know: m.concern_wish_know,
	answer: m.concern_wish_answer,
	act: m.concern_wish_act
};

export const states = ['new', 'handling', 'settled'] as const;
export type ConcernState = (typeof states)[number];
export const stateName: Record<ConcernState, () => string> = {
	new: m.concern_state_new,
	handling: m.concern_state_handling,
	settled: m.concern_state_settled
};

/** The roles that may look after reports; the network chooses among them. */
export const concernRoles = ['steward', 'admin', 'restricted_reader'] as const;
