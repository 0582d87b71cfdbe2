import type { Chance } from '../random.ts';
import type { Head } from './portrait.ts';

const deep = ['#2f4b7c', '#3b6653', '#4a5263', '#1f2430', '#645486', '#7a3f26'] as const;
const bright = ['#c8561f', '#3b6653', '#5b7bb4', '#8d7ab5', '#d39a3a', '#b6574c', '#6f9a86'] as const;
const pale = ['#ffffff', '#f4efe4', '#e7edf7', '#e5f0ea', '#fbeadf'] as const;

/** The clothes at someone's shoulders: a suit, a jacket of the works, a jumper, a blouse and the like. */
export function clothes(chance: Chance, { isWoman, age }: Head): string {
	const body = bodyOf(isWoman);
	return chance.weighted([
		[suit(chance, body, isWoman), age > 45 ? 6 : 4],
		[jumper(chance, body), 4],
		[shirt(chance, body), 4],
		[worksJacket(chance, body), isWoman ? 1 : 2],
		[rollNeck(chance, body), 1.5],
		[cardigan(chance, body), isWoman ? 4 : 1.5]
	] as const);
}

function bodyOf(isWoman: boolean): string {
	const edge = isWoman ? 40 : 30;
	return `M${edge - 6} 202 C${edge - 2} 170 ${edge + 24} 160 84 152 Q100 166 116 152 C${176 - edge} 160 ${202 - edge} 170 ${206 - edge} 202Z`;
}

const fill = (path: string, colour: string) => `<path d="${path}" fill="${colour}"/>`;
const darker = (path: string) => `<path d="${path}" fill="#000" opacity="0.16"/>`;

function suit(chance: Chance, body: string, isWoman: boolean): string {
	const cloth = chance.pick(deep);
	const inner = fill('M83 152 Q100 166 117 152 L114 202 H86Z', chance.pick(pale));
	const tie =
		!isWoman && chance.happens(0.5)
			? fill('M96.500 163 H103.500 L102 170 L106 202 H94 L98 170Z', chance.pick(bright))
			: '';
	const lapels =
		darker('M84 152 L72 158 L78 172 L74 176 L96 202 H86Z') +
		darker('M116 152 L128 158 L122 172 L126 176 L104 202 H114Z');
	return (
		fill(body, cloth) +
		inner +
		tie +
		fill('M84 151 L96 164 L88 172 L80 153Z M116 151 L104 164 L112 172 L120 153Z', '#ffffff') +
		lapels
	);
}

function jumper(chance: Chance, body: string): string {
	return (
		fill(body, chance.pick([...bright, ...deep])) +
		`<path d="M82 153 Q100 173 118 153" fill="none" stroke="#000" stroke-opacity="0.18" stroke-width="5"/>`
	);
}

function shirt(chance: Chance, body: string): string {
	return (
		fill(body, chance.pick([...pale, '#a9bfe2', '#c9d8cf'])) +
		fill('M84 150 L100 166 L90 176 L79 154Z M116 150 L100 166 L110 176 L121 154Z', '#ffffff') +
		`<path d="M84 150 L100 166 L90 176 M116 150 L100 166 L110 176 M100 168 V202" fill="none" stroke="#1f2430" stroke-opacity="0.22" stroke-width="1.8"/>`
	);
}

/** The jacket that people at the works wear. */
function worksJacket(chance: Chance, body: string): string {
	return (
		fill(body, chance.pick(['#7f93ad', '#8fa394', '#9a968c'])) +
		fill('M84 151 L100 168 L86 178 L76 156Z M116 151 L100 168 L114 178 L124 156Z', '#5d6f88') +
		`<path d="M100 168 V202" stroke="#fff" stroke-opacity="0.7" stroke-width="2.4"/>` +
		`<rect x="120" y="182" width="20" height="3" rx="1.500" fill="#fff" opacity="0.7"/>`
	);
}

function rollNeck(chance: Chance, body: string): string {
	const cloth = chance.pick(deep);
	return (
		fill(body, cloth) +
		fill('M81 140 Q100 150 119 140 V158 Q100 170 81 158Z', cloth) +
		darker('M81 152 Q100 164 119 152 V158 Q100 170 81 158Z')
	);
}

function cardigan(chance: Chance, body: string): string {
	const inner = fill('M82 152 Q100 168 118 152 L110 202 H90Z', chance.pick(pale));
	return (
		fill(body, chance.pick([...bright, ...deep])) +
		inner +
		darker('M84 152 L80 154 L90 202 H95Z') +
		darker('M116 152 L120 154 L110 202 H105Z')
	);
}
