import { isForPrograms, type AnyCommand } from './command.ts';

/** The commands that make backups and bring them back. */
export function addBackups(program: AnyCommand): void {
	program.commandsGroup('Backups:');
	const backup = program
		.command('backup')
		.description('write all of it into one encrypted file, while it goes on working')
		.argument('<FILE>', 'the file to write')
		.option(
			'--recipient <AGE1…>',
			'for whom it is encrypted; otherwise BACKUP_RECIPIENT, or a passphrase'
		)
		.option('--passphrase-file <FILE>', 'the file that holds the passphrase')
		.option('--with-secrets', 'put the secret into it as well')
		.action(async (file, { recipient, passphraseFile, withSecrets = false }, command) => {
			const { backUp } = await import('../backup.ts');
			return backUp(file, { recipient, passphraseFile, withSecrets, json: isForPrograms(command) });
		});
	backup
		.command('verify')
		.description('really restore a backup, somewhere that is thrown away, and compare')
		.argument('<FILE>', 'the backup')
		.option('--identity <FILE>', 'the file with the key')
		.option('--passphrase-file <FILE>', 'the file that holds the passphrase')
		.action(async (file, wish, command) =>
			(await import('../backup-verify.ts')).verify(file, { ...wish, json: isForPrograms(command) })
		);
	backup
		.command('key')
		.description('make a pair of keys for backups')
		.argument('<FILE>', 'the file to write the key to')
		.action(async (file, _wish, command) =>
			(await import('../backup.ts')).makeKey(file, { json: isForPrograms(command) })
		);
	backup
		.command('nightly')
		.description(
			'back up into BACKUP_DIRECTORY and delete what is over its time, as start does each night'
		)
		.action(async (_wish, command) =>
			(await import('../backup-nightly.ts')).backUpTonight({ json: isForPrograms(command) })
		);
	addRestore(program);
}

function addRestore(program: AnyCommand): void {
	program
		.command('restore')
		.description('bring a backup back into an empty database or data directory')
		.argument('<FILE>', 'the backup')
		.option('--identity <FILE>', 'the file with the key')
		.option('--passphrase-file <FILE>', 'the file that holds the passphrase')
		.option('--other-secret', 'go on without the secret that it was made with')
		.action(async (file, { otherSecret = false, ...wish }, command) => {
			const { restore } = await import('../restore.ts');
			return restore(file, { ...wish, otherSecret, json: isForPrograms(command) });
		});
}
