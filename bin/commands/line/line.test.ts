import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { completionFor } from './completion.ts';
import { commandsBelow, nameOf } from './command.ts';
import { makeProgram, Misused } from './program.ts';
import { page, withCommands } from './reference.ts';

describe('what is typed wrongly is said in one line, with what to do', () => {
	test.each<[string[], string]>([
		[['start', '--prot', '80'], "Unknown option '--prot'. How it is used: okaeri start --help"],
		[['start', '--steward', 'a@b.jp'], "Unknown option '--steward'"],
		[['import', 'a.csv', '--dry-rum'], '(Did you mean --dry-run?)'],
		[['strat'], '(Did you mean start?)'],
		[['toString'], "Unknown command 'toString'"],
		[['network'], 'okaeri network is one of: list, host, delete.'],
		[['network', 'lst'], '(Did you mean list?)'],
		[['network', 'list', '--yes', 'x'], "Unknown option '--yes'"],
		[['network', 'host', 'x'], "Missing required argument 'HOST'"],
		[['steward', 'add'], "Missing required argument 'EMAIL'"],
		[['found', '輪'], '--steward <EMAIL>'],
		[['found', '輪', '--steward', 'a@b.jp', '--locale', 'fr'], 'Allowed choices are ja, en.'],
		[['import', 'a.csv', 'b.csv'], 'Expected 1 argument but got 2'],
		[['doctor', '--mail'], 'argument missing'],
		[['role', 'give', 'a@b.jp', 'king'], 'Allowed choices are employee, executive'],
		[['jobs', 'drop'], "Missing required argument 'ID'"],
		[['jobs', 'list', '--state', 'sad'], 'Allowed choices are failed'],
		[['completion', 'fish'], 'Allowed choices are bash, zsh.']
	])('%j', async (typed, words) => {
		const failure = await makeProgram()
			.parseAsync(typed, { from: 'user' })
			.catch((error: Error) => error);
		expect(failure).toBeInstanceOf(Misused);
		expect((failure as Error).message).toContain(words);
		expect((failure as Error).message).toMatch(/^[^\n]+How it is used: okaeri [^\n]*--help$/);
	});

	test.each<[string[], number, RegExp, RegExp]>([
		[['strat', '--json'], 2, /^\{\n {2}"error": "Unknown command/, /^$/],
		[['doctor'], 1, /NOT {2}settings that cannot be used: .*LOG_LEVEL/s, /^$/],
		[['help', 'network'], 0, /delete a network/, /^$/]
	])('%j ends as it says', (typed, status, stdout, stderr) => {
		const ended = spawnSync(path.resolve(import.meta.dirname, '../../okaeri'), typed, {
			encoding: 'utf8',
			env: { ...process.env, LOG_LEVEL: 'loud' }
		});
		expect(ended.stderr).toMatch(stderr);
		expect(ended.stdout).toMatch(stdout);
		expect(ended.status).toBe(status);
	});
});

describe('completion', () => {
	const program = makeProgram();
	const typed = commandsBelow(program).map((command) => nameOf(command).replace('okaeri ', ''));

	test.each(['bash', 'zsh'] as const)('%s knows every command and option', (shell) => {
		const script = completionFor(shell, program);
		for (const command of typed) expect(script).toContain(`'${command}'`);
		for (const command of commandsBelow(program))
			for (const { long } of command.options) expect(script).toContain(long);
	});

	test.each<[string, string[]]>([
		['okaeri ne', ['network']],
		['okaeri network ', ['delete', 'help', 'host', 'list']],
		['okaeri networks d', ['delete']],
		['okaeri found X --locale ', ['en', 'ja']],
		['okaeri role give a@b.jp ex', ['executive']],
		['okaeri import --dr', ['--dry-run']]
	])('bash completes "%s"', (line, words) => {
		const script = [
			completionFor('bash', program),
			`COMP_WORDS=(${line}${line.endsWith(' ') ? ' ""' : ''})`,
			'COMP_CWORD=$((${#COMP_WORDS[@]} - 1))',
			'_okaeri',
			'printf "%s\\n" "${COMPREPLY[@]}"'
		].join('\n');
		const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
		expect(stderr).toBe('');
		expect(
			stdout
				.trim()
				.split('\n')
				.filter((word) => !['--json', '--help', '--version'].includes(word))
				.sort()
		).toEqual(words);
	});
});

test('docs/operating.md names each command as it describes itself (node bin/commands/line/reference.ts)', () => {
	const text = fs.readFileSync(page, 'utf8');
	expect(withCommands(text)).toBe(text);
});
