import path from 'node:path';
import { parseArgs } from 'node:util';
import { takeUpFiles } from '#platform/config/secret-files.ts';
import { withDatabase } from './database.ts';

const usage = `okaeri COMMAND

  start                          run the product: web, worker and, without DATABASE_URL, its own PostgreSQL
  dev                            the same for development, with reload
  found NAME --steward EMAIL     make a real network; prints the link by which its first steward signs in
        [--name-en NAME] [--company NAME] [--host HOST] [--first-host HOST] [--locale ja|en] [--zone ZONE]
  network list                   name the networks, where they answer and how much they hold
  network host SLUG HOST         let a network answer at a host name of its own (also: host SLUG HOST)
  network delete SLUG [--yes SLUG]
                                 delete a network with everything in it, for good
  steward add EMAIL [--network SLUG] [--name NAME] [--admin]
                                 make someone a steward; prints the link by which they sign in
  link EMAIL [--network SLUG]    print a fresh link by which a member signs in, someone who left comes back, someone
                                 joins who was invited, or a leaver proves who asked to join
  second-factor reset EMAIL [--network SLUG]
                                 take passkeys, authenticator app and recovery codes away from someone who lost them
  support [--network SLUG]       print a link by which you enter a network, while one of its administrators
                                 holds support access open
  import FILE [--dry-run] [--json] [--network SLUG] [--company NAME]
                                 load an HR export
  demo                           load the demo network into an empty database
  migrate                        bring the database to the newest schema
  doctor [--mail EMAIL]          say what is in order and what is not; with --mail, send a test mail there
  retry                          try everything again that was given up, and say what it failed with
`;

const options = {
	help: { type: 'boolean', short: 'h' },
	'dry-run': { type: 'boolean' },
	json: { type: 'boolean' },
	network: { type: 'string' },
	company: { type: 'string' },
	host: { type: 'string' },
	steward: { type: 'string' },
	'name-en': { type: 'string' },
	locale: { type: 'string' },
	mail: { type: 'string' },
	'first-host': { type: 'string' },
	zone: { type: 'string' },
	yes: { type: 'string' },
	name: { type: 'string' },
	admin: { type: 'boolean' }
} as const;

type Given = ReturnType<typeof parseArgs<{ allowPositionals: true; options: typeof options }>>;
type Values = Given['values'];

/** A command: how many words follow it, which options it knows, and what it does. */
type Command = {
	words: number;
	knows: readonly (keyof typeof options)[];
	run: (words: string[], values: Values) => Promise<void>;
};

