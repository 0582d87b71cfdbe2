import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { secret } from '#platform/config/secret.ts';
import { serveMetricsOf } from '#platform/metrics/serving.server.ts';
import type { Embedded } from '#platform/postgres/embedded.ts';
import { answer, answerFailure } from './answering.ts';
import { ensureBuilt } from './build.ts';
import { backUpEachNight, refuseHalfSet } from './backup-nights.ts';
import { claim, makeDataDir } from './claim.ts';
import { openDatabase } from './database.ts';
import { loadDemoInto } from './demo.ts';
import { ended, runPart, type Running } from './parts.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the product: database, schema, demo network where there is none, web and worker. Ends all of it on Ctrl-C. */
export async function start(): Promise<void> {
	const began = Date.now();
	const { dataDir, origin } = config();
	makeDataDir(dataDir);
	secret(); // throws where others could guess it
	refuseHalfSet();
	const release = await claim(dataDir, origin);
	let embedded: Embedded | undefined;
	const running: Running = { children: new Map(), isStopping: false, settings: {}, dataDir };
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
	try {
		const built = ensureBuilt(root);
		built.catch(() => undefined); // said below, once the database runs
		const installed = await openDatabase((started) => (embedded = started));
		running.settings = installed.settings;
		const demo = await loadDemoInto(installed.url);
		running.settings.OKAERI_BUILD = await built; // web that is started again goes on with the build it came with
		await serveMetricsOf(() => running.children.values());
		await Promise.all([runPart('web', running), runPart('worker', running)]);
		answer(greeting(origin, demo, embedded, Date.now() - began), { origin, isDemoLoaded: demo, dataDir });
		if (embedded) void watchDatabase(embedded, running);
		void backUpEachNight(installed.url, running);
	} catch (error) {
		answerFailure((error as Error).message);
		await stop(1);
	}

	async function stop(code: number): Promise<void> {
		if (running.isStopping) return;
		running.isStopping = true;
		await Promise.all([...running.children.values()].map(ended));
		await embedded?.leave();
		release();
		process.exit(code);
	}
}

/** Looks every second whether the embedded PostgreSQL runs, and starts it again where it does not. */
async function watchDatabase(embedded: Embedded, running: Running): Promise<void> {
	for (;;) {
		await new Promise((go) => setTimeout(go, 1000));
		if (running.isStopping) return;
		try {
			const began = Date.now();
			if (await embedded.revive())
				console.error(
					`The database had ended. It was started again and answers after ${(Date.now() - began) / 1000} s.`
				);
		} catch (error) {
			console.error(
				`The database has ended and does not start; tried again: ${(error as Error).message}`
			);
		}
	}
}

function greeting(
	origin: string,
	demo: boolean,
	embedded: Embedded | undefined,
	milliseconds: number
): string {
	const lines = [
		'',
		`Okaeri  ${origin}`,
		demo
			? 'A demo network was loaded. Open the address and choose who to be: 人事・運営担当 (the steward) is a good start.'
			: 'In a demo network, the first page lists who you can be.'
	];
	if (!process.env.SMTP_URL)
		lines.push(
			'Mails are not sent (SMTP_URL is not set): read them at the desk, under 送信箱 / Outbox.',
			'In a real network the desk does not see links that let someone in. A member’s sign-in link: bin/okaeri link EMAIL'
		);
	if (embedded) lines.push(`The database is in ${embedded.cluster}.`);
	lines.push(`Ready in ${(milliseconds / 1000).toFixed(1)} s. Ctrl-C ends it.`);
	return `${lines.join('\n  ')}\n`;
}
