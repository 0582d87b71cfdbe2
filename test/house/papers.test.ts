import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'docs/security');
const papers = ['ja', 'en'].flatMap((language) =>
	fs
		.readdirSync(path.join(folder, language))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/security/${language}/${name}`)
);
const all = [
	...papers,
	'docs/security/README.md',
	'docs/security/tried.md',
	'docs/security/dependencies.md',
	'SECURITY.md'
];

/** Where a page's links lead, but those to other sites, from the top of the project. */
function linksOf(page: string): string[] {
	const text = fs.readFileSync(path.join(root, page), 'utf8');
	return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, target]) => target!)
		.filter((target) => !/^(https?:|mailto:)/.test(target))
		.map((target) => decodeURIComponent(target))
		.map((target) => path.relative(root, path.resolve(root, path.dirname(page), target)));
}

const headings = (file: string) =>
	[...fs.readFileSync(path.join(root, file), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
		words!
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
			.replaceAll(' ', '-')
	);

describe('the papers for a security review', () => {
	test.each(all)('%s links to what is there', (page) => {
		const missing = linksOf(page).filter((target) => {
			const [file = '', place] = target.split('#');
			if (!fs.existsSync(path.join(root, file))) return true;
			return place !== undefined && !headings(file).includes(place);
		});
		expect(missing).toEqual([]);
		expect(linksOf(page).length).toBeGreaterThan(0);
	});

	test('are there in both languages, and say the same of each line', () => {
		const inJapanese = papers.filter((page) => page.includes('/ja/'));
		expect(inJapanese.length).toBeGreaterThanOrEqual(9);
		for (const page of inJapanese) {
			const other = page.replace('/ja/', '/en/');
			expect(papers).toContain(other);
			const backed = (which: string) =>
				linksOf(which)
					.map((target) => target.replace(/\/(ja|en)\//, '/').replace(/#.*/, ''))
					.sort();
			expect(backed(page), page).toEqual(backed(other));
		}
	});

	test('answer every requirement of ASVS 5.0 level 2, with the same state in both languages', () => {
		const states = new Map([
			['適合', 'met'],
			['導入者', 'operator'],
			['未達', 'not met'],
			['対象外', 'not applicable']
		]);
		const textOf = (language: string) => fs.readFileSync(path.join(folder, language, 'asvs.md'), 'utf8');
		const rows = (language: string) =>
			[
				...textOf(language).matchAll(
					/^\| (\d+\.\d+\.\d+) +\| ([^|]+?) +\| ([^|]*?) +\| ([^|]*?) +\|$/gm
				)
			].map(([, id, state, , shown]) => ({ id, state: states.get(state!) ?? state!, shown: shown! }));
		const [ja, en] = [rows('ja'), rows('en')];
		expect(ja).toHaveLength(253);
		expect(ja.map(({ id, state }) => `${id} ${state}`)).toEqual(
			en.map(({ id, state }) => `${id} ${state}`)
		);
		const bare = en.filter(({ state, shown }) => state !== 'not applicable' && !shown);
		expect(bare).toEqual([]);
		const counted = (state: string) => en.filter((row) => row.state === state).length;
		for (const [inJapanese, state] of states) {
			const figure = new RegExp(`^\\| (?:${inJapanese}|${state}) +\\| [^|]+\\| +(\\d+) \\|$`, 'm');
			for (const language of ['ja', 'en'])
				expect(Number(figure.exec(textOf(language))?.[1]), `${language} ${state}`).toBe(
					counted(state)
				);
		}
	});
});

test('the papers name the packages that read what strangers send, in versions that are installed', () => {
	const page = fs.readFileSync(path.join(folder, 'dependencies.md'), 'utf8');
	const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { version?: string; dev?: boolean }>;
	};
	const named = [...page.matchAll(/^\| `([^`]+)` +\| ([\d.]+) +\|/gm)];
	expect(named.length).toBeGreaterThan(12);
	for (const [, name, least] of named)
		for (const [place, { version = '', dev }] of Object.entries(lock.packages))
			if (!dev && place.endsWith(`node_modules/${name}`))
				expect(isAtLeast(version, least!), `${place} is ${version}`).toBe(true);
});

function isAtLeast(version: string, least: string): boolean {
	const [have, want] = [version, least].map((text) => text.split('.').map((part) => parseInt(part, 10)));
	const at = want!.findIndex((part, index) => part !== have![index]);
	return at === -1 || have![at]! > want![at]!;
}
