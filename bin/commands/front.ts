import type http from 'node:http';

/** The one path that mail programs post to: a mail's id and its signature, and nothing that leads elsewhere. */
const oneClick = /^\/unsubscribe\/[0-9a-f-]{36}\.[\w-]{1,64}(\?[^#]*)?$/;

/** Makes a request and its answer ready for the application: the protocol, and what holds for files too. */
export function receive(req: http.IncomingMessage, res: http.ServerResponse, protocol: string): void {
	res.setHeader('x-content-type-options', 'nosniff');
	req.headers['x-okaeri-protocol'] = protocol;
	// A mail program unsubscribes with one click and sends no origin (RFC 8058). The link itself says for whom.
	if (req.method === 'POST' && !req.headers.origin && oneClick.test(req.url ?? ''))
		req.headers.origin = `${protocol}://${req.headers.host}`;
}
