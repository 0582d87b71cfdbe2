import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

const inside = new net.BlockList();
for (const [range, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3]
] as const)
	inside.addSubnet(range, bits, 'ipv4');
for (const [range, bits] of [
	['::', 96],
	['::ffff:0:0:0', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['100::', 64],
	['100:0:0:1::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
	['5f00::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8]
] as const)
	inside.addSubnet(range, bits, 'ipv6');

/** IPv4 addresses written as IPv6. Nobody outside is only reached so; a list of its own, or it would take all of IPv4. */
const mapped = new net.BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

/** Is this an address of the open internet, not of this machine or of the networks behind it? */
export function isOutside(address: string): boolean {
	const kind = net.isIP(address);
	if (kind === 4) return !inside.check(address, 'ipv4');
	return kind === 6 && !mapped.check(address, 'ipv6') && !inside.check(address, 'ipv6');
}

/**
 * Resolves a host name for a connection. Refuses it if any of its addresses is inside. The connection goes to the
 * very address that was checked, so that a second answer of the name server cannot change it.
 */
export const lookupOutside: net.LookupFunction = (host, options, done) => {
	dns.lookup(host, { ...options, all: true }, (error, found) => {
		const addresses = found ?? [];
		if (error) return done(error, '', 0);
		if (addresses.length === 0 || !addresses.every(({ address }) => isOutside(address)))
			return done(
				Object.assign(new Error(`${host} is not on the open internet`), { code: 'EACCES' }),
				'',
				0
			);
		if (options.all) return done(null, addresses as never, 0);
		return done(null, addresses[0]!.address, addresses[0]!.family);
	});
};

export type Page = { url: string; type: string; body: Buffer; isWhole: boolean };
/** `lookup` is for tests, whose servers are on this machine, at any port. */
type Options = {
	mostBytes: number;
	seconds: number;
	redirects: number;
	accept?: string;
	lookup?: net.LookupFunction;
};

/**
 * Throws for an address that, by its look, is not on the open internet. Only http and https at their usual ports are
 * taken, without a user name, and no number inside.
 */
export function checkOutside(url: URL): void {
	const isUsual =
		(url.protocol === 'https:' && ['', '443'].includes(url.port)) ||
		(url.protocol === 'http:' && ['', '80'].includes(url.port));
	if (!isUsual) throw new Error('Only http and https at their usual ports');
	if (url.username || url.password) throw new Error('No names and passwords');
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (net.isIP(host) && !isOutside(host)) throw new Error('Not on the open internet');
}

/**
 * Fetches a page of the open internet, for an address that a member gave. It takes http or https at their usual ports,
 * and no address inside, neither behind a redirect nor by a name that resolves to one. It sends no cookies, waits a few
 * seconds for all of it, redirects and reading included, and reads at most `mostBytes`; the rest is left. Throws for
 * everything else.
 */
export function fetchOutside(address: string, options: Options): Promise<Page> {
	return fetchBefore(AbortSignal.timeout(options.seconds * 1000), address, options);
}

async function fetchBefore(deadline: AbortSignal, address: string, options: Options): Promise<Page> {
	const url = new URL(address);
	if (!options.lookup) checkOutside(url);
	const answer = await ask(url, deadline, options);
	const next = answer.headers.location;
	if (next && answer.statusCode! >= 300 && answer.statusCode! < 400) {
		answer.destroy();
		if (options.redirects === 0) throw new Error('Too many redirects');
		const left = { ...options, redirects: options.redirects - 1 };
		return fetchBefore(deadline, new URL(next, url).href, left);
	}
	if (answer.statusCode !== 200) {
		answer.destroy();
		throw new Error(`Answered ${answer.statusCode}`);
	}
	return {
		url: url.href,
		type: answer.headers['content-type'] ?? '',
		...(await read(answer, options.mostBytes))
	};
}

function ask(
	url: URL,
	deadline: AbortSignal,
	{ lookup, accept = 'text/html,application/xhtml+xml' }: Options
): Promise<http.IncomingMessage> {
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? https : http).get(
			url,
			{
				lookup: lookup ?? lookupOutside,
				agent: false,
				signal: deadline,
				headers: { accept, 'user-agent': 'Okaeri' }
			},
			resolve
		);
		request.on('error', reject);
	});
}

type Post = {
	body: string;
	headers: Record<string, string>;
	seconds: number;
	lookup?: net.LookupFunction;
	/** A certificate, in PEM, of an authority that is believed besides the usual ones. */
	ca?: string[];
};

/**
 * Sends something to an address of the open internet that an administrator gave, by the same rules, over https only.
 * Gives the status of the answer. Its body is not read, and redirects are not followed.
 */
export async function postOutside(
	address: string,
	{ body, headers, seconds, lookup, ca }: Post
): Promise<number> {
	const url = new URL(address);
	if (!lookup) {
		checkOutside(url);
		if (url.protocol !== 'https:') throw new Error('Only https');
	}
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? https : http).request(
			url,
			{
				method: 'POST',
				lookup: lookup ?? lookupOutside,
				agent: false,
				...(ca ? { ca } : {}),
				signal: AbortSignal.timeout(seconds * 1000),
				headers: { 'user-agent': 'Okaeri', 'content-length': Buffer.byteLength(body), ...headers }
			},
			(answer) => {
				answer.destroy();
				resolve(answer.statusCode!);
			}
		);
		request.on('error', reject);
		request.end(body);
	});
}

async function read(
	answer: http.IncomingMessage,
	mostBytes: number
): Promise<{ body: Buffer; isWhole: boolean }> {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of answer as AsyncIterable<Buffer>) {
		pieces.push(piece);
		size += piece.length;
		if (size > mostBytes) break; // the head of a page is enough
	}
	return { body: Buffer.concat(pieces).subarray(0, mostBytes), isWhole: size <= mostBytes };
}
