import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import { checkOutside, lookupOutside } from './safe-fetch.server.ts';

type Wish = {
	method: string;
	headers: Record<string, string>;
	body?: string | undefined;
	seconds: number;
	mostBytes: number;
	/** Hosts with their ports that the operator allows though they are inside, and over plain http. */
	allowed: readonly string[];
};
export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

/** Has the operator allowed this host, at this port? */
export function isAllowed(url: URL, allowed: readonly string[]): boolean {
	const port = url.port || (url.protocol === 'https:' ? '443' : '80');
	return allowed.some((host) => host === url.host || host === `${url.hostname}:${port}`);
}

/** Throws for an address that is not on the open internet, or not over https, unless the operator allowed its host. */
export function checkReachable(url: URL, allowed: readonly string[]): void {
	if (isAllowed(url, allowed) && /^https?:$/.test(url.protocol) && !url.username && !url.password) return;
	checkOutside(url);
	if (url.protocol !== 'https:') throw new Error('Only https');
}

/**
 * Asks a server of the open internet, at an address that an administrator gave, and reads its answer. It takes https only,
 * follows no redirect, and reaches nothing inside, by whatever name, unless the operator allowed that very host. Throws for
 * everything else, and for an answer that is larger than `mostBytes` or takes longer than `seconds`.
 */
export async function requestOutside(address: string, wish: Wish): Promise<Answer> {
	const url = new URL(address);
	checkReachable(url, wish.allowed);
	const answer = await ask(url, wish, isAllowed(url, wish.allowed) ? undefined : lookupOutside);
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of answer as AsyncIterable<Buffer>) {
		size += piece.length;
		if (size > wish.mostBytes) throw new Error('The answer is too large');
		pieces.push(piece);
	}
	return { status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) };
}

function ask(
	url: URL,
	{ method, headers, body, seconds }: Wish,
	lookup: net.LookupFunction | undefined
): Promise<http.IncomingMessage> {
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? https : http).request(
			url,
			{
				method,
				agent: false,
				signal: AbortSignal.timeout(seconds * 1000),
				headers: {
					...headers,
					'user-agent': 'Okaeri',
					...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) })
				},
				...(lookup ? { lookup } : {})
			},
			resolve
		);
		request.on('error', reject);
		request.end(body);
	});
}
