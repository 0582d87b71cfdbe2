import { withDatabase } from '../database.ts';
import { isForPrograms, type AnyCommand } from './command.ts';

/** The commands that bring data in and take it out. */
export function addData(program: AnyCommand): void {
	program.commandsGroup('Data:');
	program
		.command('import')
		.description('load an HR export')
		.argument('<FILE>', 'CSV, tab-separated or .xlsx')
		.option('--dry-run', 'say only what loading it would do')
		.option('--network <SLUG>', 'which network, where there are several')
		.option('--company <NAME>', 'which company, where it is not the parent company')
		.action(async (file, { dryRun, network, company }, command) => {
			const { importFile } = await import('../import.ts');
			const wish = { dryRun: dryRun ?? false, json: isForPrograms(command), network, company };
			return withDatabase((url) => importFile(url, file, wish));
		});
	program
		.command('export')
		.description(
			'write a whole network into a zip of open formats (JSON lines, and the files as they are)'
		)
		.argument('<FILE>', 'the zip to write; nothing may be there yet')
		.option('--network <SLUG>', 'which network, where there are several')
		.option('--confided', 'also reasons, standings and what else was told the desk in confidence')
		.action(async (file, { network, confided }) => {
			const { exportNetwork } = await import('../export.ts');
			return withDatabase((url) => exportNetwork(url, file, network, confided ?? false));
		});
}
