import type { Chance } from '../random.ts';
import type { Head } from './portrait.ts';

/** Hair in three layers: behind the neck, beside the head over the clothes, and before the face. */
export type Hair = { behind: string; beside: string; before: string };
type Style = (head: Head) => Partial<Hair>;

/** A style of hair that people of this age wear. */
export function hairFor(chance: Chance, head: Head): Hair {
	const styles = head.isWoman ? womens : head.age >= 50 ? oldMens : mens;
	const style = chance.weighted(
		styles
			.filter(([, , until = 99]) => head.age <= until)
			.map(([make, weight]) => [make, weight] as const)
	);
	const { behind = '', beside = '', before = '' } = style(head);
	const drawn = { behind: bare.has(style) ? behind : behind + crown(head), beside, before };
	return chance.happens(0.5) ? mirrored(drawn) : drawn;
}

/** The same hair, parted on the other side. */
function mirrored({ behind, beside, before }: Hair): Hair {
	const turn = (layer: string) => layer && `<g transform="translate(200 0) scale(-1 1)">${layer}</g>`;
	return { behind: turn(behind), beside: turn(beside), before: turn(before) };
}

const fill = (path: string, colour: string) => `<path d="${path}" fill="${colour}"/>`;

/** Hair over the skull, so that no ground shows where it is parted. */
const crown = ({ left, right, hair }: Head) =>
	fill(`M${left - 1} 80 C${left - 4} 36 ${right + 4} 36 ${right + 1} 80Z`, hair);

const sidePart: Style = ({ left, right, hair }) => ({
	before: fill(
		`M${left - 3} 92 C${left - 8} 52 ${left + 10} 36 100 36 C${right - 4} 34 ${right + 9} 54 ${right + 3} 92 ` +
			`C${right} 80 ${right - 3} 72 ${right - 8} 66 C116 70 92 66 80 56 C76 66 ${left + 3} 70 ${left - 3} 92Z`,
		hair
	)
});
const swept: Style = ({ left, right, hair }) => ({
	before: fill(
		`M${left - 2} 90 C${left - 9} 58 ${left + 2} 40 86 36 C108 26 ${right + 2} 34 ${right + 4} 56 C${right + 6} 68 ${right + 4} 80 ${right + 2} 90 ` +
			`C${right - 1} 78 ${right - 4} 72 ${right - 7} 68 C118 58 98 56 84 62 C76 66 ${left + 2} 74 ${left - 2} 90Z`,
		hair
	)
});
const fringe: Style = ({ left, right, hair }) => ({
	before: fill(
		`M${left - 3} 94 C${left - 9} 50 ${left + 14} 34 100 34 C${right - 14} 34 ${right + 9} 50 ${right + 3} 94 ` +
			`C${right} 84 ${right - 3} 78 ${right - 6} 74 L118 79 L110 72 L98 80 L90 72 L80 79 L${left + 6} 74 C${left + 3} 78 ${left} 84 ${left - 3} 94Z`,
		hair
	)
});
const cropped: Style = ({ left, right, hair }) => ({
	before: fill(
		`M${left - 1} 84 C${left - 4} 50 ${left + 14} 42 100 42 C${right - 14} 42 ${right + 4} 50 ${right + 1} 84 ` +
			`C${right - 1} 72 ${right - 5} 65 ${right - 10} 62 Q100 55 ${left + 10} 62 C${left + 5} 65 ${left + 1} 72 ${left - 1} 84Z`,
		hair
	)
});
const upright: Style = ({ left, right, hair }) => ({
	before: fill(
		`M${left - 2} 88 C${left - 7} 62 ${left - 2} 48 ${left + 8} 44 L${left + 14} 34 L88 38 L98 29 L108 37 L120 31 L${right - 7} 42 ` +
			`C${right + 5} 50 ${right + 6} 66 ${right + 2} 88 C${right} 76 ${right - 4} 68 ${right - 9} 64 Q100 58 ${left + 9} 64 C${left + 4} 68 ${left} 76 ${left - 2} 88Z`,
		hair
	)
});
const centrePart: Style = ({ left, right, hair }) => ({
	before: fill(
		`M${left - 3} 96 C${left - 10} 52 ${left + 12} 35 100 37 C${right - 12} 35 ${right + 10} 52 ${right + 3} 96 ` +
			`C${right} 82 ${right - 6} 74 ${right - 14} 68 C114 62 104 56 100 49 C96 56 86 62 ${left + 14} 68 C${left + 6} 74 ${left} 82 ${left - 3} 96Z`,
		hair
	)
});
const curls: Style = ({ left, right, hair }) => ({
	before:
		[left + 2, left + 13, 90, 104, right - 18, right - 7, right + 1]
			.map(
				(x, at) =>
					`<circle cx="${x}" cy="${[66, 52, 46, 44, 47, 53, 67][at]}" r="${[10, 12, 13, 13, 13, 12, 10][at]}" fill="${hair}"/>`
			)
			.join('') +
		fill(
			`M${left} 82 Q${left} 50 100 48 Q${right} 50 ${right} 82 Q${right - 6} 66 100 62 Q${left + 6} 66 ${left} 82Z`,
			hair
		)
});
const receding: Style = ({ left, right, hair }) => ({
	before: fill(
		`M${left - 2} 94 C${left - 7} 56 ${left + 12} 41 100 41 C${right - 12} 41 ${right + 7} 56 ${right + 2} 94 ` +
			`C${right} 84 ${right - 2} 76 ${right - 7} 68 C${right - 14} 52 112 52 104 54 Q90 50 ${left + 10} 56 C${left + 4} 70 ${left} 80 ${left - 2} 94Z`,
		hair
	)
});
const sides: Style = ({ left, right, hair }) => ({
	before:
		fill(
			`M${left - 3} 98 C${left - 8} 74 ${left - 2} 62 ${left + 5} 60 C${left + 3} 72 ${left + 1} 84 ${left - 3} 98Z`,
			hair
		) +
		fill(
			`M${right + 3} 98 C${right + 8} 74 ${right + 2} 62 ${right - 5} 60 C${right - 3} 72 ${right - 1} 84 ${right + 3} 98Z`,
			hair
		) +
		`<path d="M84 52 Q100 46 116 52" fill="none" stroke="${hair}" stroke-width="2.5" stroke-linecap="round" opacity="0.6"/>`
});

