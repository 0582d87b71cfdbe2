import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { useEmbedded, type Embedded } from './embedded.ts';

/** A server of its own in a folder of its own. `clear` stops it and removes all that it left. */
export type ThrowAway = { dataDir: string; server: Embedded; clear: () => Promise<void> };

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Starts an embedded PostgreSQL that goes with whoever started it: also when it is interrupted or ends early. */
export async function throwAwayServer(prefix: string): Promise<ThrowAway> {
	const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
	fs.chmodSync(dataDir, 0o755);
	let server: Embedded | undefined;
	const remove = () => {
		for (const folder of [dataDir, ...(server ? [server.run] : [])])
			fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
	};
	const drop = () => {
		server?.abandon();
		remove();
	};
	const interrupted = (signal: keyof typeof signals) => process.exit(signals[signal]); // 'exit' follows
	process.once('exit', drop);
	for (const signal of Object.keys(signals)) process.once(signal, interrupted);
	server = await useEmbedded(dataDir);
	const leave = server.leave;
	return {
		dataDir,
		server,
		clear: async () => {
			await leave();
			process.off('exit', drop);
			for (const signal of Object.keys(signals)) process.off(signal, interrupted);
			remove();
		}
	};
}
