/** The web process: the built application behind a plain HTTP server that ends gracefully. */
import http from 'node:http';
import path from 'node:path';
import { config } from '#platform/config/config.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { excuseProgram } from '#platform/http/programs.ts';

const { HOST, PORT, ORIGIN } = config();
// The host comes from the request, since each network may have its own. The protocol is ORIGIN's, or plain HTTP.
process.env.PROTOCOL_HEADER = 'x-okaeri-protocol';
const protocol = ORIGIN ? new URL(ORIGIN).protocol.slice(0, -1) : 'http';
process.env.BODY_SIZE_LIMIT ??= '1G';

const { handler } = (await import(path.resolve(import.meta.dirname, '../../build/handler.js'))) as {
	handler: (req: http.IncomingMessage, res: http.ServerResponse) => void;
};
const server = http.createServer((req, res) => {
	req.headers['x-okaeri-protocol'] = protocol;
	excuseProgram(req, protocol);
	handler(req, res);
});

server.on('error', (error: NodeJS.ErrnoException) => {
	console.error(
		error.code === 'EADDRINUSE'
			? `Port ${PORT} is taken by another program. Choose another: PORT=3001 npm start`
			: error.message
	);
	process.exit(1);
});
server.listen(PORT, HOST, () => process.send?.('ready'));

function stop(): void {
	server.close(() => void closePools().then(() => process.exit(0)));
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), 5_000).unref();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
process.on('disconnect', stop); // whoever started it is gone
