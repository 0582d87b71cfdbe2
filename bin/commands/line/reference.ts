/**
 * Writes the commands, as they describe themselves, into docs/operating.md: `node bin/commands/line/reference.ts`. A test
 * holds that they stand there.
 */
import fs from 'node:fs';
import path from 'node:path';
import { commandsBelow, nameOf, type AnyCommand } from './command.ts';
import { makeProgram } from './program.ts';

const [begin, end] = ['<!-- commands: made by bin/commands/line/reference.ts -->', '<!-- /commands -->'];
export const page = path.resolve(import.meta.dirname, '../../../docs/operating.md');

/** A page with the commands between its two marks. Throws where the marks are missing. */
export function withCommands(text: string): string {
	const [from, to] = [text.indexOf(begin), text.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`The page needs a line ${begin} and a line ${end}.`);
	return `${text.slice(0, from + begin.length)}\n\n${reference()}\n\n${text.slice(to)}`;
}

/** Every command that does something, by group, with its options. */
function reference(): string {
	const program = makeProgram();
	const doing = commandsBelow(program).filter(
		(command) =>
			(command.commands.length === 0 || command.registeredArguments.length > 0) && !isHidden(command)
	);
	const groups = Map.groupBy(doing, groupOf);
	return [...groups]
		.map(([group, commands]) => `**${group.replace(':', '')}**\n\n${commands.map(described).join('\n')}`)
		.join('\n\n');
}

function described(command: AnyCommand): string {
	const words = command.registeredArguments.map((word) => `${word.name()}${word.variadic ? '…' : ''}`);
	const usage = [nameOf(command), ...words].join(' ');
	const options = command.options.map(
		({ flags, description }) => `\`${flags.replace(/[<>]/g, '')}\` (${description})`
	);
	return `- \`${usage}\`: ${command.description()}.${options.length > 0 ? ` ${options.join(', ')}.` : ''}`;
}

/** The group of the command at the top under which this one stands. */
function groupOf(command: AnyCommand): string {
	const above = command.parent as unknown as AnyCommand;
	return above.parent ? groupOf(above) : command.helpGroup();
}

const isHidden = (command: AnyCommand) =>
	!command
		.parent!.createHelp()
		.visibleCommands(command.parent as never)
		.includes(command as never);

if (process.argv[1] === import.meta.filename)
	fs.writeFileSync(page, withCommands(fs.readFileSync(page, 'utf8')));
