import dns from 'node:dns';
import net from 'node:net';
import tls from 'node:tls';
import { config } from '#platform/config/config.ts';
import { isOutside, lookupOutside, postOutside } from '#platform/http/safe-fetch.server.ts';
import { signatureOf } from '#platform/webhooks/signing.ts';
import { syslogFrame, type ShippedLine } from './line.ts';

export type Target = {
	way: 'syslog' | 'https';
	host: string;
	port: number;
	certificate: string;
	url: string;
	secret: string;
};
type Test = { test: true; network: string; at: string };
type Batch = { id: string; lines: readonly (ShippedLine | Test)[] };

const seconds = 15;
/** Syslog has no receipt. A receiver that hangs up by itself within this time after the last octet has not taken it. */
const settleMs = 400;
/** A receiver that does not hang up after us is waited for no longer. */
const lingerMs = 3000;

/** Sends lines to the place outside. Throws, with what is wrong, where they may not have arrived. */
export async function send(target: Target, batch: Batch): Promise<void> {
	if (target.way === 'syslog') return sendBySyslog(target, batch);
	return sendByHttps(target, batch);
}

/** May this place be reached? The operator lists what is inside; everything else must be on the open internet. */
export function isReachable(host: string, port: number): boolean {
	const bare = host.replace(/^\[|\]$/g, '');
	if (isListed(bare, port)) return true;
	if (net.isIP(bare)) return isOutside(bare);
	return (
		/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i.test(bare) &&
		!/^[\d.]+$/.test(bare)
	);
}

const isListed = (host: string, port: number) => config().AUDIT_HOSTS.includes(`${host}:${port}`);

/** Node's usual authorities, and the one that was given. */
const authorities = (certificate: string) =>
	certificate === '' ? {} : { ca: [...tls.rootCertificates, certificate] };

async function sendBySyslog({ host, port, certificate }: Target, { lines }: Batch): Promise<void> {
	if (!isReachable(host, port)) throw new Error(`${host} is not on the open internet`);
	const from = new URL(config().origin).hostname;
	const frames = Buffer.concat(lines.map((line) => syslogFrame(line, from)));
	await new Promise<void>((resolve, reject) => {
		let isDone = false;
		const socket = tls.connect({
			host,
			port,
			minVersion: 'TLSv1.2',
			...(net.isIP(host) ? {} : { servername: host }),
			...(isListed(host, port) ? {} : { lookup: lookupOutside }),
			...authorities(certificate)
		});
		const hangUp = () => {
			isDone = true;
			socket.end();
			setTimeout(() => socket.destroy(), lingerMs).unref();
		};
		socket.setTimeout(seconds * 1000, () => socket.destroy(new Error('No answer in time')));
		socket.once('error', reject);
		socket.once('close', () => (isDone ? resolve() : reject(new Error('The receiver hung up'))));
		socket.once('secureConnect', () => socket.write(frames, () => setTimeout(hangUp, settleMs)));
		socket.resume();
	});
}

async function sendByHttps({ url, secret, certificate }: Target, { id, lines }: Batch): Promise<void> {
	const place = new URL(url);
	const port = Number(place.port || 443);
	if (place.protocol !== 'https:' || !isReachable(place.hostname, port))
		throw new Error('Only https, and not inside');
	const body = JSON.stringify({ type: 'audit.lines', lines });
	const status = await postOutside(url, {
		body,
		seconds,
		headers: {
			'content-type': 'application/json',
			...signatureOf({ secret, messageId: id, sentAt: new Date(), body })
		},
		...(isListed(place.hostname, port) ? { lookup: dns.lookup as net.LookupFunction } : {}),
		...authorities(certificate)
	});
	if (status < 200 || status > 299) throw new Error(`Answered ${status}`);
}
