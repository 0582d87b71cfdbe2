import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { compressWhole, encodings, type Encoding } from '../src/platform/http/compression.ts';
import type { Measured } from './measured.ts';
import type { BenchProduct } from './product.ts';

const pages = ['/home', '/people', '/groups', '/events', '/openings', '/messages', '/me', '/news'];
const times = 40;
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

/** How many bytes of pages leave by each encoding, as a share of what they are, and how long it takes to make them smaller. */
export async function measureWire(product: BenchProduct): Promise<Measured[]> {
	const rows: Measured[] = [];
	for (const encoding of encodings) {
		const found: Share[] = [];
		for (const page of pages) found.push(await shareOf(product, page, encoding));
		const worst = found.reduce((most, one) => (one.share > most.share ? one : most));
		rows.push({
			what: `Any page, on the wire, ${encoding} (most: ${worst.page})`,
			budget: '≤ 1/6 of the bytes',
			measured: `1/${(1 / worst.share).toFixed(1)}, ${kilobytes(worst.wire)} of ${kilobytes(worst.whole)}`,
			kept: worst.share <= 1 / 6
		});
	}
	const home = (await fetched(product, '/home', 'identity')).bytes;
	for (const encoding of encodings) rows.push(await timeOf(encoding, home));
	return rows;
}

type Share = { page: string; wire: number; whole: number; share: number };

async function shareOf(product: BenchProduct, page: string, encoding: Encoding): Promise<Share> {
	const wire = await fetched(product, page, encoding);
	const whole = await fetched(product, page, 'identity');
	if (wire.encoding !== encoding) throw new Error(`${page} left by ${wire.encoding}, not ${encoding}`);
	return {
		page,
		wire: wire.bytes.length,
		whole: whole.bytes.length,
		share: wire.bytes.length / whole.bytes.length
	};
}

type Fetched = { bytes: Buffer; encoding: string | undefined };

/** A page as it comes over the wire, not unpacked. */
function fetched({ origin, cookie }: BenchProduct, page: string, encoding: string): Promise<Fetched> {
	return new Promise((resolve, reject) => {
		const headers = { cookie, 'accept-encoding': encoding };
		http.get(`${origin}${page}`, { headers }, (response) => {
			if (response.statusCode !== 200)
				return reject(new Error(`${page} answered ${response.statusCode}`));
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({ bytes: Buffer.concat(parts), encoding: response.headers['content-encoding'] })
			);
		}).on('error', reject);
	});
}

/** The time is that of a thread beside the event loop. */
async function timeOf(encoding: Encoding, page: Buffer): Promise<Measured> {
	const smaller = await compressWhole(encoding, page);
	const began = performance.now();
	for (let at = 0; at < times; at++) await compressWhole(encoding, page);
	const milliseconds = (performance.now() - began) / times;
	return {
		what: `Home, on the wire, ${encoding}`,
		budget: '≤ 1/6 of the bytes',
		measured: `${kilobytes(smaller.length)} of ${kilobytes(page.length)} in ${milliseconds.toFixed(2)} ms`,
		kept: smaller.length <= page.length / 6
	};
}
