import { Option } from '@commander-js/extra-typings';
import { withDatabase } from '../database.ts';
import type { AnyCommand } from './command.ts';

/** The commands that make networks, say where they are, and delete them. */
export function addNetworks(program: AnyCommand): void {
	program.commandsGroup('Networks:');
	program
		.command('found')
		.description('make a real network, and print the link by which its first steward signs in')
		.argument('<NAME>', 'what the network is called')
		.requiredOption('--steward <EMAIL>', 'who runs it first')
		.option('--name-en <NAME>', 'its name in English')
		.option('--company <NAME>', 'its first company, where that is called otherwise')
		.option('--host <HOST>', 'where it answers')
		.option('--first-host <HOST>', 'where the network that there is answers from now on')
		.addOption(new Option('--locale <LANGUAGE>', 'its usual language').choices(['ja', 'en'] as const))
		.option('--zone <ZONE>', 'its time zone, such as Asia/Tokyo')
		.action(async (name, { nameEn, firstHost, ...typed }) => {
			const { found, readWish } = await import('../found.ts');
			const wish = readWish(name, { ...typed, 'name-en': nameEn, 'first-host': firstHost });
			return withDatabase((url) => found(url, wish));
		});
	addNetwork(program);
	program
		.command('host', { hidden: true })
		.description('the same as network host')
		.argument('<SLUG>')
		.argument('<HOST>')
		.action(giveHost);
	program
		.command('support')
		.description('print a link by which you enter a network that holds support access open')
		.option('--network <SLUG>', 'which, where there are several')
		.action(async ({ network }) => {
			const { printSupportLink } = await import('../support.ts');
			return withDatabase((url) => printSupportLink(url, network));
		});
}

function addNetwork(program: AnyCommand): void {
	const network = program
		.command('network')
		.alias('networks')
		.description('list networks, give them a host, delete them');
	network
		.command('list')
		.description('name the networks, where they answer and how much they hold')
		.action(async () => {
			const { listNetworks } = await import('../networks.ts');
			return withDatabase((url) => listNetworks(url));
		});
	network
		.command('host')
		.description('let a network answer at a host name of its own')
		.argument('<SLUG>', 'the network’s short name')
		.argument('<HOST>', 'such as alumni.example.jp')
		.action(giveHost);
	network
		.command('delete')
		.description('delete a network with everything in it, for good')
		.argument('<SLUG>', 'the network’s short name')
		.option('--yes <SLUG>', 'its short name once more, instead of typing it when asked')
		.action(async (slug, { yes }) => {
			const { deleteNetwork } = await import('../network-delete.ts');
			return withDatabase((url) => deleteNetwork(url, slug, yes));
		});
}

async function giveHost(slug: string, host: string): Promise<void> {
	const hosts = await import('../hosts.ts');
	return withDatabase((url) => hosts.giveHost(url, slug, host));
}
