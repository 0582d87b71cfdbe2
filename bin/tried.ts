/**
 * Writes docs/security/tried.md from what the outsiders' tests try: `node bin/tried.ts`. With `--print` it only prints the
 * figures. The tests hold the page to it: it may say less than was tried, and never more.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import prettier from 'prettier';
import { kinds, page, type Kind } from '../test/house/outsiders/kinds.ts';

const root = path.resolve(import.meta.dirname, '..');
const files: Record<Kind, string> = {
	ids: 'outsiders',
	fields: 'outsiders',
	redirects: 'outsiders',
	stored: 'outsiders-web',
	reflected: 'outsiders-web',
	csrf: 'outsiders-web',
	headers: 'outsiders-outputs',
	formulas: 'outsiders-outputs',
	guesses: 'outsiders-guessing',
	existence: 'outsiders-guessing'
};

/** Runs the tests and gives how often each kind was tried. Ends this process where one of them fails. */
function tryAll(): Map<Kind, number> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-tried-'));
	const file = path.join(folder, 'tried');
	const names = [...new Set(Object.values(files))].map((name) => `test/house/${name}.test.ts`);
	const { status } = spawnSync(path.join(root, 'node_modules/.bin/vitest'), ['run', ...names], {
		cwd: root,
		env: { ...process.env, OKAERI_TRIED: file },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	if (status !== 0) {
		console.error('An outsider got in, or a test failed: run vitest on test/house/outsiders*.test.ts.');
		process.exit(1);
	}
	const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
	fs.rmSync(folder, { recursive: true });
	return new Map(
		lines.flatMap((line) => Object.entries(JSON.parse(line) as Record<Kind, number>)) as [Kind, number][]
	);
}

/** The figure that the page gives: two digits are enough, and never more than was tried. */
function roundedDown(figure: number): number {
	const step = 10 ** Math.max(0, String(figure).length - 2);
	return Math.floor(figure / step) * step;
}

function pageOf(tried: Map<Kind, number>): string {
	const rows = Object.entries(kinds).map(([kind, words]) => {
		const test = files[kind as Kind];
		const figure = roundedDown(tried.get(kind as Kind) ?? 0).toLocaleString('en');
		return `| \`${kind}\` | ${words} | ${figure} | [${test}](../../test/house/${test}.test.ts) |`;
	});
	return `# 攻撃試験の件数 / What outsiders tried

試験を実行するたびに、少なくとも次の回数を試し、すべて拒否されます。件数は \`node bin/tried.ts\` が数えて書き込み、試験はこの表より少なければ失敗します。
Each run of the tests tries at least so many, and each is refused. \`node bin/tried.ts\` counts them and writes this page (\`--print\` only prints); the tests fail where fewer are tried than it says.

| kind | what / 内容 | at least / 件数 | test / 試験 |
| --- | --- | ---: | --- |
${rows.join('\n')}

\`stored\` は、ページ数×印を入れた列数です。/ \`stored\` is pages read times columns that held the marker.
\`existence\` は、回答の内容・SQLの数・ハッシュ計算の数を比べます。/ \`existence\` compares answers, statements and hashes, not milliseconds.
ほかに：壊れた入力 [hostile](../../test/house/hostile.test.ts)、[hostile-bodies](../../test/house/hostile-bodies.test.ts)、[hostile-files](../../test/house/hostile-files.test.ts)。
`;
}

const tried = tryAll();
for (const kind of Object.keys(kinds) as Kind[])
	console.log(`${String(tried.get(kind)).padStart(8)}  ${kinds[kind]}`);
if (!process.argv.includes('--print')) {
	const settings = await prettier.resolveConfig(page);
	fs.writeFileSync(page, await prettier.format(pageOf(tried), { ...settings, parser: 'markdown' }));
}
