import { Parser } from 'htmlparser2';

/** Opens an element and an attribute wherever it is not escaped: in text, in either kind of quotes, in a script or a comment. */
export const markup = `'"--></script><mark-er onmark=1>`;
/** An address that would run, with the same behind it. */
export const runs = `javascript:mark${markup}`;

/** What an editor's HTML may hold, to be cleaned: one way to run something each. */
export const richPayloads: readonly string[] = [
	'<script>marker()</script>',
	'<img src=x onerror=marker()>',
	'<svg onload=marker()><a xlink:href="javascript:marker()">x</a></svg>',
	'<math><mi xlink:href="javascript:marker()">x</mi></math>',
	'<a href="javascript:marker()">x</a>',
	'<a href="java&#10;script:marker()">x</a>',
	'<a href="&#x6a;avascript:marker()">x</a>',
	'<a href=" \u0001javascript:marker()">x</a>',
	'<a href="data:text/html,<script>marker()</script>">x</a>',
	'<a href="https://a.example" onclick="marker()" style="x:expression(marker())">x</a>',
	'<iframe srcdoc="<script>marker()</script>"></iframe>',
	'<object data="javascript:marker()"></object>',
	'<embed src="javascript:marker()">',
	'<form action="javascript:marker()"><button formaction="javascript:marker()">x</button></form>',
	'<xmp><img src=x onerror=marker()></xmp>',
	'<noscript><p title="</noscript><img src=x onerror=marker()>">',
	'<style>@import "javascript:marker()";</style>',
	'<p><b><table><a><img src=x onerror=marker()></a></table></b></p>',
	'<svg><style><img src=x onerror=marker()></style></svg>',
	'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=marker()&gt;">',
	'<template><script>marker()</script></template>',
	'<mark-er onmark=1>x</mark-er>',
	'<base href="javascript:marker()//">',
	'<meta http-equiv="refresh" content="0;url=javascript:marker()">',
	'<link rel="stylesheet" href="javascript:marker()">'
];

const addressed = new Set([
	'href',
	'src',
	'action',
	'formaction',
	'data',
	'poster',
	'xlink:href',
	'srcdoc',
	'content'
]);
/** Written by the browser's own rules: signs below a space mean nothing before a scheme, nor inside of it. */
// eslint-disable-next-line no-control-regex
const scheme = (address: string) => address.replace(/[\u0000-\u0020]/g, '').toLowerCase();

/** What of a page runs, or would, because somebody's words were taken for more than words. */
export function ranIn(html: string): string[] {
	const found: string[] = [];
	const parser = new Parser({
		onopentag(name, attributes) {
			if (name === 'mark-er') found.push('<mark-er>');
			for (const [attribute, value] of Object.entries(attributes)) {
				if (attribute.startsWith('on')) found.push(`<${name} ${attribute}="${value.slice(0, 40)}">`);
				if (/mark-er|onmark/.test(attribute)) found.push(`<${name} ${attribute}>`);
				if (addressed.has(attribute) && /^(javascript|vbscript|data:text)/.test(scheme(value)))
					found.push(`<${name} ${attribute}="${value.slice(0, 40)}">`);
			}
			if (
				['iframe', 'object', 'embed', 'base'].includes(name) &&
				JSON.stringify(attributes).includes('marker')
			)
				found.push(`<${name}>`);
		}
	});
	parser.end(html);
	return found;
}
