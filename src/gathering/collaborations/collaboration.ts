import * as m from '#locales/messages.ts';

export const collaborationKinds = ['together', 'contract', 'side_work'] as const;
export type CollaborationKind = (typeof collaborationKinds)[number];
export const payForms = ['hourly', 'monthly', 'fixed', 'share', 'none', 'to_settle'] as const;
export type PayForm = (typeof payForms)[number];
export type CollaborationState = 'waiting' | 'open' | 'closed' | 'refused';

/** A request stands on the board for so many days at most. */
export const daysOpenAtMost = 180;

export const kindName: Record<CollaborationKind, () => string> = {
	together: m.collab_kind_together,
	contract: m.collab_kind_contract,
	side_work: m.collab_kind_side_work
};
export const kindHelp: Record<CollaborationKind, () => string> = {
	together: m.collab_kind_together_help,
	contract: m.collab_kind_contract_help,
	side_work: m.collab_kind_side_work_help
};
export const payFormName: Record<PayForm, () => string> = {
	hourly: m.collab_pay_hourly,
	monthly: m.collab_pay_monthly,
	fixed: m.collab_pay_fixed,
	share: m.collab_pay_share,
	none: m.collab_pay_none,
	to_settle: m.collab_pay_to_settle
};
export const stateName: Record<CollaborationState, () => string> = {
	waiting: m.collab_state_waiting,
	open: m.collab_state_open,
	closed: m.collab_state_closed,
	refused: m.collab_state_refused
};

export type Conditions = {
	kind: CollaborationKind;
	term: string;
	payForm: PayForm;
	pay: string;
	payDay: string;
	place: string;
	isRemote: boolean;
};

/**
 * What is missing of the conditions that whoever gives work on contract must state, by field: pay, the day of payment, the
 * time, and the place (フリーランス法 3条, 12条). Working together on something is no such contract.
 */
export function missingIn({
	kind,
	term,
	payForm,
	pay,
	payDay,
	place,
	isRemote
}: Conditions): Record<string, string> {
	if (kind === 'together') return {};
	return {
		...(term ? {} : { term: 'required' }),
		...(pay ? {} : { pay: 'required' }),
		...(payDay ? {} : { payDay: 'required' }),
		...(payForm === 'none' ? { payForm: 'collab_must_pay' } : {}),
		...(place || isRemote ? {} : { place: 'required' })
	};
}
