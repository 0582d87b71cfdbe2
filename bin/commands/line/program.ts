import fs from 'node:fs';
import path from 'node:path';
import { Command, type CommanderError } from '@commander-js/extra-typings';
import { answerPrograms } from '../answering.ts';
import { addBackups } from './backups.ts';
import { addCompletion } from './completion.ts';
import { commandsBelow, isForPrograms, nameOf, type AnyCommand } from './command.ts';
import { addData } from './data.ts';
import { addJobs } from './jobs.ts';
import { addNetworks } from './networks.ts';
import { addPeople } from './people.ts';
import { addRunning } from './running.ts';

/** Something was typed that the command line does not know. It ends with 2. */
export class Misused extends Error {}

/** Help was asked for and printed: nothing is left to do. */
export class Told extends Error {}

const exits = `
Exit codes: 0 it was done; 1 it could not be done, or something is not in order; 2 it was typed wrongly;
130 it was stopped by Ctrl-C. The error is one line on standard error; with --json it is {"error": "…"}.`;

/** The whole command line, with every command. `done` is told of a command's name before it begins. */
export function makeProgram(): AnyCommand {
	const program = new Command('okaeri')
		.description('The alumni network of a company: run it, look after it, mend it.')
		.option('--json', 'answer in JSON, for programs')
		.version(versionOf(), '-V, --version', 'say the version')
		.configureHelp({ showGlobalOptions: true })
		.addHelpText('after', exits)
		.helpOption('-h, --help', 'say how it is used')
		.configureOutput({ outputError: () => undefined, writeErr: () => undefined })
		.hook('preAction', (_program, command) => answerPrograms(isForPrograms(command)));
	const whole = program as unknown as AnyCommand;
	for (const add of [addRunning, addNetworks, addPeople, addData, addBackups, addJobs, addCompletion])
		add(whole);
	whole.helpCommand('help [command]', 'say how a command is used');
	for (const command of [whole, ...commandsBelow(whole)]) mindMisuse(command);
	return whole;
}

function versionOf(): string {
	const file = path.resolve(import.meta.dirname, '../../../package.json');
	return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}

/** What is wrong is thrown, in one line, instead of being printed; help is printed as it is. */
function mindMisuse(command: AnyCommand): void {
	command.exitOverride((failure: CommanderError) => {
		if (failure.exitCode === 0) throw new Told(failure.code);
		const below = command.commands.map((one) => one.name());
		const words =
			failure.code === 'commander.help'
				? `${nameOf(command)} is one of: ${below.join(', ')}.`
				: inOneLine(failure.message);
		throw new Misused(`${words} How it is used: ${nameOf(command)} --help`, { cause: failure });
	});
}

function inOneLine(message: string): string {
	const words = message
		.replace(/^error: /, '')
		.split('\n')
		.join(' ')
		.trim();
	return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.)?]$/.test(words) ? '' : '.'}`;
}
