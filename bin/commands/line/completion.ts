import { Argument } from '@commander-js/extra-typings';
import { answer } from '../answering.ts';
import { commandsBelow, type AnyCommand } from './command.ts';

const shells = ['bash', 'zsh'] as const;

type Word = { word: string; about: string };
/** What can follow a command as it was typed so far, e.g. `network`; what can follow an option; and whether files can. */
type Place = { typed: string; words: Word[]; choices: [flag: string, words: string][] };

/** The command that prints what a shell completes by. */
export function addCompletion(program: AnyCommand): void {
	program.commandsGroup('This command line:');
	program
		.command('completion')
		.description('print what a shell needs to complete commands and options')
		.addArgument(new Argument('<SHELL>', 'which shell').choices(shells))
		.addHelpText('after', '\nFor bash: okaeri completion bash > /etc/bash_completion.d/okaeri')
		.addHelpText('after', 'For zsh:  okaeri completion zsh > "${fpath[1]}/_okaeri"')
		.action((shell) => {
			const script = completionFor(shell, program);
			answer(script, { shell, script });
		});
}

/** The script by which a shell completes every command, subcommand and option of a program. */
export function completionFor(shell: (typeof shells)[number], program: AnyCommand): string {
	const places = [program, ...commandsBelow(program)].flatMap((command) => placesOf(program, command));
	return shell === 'bash' ? bash(places) : zsh(places);
}

/** A command, and again for each other name that it has. */
function placesOf(program: AnyCommand, command: AnyCommand): Place[] {
	const options = [...command.options, ...(command === program ? [] : program.options)].filter(
		({ hidden }) => !hidden
	);
	const help = command.createHelp();
	const words: Word[] = [
		...help.visibleCommands(command).map((below) => ({
			word: below.name(),
			about: help.subcommandDescription(below)
		})),
		...command.registeredArguments.flatMap(({ argChoices }) =>
			(argChoices ?? []).map((word) => ({ word, about: '' }))
		),
		...options.map(({ long, description }) => ({ word: long!, about: description })),
		{ word: '--help', about: 'say how it is used' }
	];
	const choices = options.flatMap(({ long, argChoices }): [string, string][] =>
		argChoices ? [[long!, argChoices.join(' ')]] : []
	);
	return typedAs(command).map((typed) => ({ typed, words, choices }));
}

/** The ways in which a command is typed, without the program's own name. */
function typedAs(command: AnyCommand): string[] {
	const above = command.parent as unknown as AnyCommand | null;
	if (!above) return [''];
	return typedAs(above).flatMap((before) =>
		[command.name(), ...command.aliases()].map((name) => `${before} ${name}`.trim())
	);
}

const quoted = (words: string) => `'${words.replaceAll("'", String.raw`'\''`)}'`;
const known = (places: Place[]) =>
	places
		.filter(({ typed }) => typed)
		.map(({ typed }) => quoted(typed))
		.join('|');
const offered = ({ typed, choices }: Place) =>
	choices.map(([flag, words]) => `\t\t${quoted(`${typed}:${flag}`)}) offered=${quoted(words)} ;;`);

function bash(places: Place[]): string {
	return [
		'# Completion of okaeri for bash. Made by: okaeri completion bash',
		'_okaeri() {',
		'\tlocal typed= word offered=',
		'\tfor word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
		'\t\tword="${typed:+$typed }$word"',
		`\t\tcase "$word" in ${known(places)}) typed="$word" ;; esac`,
		'\tdone',
		'\tcase "$typed:${COMP_WORDS[COMP_CWORD-1]}" in',
		...places.flatMap(offered),
		'\t\t*) case "$typed" in',
		...places.map(
			({ typed, words }) =>
				`\t\t\t${quoted(typed)}) offered=${quoted(words.map(({ word }) => word).join(' '))} ;;`
		),
		'\t\tesac ;;',
		'\tesac',
		'\tmapfile -t COMPREPLY < <(compgen -W "$offered" -- "${COMP_WORDS[COMP_CWORD]}")',
		'}',
		'complete -o default -F _okaeri okaeri'
	].join('\n');
}

function zsh(places: Place[]): string {
	const described = ({ word, about }: Word) => quoted(about ? `${word}:${about}` : word);
	return [
		'#compdef okaeri',
		'# Completion of okaeri for zsh. Made by: okaeri completion zsh',
		'_okaeri() {',
		'\tlocal typed= word',
		'\tlocal -a offered described',
		'\tfor word in ${words[2,CURRENT-1]}; do',
		'\t\tword="${typed:+$typed }$word"',
		`\t\tcase "$word" in (${known(places)}) typed="$word" ;; esac`,
		'\tdone',
		'\tcase "$typed:${words[CURRENT-1]}" in',
		...places.flatMap(({ typed, choices }) =>
			choices.map(([flag, words]) => `\t\t(${quoted(`${typed}:${flag}`)}) described=(${words}) ;;`)
		),
		'\t\t(*) case "$typed" in',
		...places.map(
			({ typed, words }) => `\t\t\t(${quoted(typed)}) described=(${words.map(described).join(' ')}) ;;`
		),
		'\t\tesac ;;',
		'\tesac',
		'\t_describe okaeri described || _files',
		'}',
		// Read by zsh when it is first asked to complete, or by `source`: only the former has something to complete.
		'if [ "$funcstack[1]" = "_okaeri" ]; then _okaeri "$@"; else compdef _okaeri okaeri; fi'
	].join('\n');
}
