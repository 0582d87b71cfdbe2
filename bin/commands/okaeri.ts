import './as-given.ts'; // before anything changes the environment
import path from 'node:path';
import { takeUpFiles } from '#platform/config/secret-files.ts';
import { answerFailure, answerPrograms } from './answering.ts';
import { makeProgram, Misused, Told } from './line/program.ts';

const typed = process.argv.slice(2);
try {
	answerPrograms(typed.includes('--json')); // also what is wrong before a command begins
	// `config` says itself what is wrong with a file, and what else is.
	if (typed.find((word) => !word.startsWith('-')) !== 'config') takeUpFiles(process.env);
	// Web and worker run in the checkout's folder, so a path must mean the same there.
	process.env.OKAERI_DATA = path.resolve(process.env.OKAERI_DATA || 'data');
	const watched = process.env.OKAERI_IMPORT_FOLDER;
	if (watched) process.env.OKAERI_IMPORT_FOLDER = path.resolve(watched);
	const program = makeProgram();
	if (typed.length === 0) program.outputHelp();
	else await program.parseAsync(typed, { from: 'user' });
} catch (error) {
	if (!(error instanceof Told)) {
		if (process.env.LOG_LEVEL === 'debug') console.error(error);
		answerFailure((error as Error).message);
		process.exitCode ||= error instanceof Misused ? 2 : 1;
	}
}
