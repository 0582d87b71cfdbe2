import type { Sign } from '../sign.ts';
import { changeTexts } from './change-texts.ts';
import { expressionOf, namedLists, signsOf } from './lists.ts';
import { names } from './names.ts';
import { takingAway } from './taking-away.ts';

const given = expressionOf(names, 'given');

/**
 * What a change in a company makes possible, and so which reasons for leaving it answers. A measure counts when it
 * gives people something; news of another kind answers nothing.
 */
export const changeSigns: readonly (Sign & { with: RegExp })[] = [...changeTexts]
	.flatMap(([code, text]) => signsOf(code, text, names).named)
	.map((sign) => ({ ...sign, with: sign.with ?? given }));

/** What takes away rather than gives, or is no measure for those who work here at all. */
export const takesAway = expressionOf(namedLists(takingAway, names), 'takes away');
