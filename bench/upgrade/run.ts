/**
 * Tries an upgrade as it is done: the version before serves people who read and write; this version migrates the database
 * meanwhile, serves beside it, and then alone; not one request may fail. Then `okaeri rollback`, and the version before
 * serves again. `npm run upgrade-test [-- COMMIT]`, some minutes. Ends with 1 where anything is not as it should be.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { addressesAt, passwordsIn, settingsOf } from '#platform/database/logins.ts';
import { useEmbedded } from '#platform/postgres/embedded.ts';
import { ensureBuilt } from '../../bin/commands/build.ts';
import { Load } from './load.ts';
import { freePort, isUp, okaeri, startAll, startPart, stop, stopAll, type Installed } from './processes.ts';
import { makeVersion, migrationsIn, root, versionBefore } from './version-before.ts';

const seconds = 20;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-upgrade-'));
const dataDir = path.join(folder, 'data');
fs.mkdirSync(dataDir);
for (const open of [folder, dataDir]) fs.chmodSync(open, 0o755);

const commit = versionBefore(process.argv[2]);
const before: Installed = { folder: path.join(folder, 'before'), dataDir };
const now: Installed = { folder: root, dataDir };
const say = (words: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${words}`);
const problems: string[] = [];
const hold = (isTrue: boolean, words: string) => {
	say(`${isTrue ? 'yes' : 'NO '}  ${words}`);
	if (!isTrue) problems.push(words);
};

say(`The version before is ${commit.slice(0, 12)}; it is built in ${before.folder}.`);
makeVersion(commit, before.folder);
await ensureBuilt(root);
const fresh = migrationsIn(root).filter((name) => !migrationsIn(before.folder).includes(name));
say(`New migrations: ${fresh.join(', ') || 'NONE, so that only the code is tried'}.`);

const ports = { before: await freePort(), now: await freePort() };
try {
	let old = await startAll(before, ports.before);
	const load = await upgradeUnderLoad(old);
	await goBack();
	old = await startAll(before, ports.before);
	await serveAgain(load);
	await stop(old);
} finally {
	await stopAll();
	await (await useEmbedded(dataDir)).leave();
}
if (problems.length === 0) fs.rmSync(folder, { recursive: true, force: true });
else console.error(`${problems.length} promises were not kept; everything is left in ${folder}.`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** The upgrade itself, while people read and write. Ends with this version alone, stopped. */
async function upgradeUnderLoad(old: Awaited<ReturnType<typeof startAll>>): Promise<Load> {
	const database = await useEmbedded(dataDir);
	const settings = settingsOf(addressesAt(database.url, passwordsIn(dataDir)));
	const load = new Load([ports.before]);
	await load.begin();
	await wait(seconds * 1000);
	load.phase = 'checking';
	console.log(okaeri(now, 'upgrade', '--check'));
	load.phase = 'migrating';
	say(okaeri(now, 'upgrade').trim());
	load.phase = 'old code, new database';
	await wait(seconds * 1000);
	const web = await startPart(now, 'bin/commands/web.ts', { ...settings, PORT: String(ports.now) });
	const worker = await startPart(now, 'src/worker.ts', settings);
	while (!(await isUp(ports.now))) await wait(200);
	load.phase = 'side by side';
	load.ports = [ports.before, ports.now];
	await wait(seconds * 1000);
	load.phase = 'new alone';
	load.ports = [ports.now];
	await wait(2000); // what the old one has begun to answer ends
	await stop(old);
	await wait(seconds * 1000);
	await load.end();
	for (const [phase, count] of load.tally.answered) say(`${count} requests answered: ${phase}`);
	for (const failure of load.tally.failed.slice(0, 10)) console.error(failure);
	hold(load.tally.failed.length === 0, `no request failed (${load.tally.failed.length} did)`);
	const known = await writtenAt(database.url);
	const lost = load.tally.written.filter((words) => !known.has(words));
	const { length } = load.tally.written;
	hold(length > 0 && lost.length === 0, `all of ${length} acknowledged posts are in the database`);
	await Promise.all([stop(web), stop(worker)]);
	await database.leave();
	return load;
}

async function goBack(): Promise<void> {
	if (fresh.length === 0) return;
	const refused = await startAll(before, ports.before).then(
		() => 'it started',
		(error: Error) => error.message
	);
	hold(/newer than this program/.test(refused), 'the version before refuses the newer database in words');
	say(okaeri(now, 'rollback', '--yes').trim());
}

async function serveAgain(earlier: Load): Promise<void> {
	const database = await useEmbedded(dataDir);
	const known = await writtenAt(database.url);
	const first = earlier.tally.written.filter((words) => words.startsWith('upgrade before'));
	hold(
		first.length > 0 && first.every((words) => known.has(words)),
		`what was written before the upgrade is there (${first.length} posts)`
	);
	const load = new Load([ports.before]);
	load.phase = 'back again';
	await load.begin();
	await wait(seconds * 500);
	await load.end();
	for (const failure of load.tally.failed.slice(0, 10)) console.error(failure);
	const count = load.tally.answered.get('back again') ?? 0;
	hold(count > 0 && load.tally.failed.length === 0, `the version before serves again (${count} requests)`);
	await database.leave();
}

async function writtenAt(url: string): Promise<Set<string>> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query<{ words: string }>(
		`select words from post where words like 'upgrade %'`
	);
	await client.end();
	return new Set(rows.map(({ words }) => words));
}
