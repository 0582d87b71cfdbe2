import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { filesIn } from '../../bin/sources.ts';

const run = promisify(execFile);

test('every command asks authorize', async () => {
	const { stdout } = await run(process.execPath, ['bin/check-authorize.ts']);
	expect(stdout).toContain('commands ask authorize');
});

test('who may do what stands in access/policy, and nowhere else', () => {
	const ofRoles = /\broles\??\.(includes|some|every|find)\b|= any ?\((\w+\.)?roles\)|\broles && /;
	const elsewhere = filesIn('src')
		.filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('src/access/policy/'))
		.filter((file) => ofRoles.test(fs.readFileSync(file, 'utf8')));
	expect(elsewhere).toEqual([]);
});
