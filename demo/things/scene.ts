import type { DrawnThing } from './thing.ts';

/** The colours of the house, as in the portraits: clay, indigo, pine, paper and ink. */
const [clay, deepClay, indigo, pine, sand, paper, ink] = [
	'#e08a55',
	'#c2602f',
	'#5b7bb4',
	'#5f9377',
	'#eedfb9',
	'#fdfaf4',
	'#2e2f38'
];

const box = (x: number, y: number, width: number, height: number, fill: string, round = 0) =>
	`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`;
const dot = (x: number, y: number, radius: number, fill: string) =>
	`<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
const shape = (path: string, fill: string) => `<path d="${path}" fill="${fill}"/>`;
const line = (path: string, stroke = ink, width = 3) =>
	`<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"/>`;
const times = (count: number, draw: (at: number) => string) =>
	Array.from({ length: count }, (_, at) => draw(at)).join('');

const scenes: Record<DrawnThing, { ground: string; parts: () => string }> = {
	lounge: {
		ground: '#f3f0ea',
		parts: () =>
			box(70, 40, 90, 70, '#d3ddef', 4) +
			box(185, 40, 90, 70, '#d3ddef', 4) +
			box(80, 140, 190, 50, indigo, 16) +
			box(64, 160, 222, 44, '#48649a', 16) +
			dot(330, 110, 34, pine) +
			dot(352, 84, 24, '#4c7d62') +
			line('M336 130 V176', deepClay, 5) +
			box(316, 174, 42, 34, clay, 6)
	},
	lunchbox: {
		ground: '#fbeadf',
		parts: () =>
			box(70, 80, 180, 110, deepClay, 14) +
			box(82, 92, 74, 86, paper, 8) +
			dot(119, 135, 12, '#b8302c') +
			box(166, 92, 72, 40, pine, 8) +
			box(166, 140, 72, 38, '#e9b94e', 8) +
			box(292, 118, 62, 72, indigo, 10) +
			shape('M298 122 H348 V132 H298Z', '#d9e6c3')
	},
	factory: {
		ground: '#e7edf7',
		parts: () =>
			times(3, (at) => shape(`M${60 + at * 90} 130 V80 L${150 + at * 90} 130Z`, '#8fa4c8')) +
			box(60, 130, 270, 76, indigo) +
			times(5, (at) => box(76 + at * 50, 146, 30, 24, sand, 3)) +
			box(338, 60, 26, 146, clay) +
			dot(352, 42, 14, paper) +
			dot(374, 28, 18, paper)
	},
	evening: {
		ground: '#2c3557',
		parts: () =>
			line('M0 50 Q200 100 400 50', '#8d97bd', 2) +
			times(5, (at) => box(44 + at * 72, 66 + (at % 2) * 8, 34, 44, at % 2 ? clay : '#f0b45d', 15)) +
			box(60, 170, 280, 12, deepClay, 4) +
			times(
				4,
				(at) =>
					box(92 + at * 62, 132, 24, 38, '#f0d9a0', 4) + box(92 + at * 62, 126, 24, 10, paper, 5)
			) +
			dot(350, 40, 16, sand)
	},
	notebook: {
		ground: '#f8efd8',
		parts: () =>
			box(80, 60, 120, 140, paper, 6) +
			box(204, 60, 120, 140, paper, 6) +
			times(5, (at) => line(`M98 ${84 + at * 24} H182`, '#c9c2b4', 2)) +
			times(3, (at) => line(`M222 ${84 + at * 24} H${306 - at * 18}`, '#c9c2b4', 2)) +
			shape('M300 196 L352 110 L366 118 L314 204 L298 210Z', clay)
	},
	tree: {
		ground: '#e5f0ea',
		parts: () =>
			box(0, 196, 400, 30, '#b9d3b4') +
			line('M200 200 V120 M200 150 L160 116 M200 140 L244 108', '#7a5541', 12) +
			dot(150, 96, 44, '#f2c1cb') +
			dot(204, 74, 50, '#f5d0d7') +
			dot(256, 98, 42, '#efb3bf') +
			times(6, (at) => dot(110 + at * 38, 176 + (at % 3) * 12, 4, '#efb3bf'))
	},
	books: {
		ground: '#eeeaf5',
		parts: () =>
			box(90, 166, 220, 34, indigo, 4) +
			box(104, 130, 200, 34, clay, 4) +
			box(96, 94, 190, 34, pine, 4) +
			times(3, (at) => box(118, 104 + at * 36, 70, 8, paper, 3)) +
			box(258, 94, 12, 52, sand)
	},
	curry: {
		ground: '#fbeadf',
		parts: () =>
			shape('M60 130 A140 74 0 0 0 340 130 A140 74 0 0 0 60 130Z', paper) +
			shape('M84 128 A116 56 0 0 1 210 84 V172 A116 56 0 0 1 84 128Z', '#fffdf6') +
			shape('M204 78 A118 58 0 0 1 204 182 Q176 130 204 78Z', '#a8652c') +
			dot(250, 112, 12, '#d98b3a') +
			dot(272, 144, 11, '#c96f2c') +
			dot(236, 150, 10, '#d9b36a') +
			dot(176, 98, 9, '#b8302c')
	},
	drawing: {
		ground: '#e7edf7',
		parts: () =>
			box(70, 50, 220, 150, '#f7faff', 4) +
			line('M100 170 V90 H180 V120 H250 V170Z', indigo, 3) +
			line('M100 184 H250 M96 178 V190 M254 178 V190', '#9fb2d4', 2) +
			`<circle cx="140" cy="130" r="18" fill="none" stroke="${indigo}" stroke-width="3"/>` +
			shape('M270 206 L360 206 L360 96Z M300 192 L346 192 L346 136Z', clay)
	},
	cafe: {
		ground: '#f3f0ea',
		parts: () =>
			box(0, 176, 400, 50, '#d9b98f') +
			shape('M120 96 H250 L240 176 H130Z', clay) +
			line('M250 112 Q292 112 284 140 Q276 160 244 154', clay, 10) +
			box(104, 174, 164, 12, deepClay, 6) +
			line('M160 80 Q150 66 162 52 M196 80 Q186 62 200 46', '#b9afa3', 4)
	}
};

/** A thing in flat colours as SVG, 800 by 450. */
export function scene(thing: DrawnThing): string {
	const { ground, parts } = scenes[thing];
	return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="450" viewBox="0 0 400 225"><rect width="400" height="225" fill="${ground}"/>${parts()}</svg>`;
}
