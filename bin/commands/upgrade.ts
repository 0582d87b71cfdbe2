import { migrationsOf, migrationText } from '#platform/database/migrate.ts';
import { contractions, isEarlier } from '#platform/upgrade/contractions.ts';
import { forecast, inSeconds, linesOf, type Forecast } from '#platform/upgrade/forecast.ts';
import { notedProgram, thisProgram } from '#platform/upgrade/program.ts';
import { rehearse } from '#platform/upgrade/rehearsal.ts';
import { megabytes, roomFor } from '#platform/upgrade/snapshots.ts';
import { measureSpeed, readSizes } from '#platform/upgrade/speed.ts';
import { withDatabase, withDatabaseAsItIs } from './database.ts';
import { asOwner } from './owner.ts';

/** What `upgrade --check` finds. `room` is that of the copy before the upgrade, for the embedded database. */
type Outlook = {
	version: string;
	newest: string | undefined;
	forecasts: Forecast[];
	seconds: number;
	canGoOn: boolean;
	room: { needed: number; free: number } | undefined;
};

/**
 * Brings the database to this version's schema and says with which migrations; with `check`, changes nothing and says what
 * would happen.
 */
export async function upgrade({ check, json }: { check: boolean; json: boolean }): Promise<void> {
	if (check) return withDatabaseAsItIs((url, dataDir) => checkUpgrade(url, dataDir, json));
	let pending: string[] = [];
	await withDatabaseAsItIs(async (url) => {
		pending = (await asOwner(url, migrationsOf)).pending;
	});
	await withDatabase(async () => {
		const { version } = thisProgram();
		if (json) console.log(JSON.stringify({ version, ran: pending }));
		else if (pending.length === 0) console.log(`The database had all that version ${version} needs.`);
		else console.log(`The database has what version ${version} needs: ${pending.join(', ')} came in.`);
	});
}

/** Says what this version would change in the database, how long that takes and who waits meanwhile. Changes nothing. */
async function checkUpgrade(url: string, dataDir: string | undefined, json: boolean): Promise<void> {
	const outlook = await lookAhead(url, dataDir);
	console.log(json ? JSON.stringify(outlook) : wordsOf(outlook).join('\n'));
}

async function lookAhead(url: string, dataDir: string | undefined): Promise<Outlook> {
	const { version } = thisProgram();
	const { ran, pending } = await asOwner(url, migrationsOf);
	const isNew = ran.length === 0;
	const forecasts = isNew || pending.length === 0 ? [] : await forecastsOf(url, ran, dataDir);
	return {
		version,
		newest: ran.at(-1),
		forecasts,
		seconds: forecasts.reduce((sum, { seconds }) => sum + seconds, 0),
		canGoOn: forecasts.every(({ hindrances }) => hindrances.length === 0),
		room: dataDir && forecasts.length > 0 ? roomFor(dataDir) : undefined
	};
}

/** Each migration is tried in an empty database first; what it touches there is then looked up here. */
async function forecastsOf(url: string, ran: string[], dataDir: string | undefined): Promise<Forecast[]> {
	const rehearsed = await rehearse(ran);
	const before = dataDir && notedProgram(dataDir)?.version;
	return asOwner(url, async (client) => {
		const tables = rehearsed.flatMap(({ effects, writes }) => [
			...effects.rewrites,
			...effects.indexes,
			...effects.scans,
			...writes
		]);
		const sizes = await readSizes(client, [...new Set(tables)]);
		const speed = await measureSpeed(client);
		return rehearsed.map((migration) => {
			const since = contractions(migrationText(migration.name));
			return forecast(migration, sizes, speed, (thing) => isUnneeded(since.get(thing), before));
		});
	});
}

/** Does the version that ran last need something that no code needs since that release? */
function isUnneeded(since: string | undefined, before: string | undefined): boolean {
	return since !== undefined && before !== undefined && !isEarlier(before, since);
}

function wordsOf({ version, newest, forecasts, seconds, canGoOn, room }: Outlook): string[] {
	if (!newest) return [`The database is empty. Version ${version} makes its schema when it starts.`];
	if (forecasts.length === 0) return [`The database has all that version ${version} needs (${newest}).`];
	return [
		`New in version ${version} for this database, whose newest migration is ${newest}:`,
		...forecasts.flatMap(linesOf).map((line) => `  ${line}`),
		`In all ${inSeconds(seconds)}, by the speed of this server and the size of its tables.`,
		...(room
			? [
					`A copy is taken first: it needs ${megabytes(room.needed)}, and ${megabytes(room.free)} are free.`
				]
			: ['This database is on a server of your own: make a backup before you upgrade.']),
		...(canGoOn
			? ['The version before can go on serving meanwhile.']
			: [
					'Stop the version before first:',
					...forecasts.flatMap(({ name, hindrances }) =>
						hindrances.map((why) => `  ${name}: ${why}`)
					)
				])
	];
}
