import type http from 'node:http';
import { excuseProgram } from '#platform/http/programs.ts';

/** Makes a request and its answer ready for the application: the protocol, and what holds for files too. */
export function receive(req: http.IncomingMessage, res: http.ServerResponse, protocol: string): void {
	res.setHeader('x-content-type-options', 'nosniff');
	req.headers['x-okaeri-protocol'] = protocol;
	excuseProgram(req, protocol);
}
