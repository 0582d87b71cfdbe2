import * as m from '#locales/messages.ts';

/** What kind of leaving it was, as the personnel file has it. Why someone left is told in reasons. */
export const departureKinds = [
	'own_wish',
	'company',
	'retirement',
	'contract_end',
	'group_move',
	'other'
] as const;
export type DepartureKind = (typeof departureKinds)[number];

/** What each kind is called. */
export const departureKindName: Record<DepartureKind, () => string> = {
	own_wish: m.departure_own_wish,
	company: m.departure_company,
	retirement: m.departure_retirement,
	contract_end: m.departure_contract_end,
	group_move: m.departure_group_move,
	other: m.departure_other
};
