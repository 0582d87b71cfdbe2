import * as m from '#locales/messages.ts';

export const groupKinds = ['open', 'closed', 'rule'] as const;
export type GroupKind = (typeof groupKinds)[number];
export const groupKindName: Record<GroupKind, () => string> = {
	open: m.group_kind_open,
	closed: m.group_kind_closed,
	rule: m.group_kind_rule
};
export const groupKindHint: Record<GroupKind, () => string> = {
	open: m.group_kind_open_hint,
	closed: m.group_kind_closed_hint,
	rule: m.group_kind_rule_hint
};

export type Rule = { ruleDepartment: string | null; rulePlace: string | null; ruleJoined: number | null };

/** Who is in a group by rule, in words: "2011年入社 ・ 生産技術部". */
export function ruleText({ ruleDepartment, rulePlace, ruleJoined }: Rule): string {
	return [
		ruleJoined && m.group_rule_joined({ year: ruleJoined }),
		ruleDepartment,
		rulePlace && m.group_rule_place({ place: rulePlace })
	]
		.filter(Boolean)
		.join(' ・ ');
}
