import { Chance } from '../random.ts';
import { clothes } from './clothes.ts';
import { beard, features, head, spectacles } from './face.ts';
import { hairFor } from './hair.ts';

/** Whom a portrait shows. `age` is in years. */
export type Sitter = { seed: number; isWoman: boolean; age: number };

/** The parts of a head that others are drawn around: its left and right edge, and the colours of skin and hair. */
export type Head = {
	left: number;
	right: number;
	jaw: number;
	skin: string;
	shade: string;
	hair: string;
	isWoman: boolean;
	age: number;
};

const skins = [
	['#f4d6bc', '#dba984'],
	['#efc8a6', '#d29c74'],
	['#e8b993', '#c98f66'],
	['#f7dfca', '#dfb394'],
	['#dcab84', '#b98059']
] as const;
const dark = ['#211c1b', '#2b2321', '#3a2a22', '#4c3527', '#1d1f24'] as const;
const greying = ['#5d5855', '#77716d', '#4a4542'] as const;
const grey = ['#9b9590', '#b7b1aa', '#87817c'] as const;

/** The grounds of the palette, each with a deeper tone of it. */
const grounds = [
	['#e7edf7', '#d3ddef'],
	['#fbeadf', '#f3d6c3'],
	['#e5f0ea', '#cfe2d7'],
	['#eeeaf5', '#dcd4ea'],
	['#f3f0ea', '#e4ddcf'],
	['#f8efd8', '#eedfb9']
] as const;

/** A portrait in flat colours as SVG, 320 by 320. The same sitter gives the same picture every time. */
export function portrait(sitter: Sitter): string {
	const chance = new Chance(sitter.seed);
	const shape = headOf(chance, sitter);
	const hair = hairFor(chance, shape);
	const layers = [
		ground(chance),
		hair.behind,
		neck(shape),
		clothes(chance, shape),
		hair.beside,
		head(shape),
		features(chance, shape),
		sitter.isWoman ? '' : beard(chance, shape),
		hair.before,
		spectacles(chance, shape)
	];
	return `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320" viewBox="22 16 156 156">${layers.join('')}</svg>`;
}

function headOf(chance: Chance, { isWoman, age }: Sitter): Head {
	const half = isWoman ? chance.whole(33, 35) : chance.whole(34, 37);
	const [skin, shade] = chance.pick(skins);
	return {
		left: 100 - half,
		right: 100 + half,
		jaw: isWoman ? chance.whole(17, 21) : chance.whole(22, 27),
		skin,
		shade,
		hair: hairColour(chance, isWoman, age),
		isWoman,
		age
	};
}

/** Hair turns grey with the years; many women colour it. */
function hairColour(chance: Chance, isWoman: boolean, age: number): string {
	const turned = Math.max(0, (age - 42) / 22) * (isWoman ? 0.5 : 1);
	if (!chance.happens(turned)) return chance.pick(dark);
	return age > 56 ? chance.pick(grey) : chance.pick(greying);
}

function ground(chance: Chance): string {
	const [light, deep] = chance.pick(grounds);
	const shape = chance.pick([
		`<circle cx="100" cy="104" r="86" fill="${deep}"/>`,
		`<path d="M0 150 Q60 112 120 138 T200 118 V200 H0Z" fill="${deep}"/>`,
		`<path d="M0 0 H200 V70 L0 150Z" fill="${deep}"/>`,
		`<circle cx="152" cy="52" r="34" fill="${deep}"/>`,
		''
	]);
	return `<rect width="200" height="200" fill="${light}"/>${shape}`;
}

/** The neck, with the shadow of the chin on it. */
function neck({ skin, shade, isWoman }: Head): string {
	const half = isWoman ? 13 : 16;
	return (
		`<path d="M${100 - half} 112 H${100 + half} V158 Q100 172 ${100 - half} 158Z" fill="${skin}"/>` +
		`<path d="M${100 - half} 124 Q100 150 ${100 + half} 124 V132 Q100 156 ${100 - half} 132Z" fill="${shade}" opacity="0.55"/>`
	);
}
