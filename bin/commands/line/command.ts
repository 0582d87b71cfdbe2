import type { Command } from '@commander-js/extra-typings';

export type AnyCommand = ReturnType<Command['createCommand']>;

/** Is the answer for programs: was --json typed? */
export function isForPrograms(command: { optsWithGlobals(): object }): boolean {
	return (command.optsWithGlobals() as { json?: boolean }).json ?? false;
}

/** Every command and subcommand, in the order in which help names them. */
export function commandsBelow(command: AnyCommand): AnyCommand[] {
	return command.commands.flatMap((below) => {
		const one = below as unknown as AnyCommand;
		return [one, ...commandsBelow(one)];
	});
}

/** How a command is typed: `okaeri network list`. */
export function nameOf(command: AnyCommand): string {
	const above = command.parent as unknown as AnyCommand | null;
	return above ? `${nameOf(above)} ${command.name()}` : command.name();
}
