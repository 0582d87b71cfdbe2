import { config } from '#platform/config/config.ts';
import { noteProgram, wordsFor } from '#platform/upgrade/program.ts';
import { putBack } from '#platform/upgrade/rollback.ts';
import { megabytes, snapshotsOf, type Snapshot } from '#platform/upgrade/snapshots.ts';
import { ask, canAsk } from './asking.ts';
import { claim } from './claim.ts';

/**
 * Puts the newest copy from before an upgrade in the place of the embedded database, and says which version to start.
 * Throws, and changes nothing, where Okaeri runs, there is no copy, or nobody agrees that newer writing goes.
 */
export async function rollback({ isAgreed, json }: { isAgreed: boolean; json: boolean }): Promise<void> {
	if (process.env.DATABASE_URL)
		throw new Error(
			'This database is on a server of your own, of which no copy is kept here. Restore the backup from before the upgrade into an empty database; docs/upgrading.md says how.'
		);
	const { dataDir, origin } = config();
	const release = await claim(dataDir, origin);
	try {
		const [snapshot] = snapshotsOf(dataDir);
		if (!snapshot)
			throw new Error(
				`There is no copy from before an upgrade for ${dataDir}. Restore a backup instead; docs/upgrading.md says how.`
			);
		await agree(snapshot, isAgreed);
		const aside = await putBack(dataDir, snapshot);
		const { newest, takenAt, program } = snapshot;
		noteProgram(dataDir, program);
		if (json) return console.log(JSON.stringify({ newest, takenAt, program, aside }));
		console.log(
			[
				`The database is as it was at ${takenAt}, with ${newest} as its newest migration.`,
				`Now start ${wordsFor(program, newest)}.`,
				`The database of the upgrade is kept in ${aside}. Delete that folder when you do not need it any more.`
			].join('\n')
		);
	} finally {
		release();
	}
}

async function agree(snapshot: Snapshot, isAgreed: boolean): Promise<void> {
	if (isAgreed) return;
	const words = `The copy is of ${snapshot.takenAt} (${megabytes(snapshot.bytes)}). What was written since then will not be in the database any more.`;
	if (!canAsk()) throw new Error(`${words} To go back all the same: okaeri rollback --yes`);
	console.log(words);
	if ((await ask('Go back? Type yes: ')) !== 'yes') throw new Error('Nothing was changed.');
}