const bare: ReadonlySet<Style> = new Set([receding, sides, cropped]);

const mens: readonly (readonly [Style, number, number?])[] = [
	[sidePart, 4],
	[swept, 4],
	[fringe, 4, 44],
	[cropped, 3],
	[upright, 3, 40],
	[centrePart, 2, 44],
	[curls, 1]
];
const oldMens: readonly (readonly [Style, number, number?])[] = [
	[sidePart, 4],
	[swept, 2],
	[cropped, 3],
	[receding, 3],
	[sides, 1]
];

/** Hair over a woman's forehead, as bangs or swept to a side. */
const bangs = ({ left, right, hair }: Head) =>
	fill(
		`M${left - 3} 96 C${left - 10} 48 ${left + 14} 34 100 34 C${right - 14} 34 ${right + 10} 48 ${right + 3} 96 ` +
			`C${right + 1} 86 ${right - 3} 80 ${right - 6} 76 Q100 82 ${left + 6} 76 C${left + 3} 80 ${left - 1} 86 ${left - 3} 96Z`,
		hair
	);
const sweptBangs = ({ left, right, hair }: Head) =>
	fill(
		`M${left - 3} 104 C${left - 11} 50 ${left + 12} 34 100 34 C${right - 10} 34 ${right + 11} 50 ${right + 3} 104 ` +
			`C${right + 1} 88 ${right - 4} 76 ${right - 12} 68 C108 62 92 58 82 50 C80 64 ${left + 4} 76 ${left - 3} 104Z`,
		hair
	);
const parted = ({ left, right, hair }: Head) =>
	fill(
		`M${left - 3} 108 C${left - 11} 48 ${left + 12} 34 100 35 C${right - 12} 34 ${right + 11} 48 ${right + 3} 108 ` +
			`C${right + 1} 88 ${right - 6} 74 114 62 C106 56 102 52 100 46 C98 52 94 56 86 62 C${left + 6} 74 ${left - 1} 88 ${left - 3} 108Z`,
		hair
	);
const around = ({ left, right, hair }: Head, bottom: number, flare: number) =>
	fill(
		`M${left - 5} 84 C${left - 10} 36 ${right + 10} 36 ${right + 5} 84 L${right + flare} ${bottom - 8} ` +
			`Q${right + flare - 2} ${bottom} ${right - 6} ${bottom} H${left + 6} Q${left - flare + 2} ${bottom} ${left - flare} ${bottom - 8}Z`,
		hair
	);

const bob: Style = (head) => ({ behind: around(head, 136, 9), before: bangs(head) });
const partedBob: Style = (head) => ({ behind: around(head, 140, 8), before: sweptBangs(head) });
const shoulderLong: Style = (head) => ({ behind: around(head, 166, 10), before: sweptBangs(head) });
const long: Style = (head) => ({ behind: around(head, 192, 12), before: parted(head) });
const longBangs: Style = (head) => ({ behind: around(head, 186, 10), before: bangs(head) });
const bun: Style = (head) => ({
	behind: `<circle cx="112" cy="36" r="15" fill="${head.hair}"/>`,
	before: sweptBangs({ ...head, left: head.left + 1, right: head.right - 1 })
});
const ponytail: Style = (head) => ({
	behind: fill(
		`M${head.right - 8} 60 C${head.right + 26} 62 ${head.right + 24} 120 ${head.right + 8} 158 C${head.right + 2} 130 ${head.right + 2} 90 ${head.right - 12} 76Z`,
		head.hair
	),
	before: parted(head)
});
const overShoulder: Style = (head) => ({
	behind: around(head, 138, 7),
	beside: fill(
		`M${head.left - 6} 96 C${head.left - 14} 130 ${head.left - 8} 160 ${head.left + 4} 182 C${head.left + 14} 166 ${head.left + 12} 130 ${head.left + 6} 106Z`,
		head.hair
	),
	before: sweptBangs(head)
});
const shortWave: Style = (head) => ({ behind: around(head, 122, 7), before: sweptBangs(head) });

const womens: readonly (readonly [Style, number, number?])[] = [
	[bob, 4],
	[partedBob, 4],
	[shoulderLong, 4],
	[long, 3, 48],
	[longBangs, 2, 42],
	[bun, 3],
	[ponytail, 3, 48],
	[overShoulder, 2],
	[shortWave, 3]
];
