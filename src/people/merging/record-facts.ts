import * as m from '#locales/messages.ts';
import { departmentIn } from '#people/tenures/department-name.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** So many records are shown of a search for one. */
export const recordsAtOnce = 20;

type Told = { department: string; leftOn: string | null; email: string | null };

/** What tells namesakes apart: their last department, when they left, and their address. */
export function recordFacts(locale: Locale, { department, leftOn, email }: Told) {
	const left = leftOn && m.suggested_left({ when: leftOn });
	return [departmentIn(locale, department), left, email ?? m.state_no_address()];
}
