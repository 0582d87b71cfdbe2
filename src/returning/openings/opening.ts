import * as m from '#locales/messages.ts';

export const employments = ['permanent', 'fixed_term', 'part_time', 'contractor', 'temporary'] as const;
export type Employment = (typeof employments)[number];
export const employmentName: Record<Employment, () => string> = {
	permanent: m.employment_permanent,
	fixed_term: m.employment_fixed_term,
	part_time: m.employment_part_time,
	contractor: m.employment_contractor,
	temporary: m.employment_temporary
};

/** Who sees an opening: alumni; alumni and employees, who may tell a friend; anyone who finds the page. */
export const audiences = ['alumni', 'staff', 'public'] as const;
export type Audience = (typeof audiences)[number];
export const audienceName: Record<Audience, () => string> = {
	alumni: m.audience_alumni,
	staff: m.audience_staff,
	public: m.audience_public
};

export type OpeningState = 'draft' | 'open' | 'closed';
export const openingStateName: Record<OpeningState, () => string> = {
	draft: m.opening_state_draft,
	open: m.opening_state_open,
	closed: m.opening_state_closed
};
export type ClosedWhy = 'desk' | 'date' | 'unchecked' | 'feed' | 'api';
export const closedWhyName: Record<ClosedWhy, () => string> = {
	desk: m.closed_why_desk,
	date: m.closed_why_date,
	unchecked: m.closed_why_unchecked,
	feed: m.closed_why_feed,
	api: m.closed_why_api
};

/** Days without a check after which the owner of an opening is asked, and after which it closes by itself. */
export const daysUnchecked = { remind: 30, close: 60 } as const;

/**
 * What must be stated when a job is offered (職業安定法5条の3第4項, 同法施行規則4条の2第3項), in the order of a
 * notice. A contract with an end also states its length and renewal.
 */
export const conditions = [
	'business',
	'businessRange',
	'place',
	'placeRange',
	'contract',
	'trial',
	'hours',
	'overtime',
	'holidays',
	'pay',
	'insurance',
	'smoking',
	'recruiter'
] as const;
export type Condition = (typeof conditions)[number];
export type Conditions = Record<Condition, string> & { employment: Employment };

export const conditionName: Record<Condition, () => string> = {
	business: m.condition_business,
	businessRange: m.condition_business_range,
	place: m.condition_place,
	placeRange: m.condition_place_range,
	contract: m.condition_contract,
	trial: m.condition_trial,
	hours: m.condition_hours,
	overtime: m.condition_overtime,
	holidays: m.condition_holidays,
	pay: m.condition_pay,
	insurance: m.condition_insurance,
	smoking: m.condition_smoking,
	recruiter: m.condition_recruiter
};

/** The conditions that are not stated yet. Only a permanent contract may leave out `contract`. */
export function missingOf(opening: Conditions): Condition[] {
	return conditions.filter(
		(one) => opening[one].trim() === '' && !(one === 'contract' && opening.employment === 'permanent')
	);
}
