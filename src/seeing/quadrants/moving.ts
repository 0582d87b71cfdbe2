import * as m from '#locales/messages.ts';
import { reasonName } from '#people/departures/reason.ts';
import { quadrantName, quadrantShape } from '#people/standings/standing.ts';
import type { FlowNode } from '#ui/charts/flow.ts';
import { quadrantTone } from './looks.ts';
import { moveFroms, newcomer, yearGroups, type Move, type MoveFrom, type MovePart } from './moves.ts';

export function placeName(place: MoveFrom): string {
	return place === newcomer ? m.moves_new() : quadrantName[place]();
}

/** Where people stand at either side of the movements, in the order of the drawing. */
export function placesOfMoves(): FlowNode[] {
	const order: MoveFrom[] = ['ready', 'tied', 'hesitant', 'distant', 'unknown', newcomer];
	return order
		.filter((place) => moveFroms.includes(place))
		.map((place) => ({
			key: place,
			name: placeName(place),
			sign: place === newcomer ? '＋' : quadrantShape[place],
			tone: place === newcomer ? 'pale' : quadrantTone[place]
		}));
}

export const partName: Record<MovePart, () => string> = {
	all: m.moves_all,
	company: m.moves_company,
	department: m.moves_department,
	reason: m.moves_reason,
	years: m.moves_years
};

type Company = { companyId: string; nameJa: string; nameEn: string };

/** What a key of a part is called: a company, a department, a reason, or how many years ago people left. */
export function keyName(
	part: MovePart,
	key: string,
	companies: readonly Company[],
	locale: 'ja' | 'en'
): string {
	if (part === 'reason') return reasonName(key);
	if (part === 'company') {
		const company = companies.find(({ companyId }) => companyId === key);
		return (locale === 'ja' ? company?.nameJa : company?.nameEn) ?? '';
	}
	if (part !== 'years') return key;
	const until = yearGroups.find((from) => from > Number(key));
	return until === undefined
		? m.moves_years_from({ from: Number(key) })
		: m.moves_years_between({ from: Number(key), until });
}

/** Whether a movement goes to wishing to return, away from it, or neither; what is not known leads nowhere. */
export function isNearer({ from, to }: Pick<Move, 'from' | 'to'>): boolean {
	const wishes = (place: MoveFrom) => place === 'ready' || place === 'tied';
	return !wishes(from) && from !== newcomer && from !== 'unknown' && wishes(to);
}
