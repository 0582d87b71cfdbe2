/** The web process: the built application behind a plain HTTP server that ends gracefully. */
import './web-processes.ts'; // leads several of this, where that is wished; then nothing below happens here
import http from 'node:http';
import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { secret } from '#platform/config/secret.ts';
import { appPool, closePools, lookAtDatabase } from '#platform/database/connection.server.ts';
import { makeProbes } from '#platform/health/probes.server.ts';
import { log, logCrashes } from '#platform/log/log.server.ts';
import { requestIdHeader, requestIdOf } from '#platform/http/request-id.ts';
import { openMetrics } from '#platform/metrics/serving.server.ts';
import { isProxy, proxyList, visitorAddress } from '#platform/http/visitor-address.ts';
import { currentBuild, useBuild } from './build.ts';
import { keepAssets } from './other-builds.ts';
import { receive } from './front.ts';

const { HOST, PORT, ORIGIN, TRUSTED_PROXIES, ADDRESS_HEADER, DRAIN_SECONDS, dataDir } = config();
secret(); // throws where others could guess it
logCrashes();
// The host comes from the request, since each network may have its own. The protocol is ORIGIN's, or plain HTTP.
process.env.PROTOCOL_HEADER = 'x-okaeri-protocol';
const protocol = ORIGIN ? new URL(ORIGIN).protocol.slice(0, -1) : 'http';
// Whom a request is counted by is decided here, once for all; SvelteKit is told in a header that nobody else can set.
process.env.ADDRESS_HEADER = 'x-okaeri-address';
const trusted = proxyList(TRUSTED_PROXIES);
let hasWarned = TRUSTED_PROXIES.length > 0;
process.env.BODY_SIZE_LIMIT ??= '1G';

const build = process.env.OKAERI_BUILD || currentBuild(path.resolve(import.meta.dirname, '../..'));
useBuild(build);
const otherBuilds = keepAssets(path.join(build, 'client'), dataDir);
const { handler } = (await import(path.join(build, 'handler.js'))) as {
	handler: (req: http.IncomingMessage, res: http.ServerResponse) => void;
};
const probes = makeProbes(appPool());
const closeMetrics = await openMetrics('web', probes).catch(cannotStart);
const server = http.createServer((req, res) => {
	if (probes.answer(req, res)) return;
	receive(req, res, protocol);
	const id = requestIdOf(req.headers[requestIdHeader], isProxy(req.socket.remoteAddress, trusted));
	req.headers['x-okaeri-request'] = id;
	res.setHeader(requestIdHeader, id);
	req.headers['x-okaeri-address'] = countedBy(req);
	if (!otherBuilds.answer(req, res)) handler(req, res);
});

function countedBy(req: http.IncomingMessage): string {
	const forwarded = [req.headers[ADDRESS_HEADER] ?? []].flat().join(',');
	if (forwarded && !hasWarned) {
		hasWarned = true;
		log.warn(
			`A request came with ${ADDRESS_HEADER}, but TRUSTED_PROXIES is not set. If it came through a proxy of yours, all its visitors count as one.`
		);
	}
	return visitorAddress(req.socket.remoteAddress, forwarded, trusted);
}

server.on('error', (error: NodeJS.ErrnoException) => {
	void cannotStart(
		error.code === 'EADDRINUSE'
			? new Error(`Port ${PORT} is taken by another program. Choose another: PORT=3001 npm start`)
			: error
	);
});
await lookAtDatabase('app').catch(cannotStart);
server.listen(PORT, HOST, () => process.send?.('ready'));

/** Whoever started this process hears in words why it does not work. */
async function cannotStart({ message }: Error): Promise<never> {
	if (process.send) await new Promise((sent) => process.send!(message, sent));
	else console.error(message);
	process.exit(1);
}

function stop(): void {
	probes.stopping();
	setTimeout(close, DRAIN_SECONDS * 1000);
}

function close(): void {
	server.close(
		() =>
			void closeMetrics()
				.then(closePools)
				.then(() => process.exit(0))
	);
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), 5_000).unref();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
process.on('disconnect', stop); // whoever started it is gone
