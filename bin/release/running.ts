import { spawnSync } from 'node:child_process';

/** Runs a program to its end; its output goes to standard error. Throws where it fails. */
export function run(
	program: string,
	words: string[],
	cwd: string,
	environment: NodeJS.ProcessEnv = {}
): void {
	const env = { ...process.env, ...environment };
	const { status, error } = spawnSync(program, words, { cwd, env, stdio: ['ignore', 2, 2] });
	if (status !== 0) throw new Error(`${program} ${words[0]} failed.`, { cause: error });
}

/** What a program prints, without the end of the last line. Throws where it fails. */
export function said(program: string, words: string[], cwd: string): string {
	const { status, stdout, error } = spawnSync(program, words, {
		cwd,
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		stdio: ['ignore', 'pipe', 2]
	});
	if (status !== 0) throw new Error(`${program} ${words[0]} failed.`, { cause: error });
	return stdout.trimEnd();
}
