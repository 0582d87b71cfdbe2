import { parseArgs } from 'node:util';
import { withDatabase } from './database.ts';

const usage = `okaeri COMMAND

  start                          run the product: web, worker and, without DATABASE_URL, its own PostgreSQL
  dev                            the same for development, with reload
  found NAME --steward EMAIL     make a real network; prints the link by which its first steward signs in
        [--name-en NAME] [--company NAME] [--host HOST] [--locale ja|en]
  import FILE [--dry-run] [--json] [--network SLUG] [--company NAME]
                                 load an HR export
  demo                           load the demo network into an empty database
  migrate                        bring the database to the newest schema
  doctor                         say what is in order and what is not
  retry                          try everything again that was given up, and say what it failed with
`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		help: { type: 'boolean', short: 'h' },
		'dry-run': { type: 'boolean' },
		json: { type: 'boolean' },
		network: { type: 'string' },
		company: { type: 'string' },
		host: { type: 'string' },
		steward: { type: 'string' },
		'name-en': { type: 'string' },
		locale: { type: 'string' }
	}
});
const [command, argument] = positionals;

async function run(): Promise<void> {
	switch (command) {
		case 'start':
			return (await import('./start.ts')).start();
		case 'dev':
			return withDatabase(async (url) => (await import('./dev.ts')).dev(url));
		case 'migrate':
			return withDatabase(async () => console.log('The database has the newest schema.'));
		case 'demo':
			return withDatabase(async (url) =>
				console.log(
					(await (await import('./demo.ts')).loadDemoInto(url))
						? 'The demo network is loaded.'
						: 'There is a network already; nothing was changed.'
				)
			);
		case 'doctor':
			return withDatabase(async (url) => (await import('./doctor.ts')).doctor(url));
		case 'retry':
			return withDatabase(async (url) => (await import('./retry.ts')).retry(url));
		case 'found': {
			if (!argument || !values.steward) throw new Error('Usage: okaeri found NAME --steward EMAIL');
			const { found } = await import('./found.ts');
			return withDatabase((url) =>
				found(url, {
					name: argument,
					nameEn: values['name-en'] ?? argument,
					company: values.company ?? argument,
					host: values.host,
					locale: values.locale === 'en' ? 'en' : 'ja',
					steward: values.steward!
				})
			);
		}
		case 'import': {
			if (!argument) throw new Error('Usage: okaeri import FILE [--dry-run] [--json]');
			const { importFile } = await import('./import.ts');
			return withDatabase((url) =>
				importFile(url, argument, {
					dryRun: values['dry-run'] ?? false,
					json: values.json ?? false,
					network: values.network,
					company: values.company
				})
			);
		}
		default:
			console.log(usage);
			if (command && !values.help) process.exitCode = 2;
	}
}

try {
	await run();
} catch (error) {
	console.error(process.env.LOG_LEVEL === 'debug' ? error : (error as Error).message);
	process.exitCode ||= 1;
}
