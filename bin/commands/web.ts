/** The web process: the built application behind a plain HTTP server that ends gracefully. */
import http from 'node:http';
import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { secret } from '#platform/config/secret.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { receive } from './front.ts';
import { proxyList, visitorAddress } from '#platform/http/visitor-address.ts';

const { HOST, PORT, ORIGIN, TRUSTED_PROXIES, ADDRESS_HEADER } = config();
secret(); // throws where others could guess it
// The host comes from the request, since each network may have its own. The protocol is ORIGIN's, or plain HTTP.
process.env.PROTOCOL_HEADER = 'x-okaeri-protocol';
const protocol = ORIGIN ? new URL(ORIGIN).protocol.slice(0, -1) : 'http';
// Whom a request is counted by is decided here, once for all; SvelteKit is told in a header that nobody else can set.
process.env.ADDRESS_HEADER = 'x-okaeri-address';
const trusted = proxyList(TRUSTED_PROXIES);
let hasWarned = TRUSTED_PROXIES.length > 0;
process.env.BODY_SIZE_LIMIT ??= '1G';

const { handler } = (await import(path.resolve(import.meta.dirname, '../../build/handler.js'))) as {
	handler: (req: http.IncomingMessage, res: http.ServerResponse) => void;
};
const server = http.createServer((req, res) => {
	receive(req, res, protocol);
	req.headers['x-okaeri-address'] = countedBy(req);
	handler(req, res);
});

function countedBy(req: http.IncomingMessage): string {
	const forwarded = [req.headers[ADDRESS_HEADER] ?? []].flat().join(',');
	if (forwarded && !hasWarned) {
		hasWarned = true;
		console.error(
			`A request came with ${ADDRESS_HEADER}, but TRUSTED_PROXIES is not set. If it came through a proxy of yours, all its visitors count as one.`
		);
	}
	return visitorAddress(req.socket.remoteAddress, forwarded, trusted);
}

server.on('error', (error: NodeJS.ErrnoException) => {
	const words =
		error.code === 'EADDRINUSE'
			? `Port ${PORT} is taken by another program. Choose another: PORT=3001 npm start`
			: error.message;
	const end = () => process.exit(1);
	if (process.send) return process.send(words, end);
	console.error(words);
	end();
});
server.listen(PORT, HOST, () => process.send?.('ready'));

function stop(): void {
	server.close(() => void closePools().then(() => process.exit(0)));
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), 5_000).unref();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
process.on('disconnect', stop); // whoever started it is gone
