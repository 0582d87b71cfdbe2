/** Declarations of CSS by property. Mail programs read them on the element only, so that each element carries its own. */
export type Style = Readonly<Record<string, string>>;

const colours = {
	ink: '#1f2430',
	quiet: '#5a6070',
	ground: '#fbfaf7',
	paper: '#ffffff',
	sunken: '#f3f0ea',
	line: '#e4dfd5',
	kaki: '#b94d18',
	kakiSoft: '#fbeadf'
} as const;

const belowText = '0 0 16px';
const sans = "system-ui,'Hiragino Sans','Yu Gothic UI'";

export const styles = {
	ground: { margin: '0', background: colours.ground },
	groundTable: { background: colours.ground },
	around: { padding: '24px 12px' },
	paper: {
		'max-width': '560px',
		background: colours.paper,
		border: `1px solid ${colours.line}`,
		'border-radius': '14px'
	},
	body: {
		padding: '28px 28px 12px',
		color: colours.ink,
		font: `400 16px/1.75 ${sans},'Noto Sans JP',sans-serif`
	},
	aroundLogo: { padding: '24px 28px 0' },
	logo: {
		display: 'block',
		height: '40px',
		padding: '4px 6px',
		background: '#ffffff',
		'border-radius': '6px',
		color: colours.quiet
	},
	foot: {
		padding: '14px 28px 22px',
		'border-top': `1px solid ${colours.line}`,
		color: colours.quiet,
		font: `400 13px/1.6 ${sans},sans-serif`
	},
	quietLink: { color: colours.quiet },
	text: { margin: belowText },
	quiet: { margin: belowText, 'font-size': '14px', color: colours.quiet },
	quietWords: { 'font-size': '14px', color: colours.quiet },
	part: { margin: '20px 0 8px', 'font-size': '14px', 'font-weight': '700', color: colours.quiet },
	aroundButton: { margin: '8px 0 24px' },
	button: { 'border-radius': '24px', background: colours.kaki },
	buttonLink: {
		display: 'inline-block',
		padding: '10px 24px',
		color: colours.paper,
		'font-weight': '600',
		'text-decoration': 'none'
	},
	was: {
		padding: '14px 16px',
		background: colours.sunken,
		'border-radius': '10px 10px 0 0',
		color: colours.quiet
	},
	wasLabel: { 'font-size': '13px' },
	now: {
		padding: '14px 16px',
		background: colours.kakiSoft,
		'border-radius': '0 0 10px 10px',
		color: colours.ink
	},
	nowLabel: { 'font-size': '13px', color: colours.kaki },
	aroundItem: { margin: '0 0 10px' },
	item: { padding: '12px 16px', background: colours.sunken, 'border-radius': '10px' },
	itemLink: { color: colours.ink, 'text-decoration': 'none', 'font-weight': '600' },
	quote: { margin: belowText, padding: '0 0 0 14px', 'border-left': `3px solid ${colours.line}` },
	factName: {
		padding: '4px 16px 4px 0',
		color: colours.quiet,
		'white-space': 'nowrap',
		'vertical-align': 'top'
	},
	fact: { padding: '4px 0' }
} as const satisfies Record<string, Style>;

/** What mail programs in dark mode change, by class: ground, paper, ink, quiet, sunken, now, kaki. */
const inTheDark: Record<string, Style> = {
	g: { background: '#16181d' },
	p: { background: '#1e2128', 'border-color': '#32363f' },
	i: { color: '#ece9e3' },
	q: { color: '#a9adb8', 'border-color': '#32363f' },
	s: { background: '#111318' },
	n: { background: '#3a261b', color: '#ece9e3' },
	k: { color: '#f0935f' }
};

export const css = (style: Style, end = ''): string =>
	Object.entries(style)
		.map(([property, value]) => `${property}:${value}${end}`)
		.join(';');

/** The sheet for mail programs that ask for a dark form. The others keep the light styles on the elements. */
export function darkSheet(): string {
	const rules = Object.entries(inTheDark).map(([name, style]) => `.${name}{${css(style, '!important')}}`);
	return `@media (prefers-color-scheme:dark){${rules.join('')}}`;
}
