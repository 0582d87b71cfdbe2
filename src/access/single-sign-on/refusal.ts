import * as m from '#locales/messages.ts';

/** Why someone who comes from an identity provider is not let in, each in words for them. */
const words = {
	only_way: m.problem_only_way,
	cancelled: m.sign_on_refused_cancelled,
	no_attempt: m.sign_on_refused_no_attempt,
	not_proven: m.sign_on_refused_not_proven,
	unreachable: m.sign_on_refused_unreachable,
	is_off: m.sign_on_refused_is_off,
	no_address: m.sign_on_refused_no_address,
	address_unverified: m.sign_on_refused_address_unverified,
	other_domain: m.sign_on_refused_other_domain,
	is_guest: m.sign_on_refused_is_guest,
	no_subject: m.sign_on_refused_no_subject,
	is_alumnus: m.sign_on_refused_is_alumnus,
	has_left: m.sign_on_refused_has_left,
	no_employee: m.sign_on_refused_no_employee,
	other_company: m.sign_on_refused_other_company,
	several_people: m.sign_on_refused_several_people,
	other_subject: m.sign_on_refused_other_subject,
	not_known: m.sign_on_refused_not_known
} as const satisfies Record<string, () => string>;

export type Why = keyof typeof words;

/** Someone who comes from an identity provider is not let in. `detail` helps an admin; it names no person. */
export class Refused extends Error {
	readonly why: Why;
	readonly detail: string;
	/** By which provider they came, where that is known. */
	providerId: string | undefined;
	constructor(why: Why, detail = '') {
		super(`${why}: ${detail}`);
		this.why = why;
		this.detail = detail.slice(0, 300);
	}
}

/** The reason in words; undefined where the text is none of them. */
export function refusalText(why: string | null): string | undefined {
	return why !== null && Object.hasOwn(words, why) ? words[why as Why]() : undefined;
}
