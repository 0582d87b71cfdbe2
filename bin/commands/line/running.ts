import { answer } from '../answering.ts';
import { asGiven } from '../as-given.ts';
import { withDatabase } from '../database.ts';
import { isForPrograms, type AnyCommand } from './command.ts';

/** The commands that run the installation and look after it. */
export function addRunning(program: AnyCommand): void {
	program.commandsGroup('Running:');
	program
		.command('start')
		.description('run the product: web, worker and, without DATABASE_URL, its own PostgreSQL')
		.action(async () => (await import('../start.ts')).start());
	program
		.command('dev')
		.description('the same for development, with reload')
		.action(() => withDatabase(async (_url, installed) => (await import('../dev.ts')).dev(installed)));
	program
		.command('demo')
		.description('load the demo network into an empty database')
		.action(() =>
			withDatabase(async (url) => {
				const isLoaded = await (await import('../demo.ts')).loadDemoInto(url);
				answer(
					isLoaded
						? 'The demo network is loaded.'
						: 'There is a network already; nothing was changed.',
					{ isLoaded }
				);
			})
		);
	program
		.command('config')
		.description('print every setting, where it comes from, and what is wrong with it')
		.option('--check', 'end with 1 where something is wrong')
		.action(async ({ check }, command) =>
			(await import('../config.ts')).showConfig(asGiven, { check, json: isForPrograms(command) })
		);
	addSchema(program);
	program
		.command('doctor')
		.description('say what is in order and what is not')
		.option('--mail <EMAIL>', 'send a test mail there as well')
		.option('--dkim <SELECTOR>', 'ask DNS for the DKIM key of this selector as well')
		.option('--no-dns', 'do not ask DNS about the sender’s domain')
		.action(async (wish) => (await import('../doctor.ts')).doctor(wish));
}

/** The commands that bring the database to another version. */
function addSchema(program: AnyCommand): void {
	program
		.command('migrate')
		.description('bring the database to the newest schema')
		.option('--logins', 'give web and worker the passwords that stand in the addresses of their logins')
		.action(({ logins }) =>
			withDatabase(async (url) => {
				if (logins) await (await import('../logins.ts')).openOwnLogins(url);
				answer('The database has the newest schema.', { isNewest: true });
			})
		);
	program
		.command('upgrade')
		.description('bring the database to the newest schema, and say what that changed')
		.option(
			'--check',
			'say only what would change, how long it takes, and whether the version before can serve meanwhile'
		)
		.action(async ({ check = false }, command) =>
			(await import('../upgrade.ts')).upgrade({ check, json: isForPrograms(command) })
		);
	program
		.command('rollback')
		.description('put the embedded database back as it was before the last upgrade')
		.option('--yes', 'do not ask')
		.action(async ({ yes: isAgreed = false }, command) =>
			(await import('../rollback.ts')).rollback({ isAgreed, json: isForPrograms(command) })
		);
}