const commands: Record<string, Command> = {
	start: { words: 0, knows: [], run: async () => (await import('./start.ts')).start() },
	dev: {
		words: 0,
		knows: [],
		run: () => withDatabase(async (_url, installed) => (await import('./dev.ts')).dev(installed))
	},
	migrate: {
		words: 0,
		knows: [],
		run: () => withDatabase(async () => console.log('The database has the newest schema.'))
	},
	demo: {
		words: 0,
		knows: [],
		run: () =>
			withDatabase(async (url) =>
				console.log(
					(await (await import('./demo.ts')).loadDemoInto(url))
						? 'The demo network is loaded.'
						: 'There is a network already; nothing was changed.'
				)
			)
	},
	doctor: {
		words: 0,
		knows: ['mail'],
		run: (_words, { mail }) =>
			withDatabase(async (url) => (await import('./doctor.ts')).doctor(url, mail))
	},
	retry: {
		words: 0,
		knows: [],
		run: () => withDatabase(async (url) => (await import('./retry.ts')).retry(url))
	},
	host: { words: 2, knows: [], run: answerAt },
	'network host': { words: 2, knows: [], run: answerAt },
	'network list': {
		words: 0,
		knows: [],
		run: async () => {
			const { listNetworks } = await import('./networks.ts');
			return withDatabase((url) => listNetworks(url));
		}
	},
	'network delete': {
		words: 1,
		knows: ['yes'],
		run: async ([slug], { yes }) => {
			const { deleteNetwork } = await import('./network-delete.ts');
			return withDatabase((url) => deleteNetwork(url, slug!, yes));
		}
	},
	'steward add': {
		words: 1,
		knows: ['network', 'name', 'admin'],
		run: async ([email], { network, name, admin }) => {
			const { addSteward } = await import('./steward.ts');
			return withDatabase((url) => addSteward(url, email!, { network, name, admin }));
		}
	},
	link: {
		words: 1,
		knows: ['network'],
		run: async ([email], values) => {
			const { printLink } = await import('./link.ts');
			return withDatabase((url) => printLink(url, email!, values.network));
		}
	},
	'second-factor reset': {
		words: 1,
		knows: ['network'],
		run: async ([email], { network }) => {
			const { resetSecondFactor } = await import('./second-factor.ts');
			return withDatabase((url) => resetSecondFactor(url, email!, network));
		}
	},
	found: {
		words: 1,
		knows: ['steward', 'name-en', 'company', 'host', 'first-host', 'locale', 'zone'],
		run: async ([name], values) => {
			const { found, readWish } = await import('./found.ts');
			const wish = readWish(name!, values);
			return withDatabase((url) => found(url, wish));
		}
	},
	support: {
		words: 0,
		knows: ['network'],
		run: async (_words, { network }) => {
			const { printSupportLink } = await import('./support.ts');
			return withDatabase((url) => printSupportLink(url, network));
		}
	},
	import: {
		words: 1,
		knows: ['dry-run', 'json', 'network', 'company'],
		run: async ([file], values) => {
			const { importFile } = await import('./import.ts');
			return withDatabase((url) =>
				importFile(url, file!, {
					dryRun: values['dry-run'] ?? false,
					json: values.json ?? false,
					network: values.network,
					company: values.company
				})
			);
		}
	}
};

async function answerAt([slug, host]: string[]): Promise<void> {
	const { giveHost } = await import('./hosts.ts');
	return withDatabase((url) => giveHost(url, slug!, host!));
}

class Misused extends Error {}

/** What was typed, as a command with its words. Throws Misused where it says something that the command does not know. */
function read(): { command: Command; words: string[]; values: Values } | undefined {
	const { values, positionals } = parse();
	if (positionals.length === 0 || positionals[0] === 'help' || values.help) return undefined;
	const { name, command, words } = commandIn(positionals);
	const strange = Object.keys(values).find((option) => !command.knows.includes(option as keyof Values));
	if (strange) throw new Misused(`okaeri ${name} does not know --${strange}.`);
	if (words.length !== command.words)
		throw new Misused(`okaeri ${name} takes ${command.words} words after it, not ${words.length}.`);
	return { command, words, values };
}

/** The command that the first word names, or the first two, and the words after it. */
function commandIn(typed: string[]): { name: string; command: Command; words: string[] } {
	for (const length of [2, 1]) {
		const name = typed.slice(0, length).join(' ');
		if (Object.hasOwn(commands, name))
			return { name, command: commands[name]!, words: typed.slice(length) };
	}
	const further = Object.keys(commands).filter((name) => name.startsWith(`${typed[0]} `));
	throw new Misused(
		further.length > 0
			? `okaeri ${typed[0]} is one of: ${further.join(', ')}.`
			: `There is no command ${typed[0]}.`
	);
}

function parse(): Given {
	try {
		return parseArgs({ allowPositionals: true, options });
	} catch (error) {
		throw new Misused((error as Error).message, { cause: error });
	}
}

try {
	takeUpFiles(process.env);
	// Web and worker run in the checkout's folder, so a path must mean the same there.
	process.env.OKAERI_DATA = path.resolve(process.env.OKAERI_DATA || 'data');
	const watched = process.env.OKAERI_IMPORT_FOLDER;
	if (watched) process.env.OKAERI_IMPORT_FOLDER = path.resolve(watched);
	const typed = read();
	if (typed) await typed.command.run(typed.words, typed.values);
	else console.log(usage);
} catch (error) {
	console.error(process.env.LOG_LEVEL === 'debug' ? error : (error as Error).message);
	if (error instanceof Misused) console.error(`\n${usage}`);
	process.exitCode ||= error instanceof Misused ? 2 : 1;
}
