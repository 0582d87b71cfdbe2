import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { keep } from '#platform/config/kept-secret.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** A version of the program: `commit` where its folder is a checkout. */
export type Program = { version: string; commit: string | null; folder: string };

/** The program that runs here. */
export function thisProgram(): Program {
	const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		version: string;
	};
	return { version, commit: commitOf(root), folder: root };
}

function commitOf(folder: string): string | null {
	try {
		return execFileSync('git', ['rev-parse', 'HEAD'], {
			cwd: folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore']
		}).trim();
	} catch {
		return null; // no checkout, or no git on this machine
	}
}

const noteIn = (dataDir: string) => path.join(dataDir, 'program.json');

/** Notes which program serves this data directory, if that is known, so that an upgrade knows which one to go back to. */
export function noteProgram(dataDir: string, program: Program | null = thisProgram()): void {
	if (program) keep(noteIn(dataDir), `${JSON.stringify(program)}\n`);
	else fs.rmSync(noteIn(dataDir), { force: true });
}

/** The program that served this data directory last, where one was noted. */
export function notedProgram(dataDir: string): Program | null {
	const file = noteIn(dataDir);
	return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Program) : null;
}

/** How to get at a version again, as words for the command line. */
export function wordsFor(program: Program | null, newest: string): string {
	if (!program)
		return `the version whose newest migration is ${newest} (it stands in its folder db/migrations)`;
	const commit = program.commit ? `, commit ${program.commit.slice(0, 12)}` : '';
	return `version ${program.version}${commit}, as it ran in ${program.folder}`;
}
