/**
 * Turns the catalogs ja.json and en.json (ICU MessageFormat) into locales/messages.ts: one typed function a message, so
 * that a page ships only the words it shows. With --check it writes nothing, and fails on a stale messages.ts, a key
 * that only one language has, arguments that differ between languages, or a message that nothing uses.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

type Catalog = Record<string, string>;
type Arguments = Map<string, string>;

const here = import.meta.dirname;
const read = (locale: string) =>
	JSON.parse(fs.readFileSync(path.join(here, `${locale}.json`), 'utf8')) as Catalog;
const problems: string[] = [];

function expression(elements: MessageFormatElement[], args: Arguments, counted = ''): string {
	const parts = elements.map((element): string => {
		switch (element.type) {
			case TYPE.literal:
				return element.value.replace(/[`\\$]/g, '\\$&');
			case TYPE.argument:
				return take(args, element.value, 'string | number');
			case TYPE.number:
				return `\${f.${element.style === 'percent' ? 'percent' : 'number'}(${take(args, element.value, 'number').slice(2, -1)})}`;
			case TYPE.date:
				return `\${f.day(${take(args, element.value, 'string | Date').slice(2, -1)}, '${element.style ?? 'long'}')}`;
			case TYPE.time:
				return `\${f.time(${take(args, element.value, 'string | Date').slice(2, -1)})}`;
			case TYPE.pound:
				return `\${f.number(a.${counted})}`;
			case TYPE.plural: {
				take(args, element.value, 'number');
				const branches = Object.entries(element.options).map(
					([name, option]) => `'${name}': () => ${expression(option.value, args, element.value)}`
				);
				return `\${f.plural(a.${element.value}, { ${branches.join(', ')} })}`;
			}
			case TYPE.select: {
				const names = Object.keys(element.options);
				take(args, element.value, 'string');
				const branches = names
					.filter((name) => name !== 'other')
					.map(
						(name) =>
							`a.${element.value} === '${name}' ? ${expression(element.options[name]!.value, args, counted)} : `
					);
				return `\${${branches.join('')}${expression(element.options.other!.value, args, counted)}}`;
			}
			default:
				throw new Error(`Not used in our messages: ${JSON.stringify(element)}`);
		}
	});
	return `\`${parts.join('')}\``;
}

function take(args: Arguments, name: string, type: string): string {
	const before = args.get(name);
	args.set(name, before && before !== 'string | number' ? before : type);
	return `\${a.${name}}`;
}

function compiled(key: string, text: string): { code: string; args: Arguments } {
	const args: Arguments = new Map();
	try {
		return { code: expression(parse(text, { ignoreTag: true }), args), args };
	} catch (error) {
		throw new Error(`${key}: ${(error as Error).message}`, { cause: error });
	}
}

const [ja, en] = [read('ja'), read('en')];
const out = [
	'// Made by `npm run messages` from ja.json and en.json; never edited by hand.',
	`import * as f from '#platform/locale/format.ts';`,
	`import { reader } from '#platform/locale/reader.ts';\n`
];
for (const key of new Set([...Object.keys(ja), ...Object.keys(en)])) {
	if (ja[key] === undefined || en[key] === undefined) {
		problems.push(`${key}: missing in ${ja[key] === undefined ? 'ja' : 'en'}.json`);
		continue;
	}
	const [inJa, inEn] = [compiled(key, ja[key]), compiled(key, en[key])];
	const args: Arguments = new Map(inJa.args);
	for (const [name, type] of inEn.args)
		if (!args.has(name) || args.get(name) === 'string | number') args.set(name, type);
	for (const [name, type] of args) {
		// A number may serve one language's plural only; anything else that one language leaves out was forgotten.
		if (type !== 'number' && !(inJa.args.has(name) && inEn.args.has(name)))
			problems.push(`${key}: only one language says {${name}}`);
	}
	const types = [...args].map(([name, type]) => `${name}: ${type}`).join('; ');
	out.push(
		`export const ${key.replace(/[.-]/g, '_')} = (${types ? `a: { ${types} }` : ''}) => (reader().locale === 'en' ? ${inEn.code} : ${inJa.code});`
	);
}
const text = `${out.join('\n')}\n`;
const target = path.join(here, 'messages.ts');

if (process.argv.includes('--check')) {
	if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text)
		problems.push('messages.ts is stale. Run: npm run messages');
	const used = new Set<string>();
	for (const file of fs.readdirSync(path.join(here, '../src'), { recursive: true, encoding: 'utf8' })) {
		if (!/\.(ts|svelte)$/.test(file)) continue;
		for (const [, name] of fs
			.readFileSync(path.join(here, '../src', file), 'utf8')
			.matchAll(/\bm\.([a-z]\w+)/g))
			used.add(name!);
	}
	for (const key of Object.keys(ja))
		if (!used.has(key.replace(/[.-]/g, '_'))) problems.push(`${key}: nothing uses it`);
} else if (problems.length === 0) fs.writeFileSync(target, text);

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
