/** A colour as '#rrggbb'. */
export type Colour = string;
export type Theme = 'light' | 'dark';

/** What a theme has that our own colour stands on or beside. The same as in ui/tokens/tokens.css. */
const themes = {
	light: { grounds: ['#fbfaf7', '#ffffff', '#f3f0ea'], inks: ['#1f2430', '#565c6b'], toward: '#000000' },
	dark: { grounds: ['#16181d', '#1e2128', '#111318'], inks: ['#ece9e3', '#a9adb8'], toward: '#ffffff' }
} as const;
const onAccent = { light: '#ffffff', dark: '#111318' } as const;
/** How much of the accent is in the ground of a notice. */
const softness = { light: 0.12, dark: 0.14 } as const;

/** What text needs on its ground (WCAG 2.2, 1.4.3). */
export const textContrast = 4.5;

/** An accent as a theme shows it: as text and button, what stands on it, and as a soft ground. */
export type Fitted = { accent: Colour; on: Colour; soft: Colour };

/** Our own colour, which a network has that chose none. The same as in ui/tokens/tokens.css. */
export const ourLook: Record<Theme, Fitted> = {
	light: { accent: '#b04a17', on: '#ffffff', soft: '#fbeadf' },
	dark: { accent: '#f0935f', on: '#201510', soft: '#3a261b' }
};

const channels = (colour: Colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** The contrast of two colours by WCAG: 1 where they are the same, 21 for black on white. */
export function contrast(one: Colour, other: Colour): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
	const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` of the second colour in the first. */
function mix(colour: Colour, other: Colour, share: number): Colour {
	const into = channels(other);
	const mixed = channels(colour).map((channel, at) => Math.round(channel + (into[at]! - channel) * share));
	return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The accent as it can be read in a theme: as it is, or as much darker (lighter in the dark theme) as it takes for text
 * of it on every ground, and for text on it.
 */
export function fitAccent(accent: Colour, theme: Theme): Fitted {
	const { grounds, toward } = themes[theme];
	for (let share = 0; share < 1; share += 0.01) {
		const fitted = mix(accent, toward, share);
		const soft = mix(grounds[1], fitted, softness[theme]);
		const beside = [...grounds, soft, onAccent[theme]];
		if (beside.every((ground) => contrast(fitted, ground) >= textContrast))
			return { accent: fitted, on: onAccent[theme], soft };
	}
	return { accent: toward, on: onAccent[theme], soft: mix(grounds[1], toward, softness[theme]) };
}

/** The least contrast that an accent has as text in a theme, unchanged. */
export function leastContrast(accent: Colour, theme: Theme): number {
	return Math.min(...themes[theme].grounds.map((ground) => contrast(accent, ground)));
}

/** The inks of a theme, which also stand on the soft ground. */
export const inksOf = (theme: Theme): readonly Colour[] => themes[theme].inks;

/** The stylesheet that lays an accent over our own colour in both themes. */
export function lookSheet(accent: Colour): string {
	const [light, dark] = [fitAccent(accent, 'light'), fitAccent(accent, 'dark')];
	return [
		':root {',
		`	--kaki: light-dark(${light.accent}, ${dark.accent});`,
		`	--kaki-soft: light-dark(${light.soft}, ${dark.soft});`,
		`	--on-kaki: light-dark(${light.on}, ${dark.on});`,
		'}',
		''
	].join('\n');
}
