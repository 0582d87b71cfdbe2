import type { Chance } from '../random.ts';
import type { Head } from './portrait.ts';

/** The ears and the face itself. */
export function head({ left, right, jaw, skin, shade }: Head): string {
	const ear = (x: number) => `<ellipse cx="${x}" cy="97" rx="6" ry="9" fill="${skin}"/>`;
	const inner = (x: number) =>
		`<path d="M${x} 93 v8" stroke="${shade}" stroke-width="2" stroke-linecap="round" opacity="0.6"/>`;
	return (
		ear(left) +
		ear(right) +
		inner(left - 1.5) +
		inner(right + 1.5) +
		`<path d="M${left} 86 C${left} 44 ${right} 44 ${right} 86 C${right} 112 ${100 + jaw} 136 100 136 ` +
		`C${100 - jaw} 136 ${left} 112 ${left} 86Z" fill="${skin}"/>`
	);
}

/** Eyes, brows, nose, mouth and cheeks, and the lines that the years leave. */
export function features(chance: Chance, face: Head): string {
	const gap = chance.whole(13, 15);
	return [
		eyes(chance, gap, face),
		brows(chance, gap, face),
		`<path d="M100 97 q-3.5 8 -2.5 10.5 q2.5 1.6 5 0" ${stroke(face.shade, 2)}/>`,
		cheeks(chance, face),
		mouth(chance, face),
		face.age >= 48 ? lines(face) : ''
	].join('');
}

const stroke = (colour: string, width: number) =>
	`fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`;

function eyes(chance: Chance, gap: number, { isWoman }: Head): string {
	const ink = '#2a2220';
	const smiling = (x: number) => `<path d="M${x - 4.5} 95 q4.5 -5 9 0" ${stroke(ink, 2.4)}/>`;
	const open = (x: number) => `<ellipse cx="${x}" cy="94.5" rx="2.7" ry="3.4" fill="${ink}"/>`;
	const lash = (x: number, way: number) =>
		isWoman ? `<path d="M${x - 4 * way} 91.5 q${4 * way} -3.4 ${8 * way} 0.4" ${stroke(ink, 1.7)}/>` : '';
	const both = chance.happens(0.24) ? smiling : open;
	const withLash = both === open ? lash(100 - gap, -1) + lash(100 + gap, 1) : '';
	return both(100 - gap) + both(100 + gap) + withLash;
}

function brows(chance: Chance, gap: number, { hair, isWoman }: Head): string {
	const width = isWoman ? 2 : chance.pick([2.8, 3.4]);
	const rise = chance.pick([2, 3, 4]);
	return (
		`<path d="M${100 - gap - 6} 84.5 q6 -${rise} 11 0" ${stroke(hair, width)}/>` +
		`<path d="M${100 + gap - 5} 84.5 q5 -${rise} 11 0" ${stroke(hair, width)}/>`
	);
}

function cheeks(chance: Chance, { isWoman }: Head): string {
	if (!chance.happens(isWoman ? 0.8 : 0.3)) return '';
	const one = (x: number) => `<circle cx="${x}" cy="108" r="6" fill="#e2806c" opacity="0.28"/>`;
	return one(79) + one(121);
}

function mouth(chance: Chance, { isWoman }: Head): string {
	const colour = isWoman ? '#b4524c' : '#96564a';
	return chance.weighted([
		[`<path d="M90 117 Q100 125 110 117" ${stroke(colour, 2.6)}/>`, 5],
		[`<path d="M93 118 Q100 122.500 107 118" ${stroke(colour, 2.6)}/>`, 4],
		[
			`<path d="M88.500 116 Q100 119 111.500 116 Q108 127 100 127 Q92 127 88.500 116Z" fill="#8e3f3a"/>` +
				`<path d="M90.500 117 Q100 119.500 109.500 117 Q108.500 120.500 100 120.500 Q91.500 120.500 90.500 117Z" fill="#fff"/>`,
			3
		]
	] as const);
}

function lines({ shade, age }: Head): string {
	const opacity = age >= 56 ? 0.75 : 0.45;
	return (
		`<g opacity="${opacity}"><path d="M87 106 q-4 5 -3 9" ${stroke(shade, 1.6)}/>` +
		`<path d="M113 106 q4 5 3 9" ${stroke(shade, 1.6)}/></g>`
	);
}

/** Few men wear a beard; a little of it is a shade on the chin. */
export function beard(chance: Chance, { left, right, jaw, hair, age }: Head): string {
	if (age < 30 || !chance.happens(0.13)) return '';
	const full =
		`<path d="M${left + 2} 100 C${left + 4} 116 ${100 - jaw} 137 100 137 C${100 + jaw} 137 ${right - 4} 116 ${right - 2} 100 ` +
		`C${right - 8} 112 112 110 100 111 C88 110 ${left + 8} 112 ${left + 2} 100Z" fill="${hair}" opacity="0.88"/>` +
		`<path d="M90 117 Q100 125 110 117" ${stroke('#c98d80', 2.6)}/>`;
	const chin = `<path d="M91 128 Q100 124 109 128 Q108 137 100 137 Q92 137 91 128Z" fill="${hair}" opacity="0.85"/>`;
	return chance.happens(0.4) ? full : chin;
}

export function spectacles(chance: Chance, { left, right, age }: Head): string {
	if (!chance.happens(age > 45 ? 0.4 : 0.24)) return '';
	const colour = chance.pick(['#2a2f3a', '#5b4632', '#8a5a2e', '#3b4a66']);
	const glass = chance.pick([
		(x: number) => `<rect x="${x - 11}" y="86" width="22" height="17" rx="7"/>`,
		(x: number) => `<circle cx="${x}" cy="95" r="10.5"/>`,
		(x: number) => `<rect x="${x - 11}" y="87" width="22" height="15" rx="4"/>`
	]);
	return (
		`<g ${stroke(colour, 2)}>${glass(86)}${glass(114)}<path d="M96.500 93 q3.500 -2 7 0"/>` +
		`<path d="M75 92 L${left + 1} 90 M125 92 L${right - 1} 90"/></g>`
	);
}
