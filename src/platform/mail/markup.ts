import { css, type Style } from './styles.ts';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Words as HTML. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign]!);

/** Words of several lines as HTML. */
export const lines = (text: string): string => escape(text).replaceAll('\n', '<br>');

type Attributes = Readonly<Record<string, string | Style>>;

/** An element with its attributes in the given order, around HTML that is made already. `style` takes declarations. */
export function element(name: string, attributes: Attributes, ...inner: string[]): string {
	const written = Object.entries(attributes).map(
		([attribute, value]) => ` ${attribute}="${escape(typeof value === 'string' ? value : css(value))}"`
	);
	return `<${name}${written.join('')}>${inner.join('')}</${name}>`;
}

/** A table that only sets things in place, which is what mail programs lay out alike. */
export const layout = { role: 'presentation', cellpadding: '0', cellspacing: '0' } as const;
export const wideLayout = {
	role: 'presentation',
	width: '100%',
	cellpadding: '0',
	cellspacing: '0'
} as const;

/** A row of one cell. */
export const row = (attributes: Attributes, ...inner: string[]): string =>
	element('tr', {}, element('td', attributes, ...inner));
