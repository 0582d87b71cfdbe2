import os from 'node:os';
import { checkChain } from '#access/audit/checking.server.ts';
import { differences } from '#platform/backup/comparing.ts';
import { BackupRefused, type Head } from '#platform/backup/format.ts';
import type { ReadingKey } from '#platform/backup/key.ts';
import { refuseSmall } from '#platform/backup/room.ts';
import { refuseNewer, refuseOtherSecret } from '#platform/backup/refusing.ts';
import { readHead, restoreBackup } from '#platform/backup/restore.ts';
import { readConfigAnew } from '#platform/config/config.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { openLogins, passwordsIn, settingsOf } from '#platform/database/logins.ts';
import { throwAwayServer, type ThrowAway } from '#platform/postgres/throw-away.ts';
import { readingKey, type KeyOptions } from './backup-keys.ts';
import { secretHere } from './backup-place.ts';
import { told } from './doctor-audit.ts';
import type { Finding } from './finding.ts';
import { asOwner } from './owner.ts';

type Options = KeyOptions & { json: boolean };

/**
 * Really restores a backup, into an embedded PostgreSQL that is thrown away, reads every row back, and checks each
 * network's audit log. Ends with 1 where something is not as it was. Throws BackupRefused where the file is damaged.
 */
export async function verify(file: string, options: Options): Promise<void> {
	const key = await readingKey(file, options);
	const head = await readHead(file, key);
	refuseNewer(head);
	refuseSmall(head, os.tmpdir());
	const findings = [ofSecret(head), ...(await tryOut(file, key, head))];
	const isGood = findings.every(({ state }) => state !== 'NOT ');
	if (!isGood) process.exitCode = 1;
	if (options.json) {
		const { createdAt, version } = head;
		return console.log(JSON.stringify({ file, isGood, createdAt, version, findings }));
	}
	for (const { state, text } of findings) console.log(`${state} ${text}`);
}

/** Is the secret at hand with which this backup can be used? */
function ofSecret(head: Head): Finding {
	const here = secretHere();
	try {
		if (head.secret) refuseOtherSecret(head, head.secret, 'The secret in the backup');
		else if (here) refuseOtherSecret(head, here.secret, here.where);
	} catch (error) {
		if (error instanceof BackupRefused) return { state: 'NOT ', text: error.message };
		throw error;
	}
	if (head.secret) return { state: 'ok  ', text: 'the secret that it needs is in it' };
	if (here) return { state: 'ok  ', text: `the secret that it needs is in ${here.where}` };
	return {
		state: 'WARN',
		text: 'the secret that it needs is neither in it nor here (OKAERI_SECRET): keep it safe'
	};
}

async function tryOut(file: string, key: ReadingKey, head: Head): Promise<Finding[]> {
	const trial = await throwAwayServer('okaeri-verify-');
	try {
		const { url } = trial.server;
		const found: string[] = [];
		const restored = await restoreBackup({
			ownerUrl: url,
			file,
			key,
			whenLoaded: async (client, then, end) =>
				void found.push(...(await differences(client, then, end)))
		});
		const counted = `${restored.rows.toLocaleString('en')} rows of ${restored.tables} tables`;
		return [
			...(found.length === 0
				? [
						{
							state: 'ok  ' as const,
							text: `restored and read back: ${counted}, every one as it was`
						}
					]
				: found.map((text) => ({ state: 'NOT ' as const, text }))),
			{
				state: 'ok  ',
				text:
					restored.migrated.length > 0
						? `migrated on by ${restored.migrated.join(', ')}`
						: 'of the newest schema'
			},
			...(await ofChains(trial, head))
		];
	} finally {
		await closePools();
		await trial.clear();
	}
}

/** Checks each audit log as the product does, which works from here on in the database on trial. */
async function ofChains({ server: { url }, dataDir }: ThrowAway, head: Head): Promise<Finding[]> {
	const secret = head.secret ?? secretHere()?.secret;
	const addresses = await openLogins(url, passwordsIn(dataDir));
	Object.assign(process.env, settingsOf(addresses), {
		DATABASE_URL: url,
		OKAERI_DATA: dataDir,
		...(secret && { OKAERI_SECRET: secret })
	});
	readConfigAnew();
	const networks = await asOwner(url, async (client) => {
		const { rows } = await client.query<{ id: string; slug: string }>(
			'select network_id as id, slug from network'
		);
		return rows;
	});
	const findings: Finding[] = [];
	for (const { id, slug } of networks) {
		const { lines, faults } = await checkChain({ networkId: id });
		const unsigned = (kind: string) => !secret && kind === 'checkpoint';
		const real = faults.filter(({ kind }) => !unsigned(kind));
		if (real.length === 0)
			findings.push({ state: 'ok  ', text: `the audit log of ${slug} is whole: ${lines} lines` });
		for (const { kind, number } of real)
			findings.push({
				state: 'NOT ',
				text: `the audit log of ${slug} does not hold: ${told[kind](number)}`
			});
	}
	return findings;
}
