/**
 * Asks the web process of this machine whether it works, and ends with 0 or 1: for container runners and service
 * managers, where no other program is at hand.
 */
import { config } from '#platform/config/config.ts';

const { HOST, PORT } = config();
const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
const host = everywhere[HOST] ?? HOST;
const address = `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/up`;
try {
	const { status } = await fetch(address, { signal: AbortSignal.timeout(8000), redirect: 'manual' });
	console.log(`${address} answers ${status}`);
	if (status !== 200) process.exitCode = 1;
} catch (error) {
	const { cause } = error as { cause?: Error };
	console.error(`${address} does not answer: ${cause?.message ?? (error as Error).message}`);
	process.exitCode = 1;
}
