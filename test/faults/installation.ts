import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfigAnew } from '#platform/config/config.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { openLogins, passwordsIn, settingsOf } from '#platform/database/logins.ts';
import { migrate } from '#platform/database/migrate.ts';
import { useEmbedded, type Embedded } from '#platform/postgres/embedded.ts';
import { placeOf } from '#platform/postgres/place.ts';
import { Part } from './part.ts';
import { DatabaseServer } from './database-server.ts';

/** The whole product on this machine: a database, two webs, two workers and a mail server, each a process of its own. */
export type Installation = {
	dataDir: string;
	/** The address of the database's owner. */
	url: string;
	/** As which address all webs know themselves. */
	origin: string;
	/** Where each web listens. */
	webPorts: number[];
	database: DatabaseServer;
	webs: Part[];
	workers: Part[];
	sink: Part;
	sinkFile: string;
	/** What the processes said, as far as it is more than news. */
	said: string[];
};

/** The first of the ports that are used: two for the webs, one for the mail server. */
const firstPort = Number(process.env.FAULTS_PORT ?? 6700);

/** `dataDir` names a folder of one's own; `more` are further settings of the product; `migrate` makes the schema its own way. */
export type Wish = {
	dataDir?: string;
	more?: Record<string, string>;
	migrate?: (url: string) => Promise<unknown>;
};

/** Starts the product with a new database, gives it to `work`, and ends all of it. */
export async function withInstallation<T>(
	{ dataDir = newFolder(), more = {}, migrate: prepare = migrate }: Wish,
	work: (installation: Installation) => Promise<T>
): Promise<T> {
	const embedded = await useEmbedded(dataDir);
	const abandon = () => embedded.abandon();
	process.once('exit', abandon);
	const said: string[] = [];
	const database = new DatabaseServer(embedded, placeOf(dataDir), (words) => said.push(words));
	try {
		await prepare(embedded.url);
		const installation = await put(dataDir, { embedded, database, said, more });
		const { webs, workers, sink } = installation;
		try {
			await Promise.all([sink, ...webs, ...workers].map((part) => part.start())).catch(
				(error: Error) => {
					throw new Error(`${error.message}\n${said.join('')}`);
				}
			);
			return await work(installation);
		} finally {
			await Promise.all([...webs, ...workers, sink].map((part) => part.stop()));
			await closePools();
		}
	} finally {
		await database.end();
		process.off('exit', abandon);
		fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
	}
}

function newFolder(): string {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-faults-'));
	fs.chmodSync(folder, 0o755);
	return folder;
}

type Started = {
	embedded: Embedded;
	database: DatabaseServer;
	said: string[];
	more: Record<string, string>;
};

async function put(dataDir: string, { embedded, database, said, more }: Started): Promise<Installation> {
	const logins = settingsOf(await openLogins(embedded.url, passwordsIn(dataDir)));
	const webPorts = [firstPort, firstPort + 1];
	const origin = `http://127.0.0.1:${firstPort}`;
	const sinkFile = path.join(dataDir, 'mails');
	fs.writeFileSync(sinkFile, '');
	const settings = {
		OKAERI_SECRET: randomBytes(32).toString('base64'),
		OKAERI_DATA: dataDir,
		ORIGIN: origin,
		TRUSTED_PROXIES: '127.0.0.1',
		SMTP_URL: `smtp://127.0.0.1:${firstPort + 2}?socketTimeout=6000&greetingTimeout=4000`,
		LOG_LEVEL: 'warn',
		CHROMIUM_PATH: '/nowhere',
		...logins,
		...more
	};
	useHere({ ...settings, DATABASE_URL: embedded.url });
	const env = { ...process.env, ...settings, DATABASE_URL: '', NODE_ENV: 'production' };
	const hear = (words: string) => void said.push(words);
	return {
		dataDir,
		url: embedded.url,
		origin,
		webPorts,
		database,
		sinkFile,
		said,
		webs: webPorts.map(
			(port, at) => new Part(`web ${at + 1}`, 'bin/commands/web.ts', { ...env, PORT: `${port}` }, hear)
		),
		workers: [1, 2].map((at) => new Part(`worker ${at}`, 'src/worker.ts', env, hear)),
		sink: new Part(
			'mail server',
			'test/faults/mail-sink.ts',
			{ ...process.env, SINK_FILE: sinkFile, SINK_PORT: `${firstPort + 2}` },
			hear
		)
	};
}

/** Lets commands and queries that a run calls itself find the database. */
function useHere(settings: Record<string, string>): void {
	Object.assign(process.env, settings);
	readConfigAnew();
}
