import * as m from '#locales/messages.ts';
import { conditionName, type Condition } from './opening.ts';

const otherNames: Record<string, () => string> = {
	externalId: m.opening_external_id,
	title: m.opening_title,
	employment: m.opening_employment,
	language: m.opening_language,
	wanted: m.opening_wanted,
	remote: m.opening_remote,
	reasons: m.opening_which_reasons,
	closesOn: m.opening_closes_on,
	payLeast: m.opening_pay_least,
	payMost: m.opening_pay_most,
	payPer: m.opening_pay_per
};

/** What a field of an opening is called, where a row of a file could not be taken because of it. */
export function feedFieldName(field: string): string {
	return (otherNames[field] ?? conditionName[field as Condition] ?? m.opening_conditions)();
}
