import type pg from 'pg';
import { migrationDigests } from '#platform/database/migrate.ts';
import { schemas, BackupRefused, type Head } from './format.ts';
import { fingerprintOf } from './secret-fingerprint.ts';
import { productVersion } from './version.ts';

/** Throws where the backup is of a newer Okaeri than this one, or of one with other migrations. */
export function refuseNewer(head: Head): void {
	const known = migrationDigests();
	const strange = head.migrations.findLast(({ name }) => !known.has(name));
	if (strange)
		throw new BackupRefused(
			`This backup is of Okaeri ${head.version} and newer than this program (${productVersion()}), which does not know ${strange.name}. Restore it with that version or a later one.`
		);
	const changed = head.migrations.find(({ name, digest }) => known.get(name) !== digest);
	if (changed)
		throw new BackupRefused(
			`This backup was made by a program whose ${changed.name} is another. Restore it with an unchanged release of Okaeri ${head.version} or later.`
		);
}

/** Throws where a database holds anything of Okaeri: a restore never writes over it. */
export async function refuseFull(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ database: string; name: string }>(
		`select current_database() as database, n.nspname || '.' || c.relname as name
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = any ($1)
			and c.relkind in ('r', 'p')
			and not exists (
				select from pg_depend d
				where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
			)
		limit 1`,
		[schemas]
	);
	if (rows[0])
		throw new BackupRefused(
			[
				`The database ${rows[0].database} is not empty: it has the table ${rows[0].name}. A backup is restored into an`,
				'empty one only, and writes over nothing. Make a new database for DATABASE_URL, or name another folder in OKAERI_DATA.'
			].join(' ')
		);
}

/** Throws where a secret is not the one that the backup was signed and sealed with. */
export function refuseOtherSecret(head: Head, secret: string, where: string): void {
	if (fingerprintOf(secret) !== head.secretFingerprint)
		throw new BackupRefused(
			`${where} is not the secret of this backup. With another one nobody’s authenticator app works, and the audit log’s signatures cannot be checked. Put the right one there.`
		);
}
