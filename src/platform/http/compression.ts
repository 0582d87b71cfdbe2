import { promisify } from 'node:util';
import zlib from 'node:zlib';

const { constants } = zlib;

/** How answers can leave, the best first: zstd takes the least time for its size, gzip is what everything knows. */
export const encodings = ['zstd', 'br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** The levels at which a page is small enough and takes about a millisecond (decision 67). */
const zstd = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };
const br = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 18 } };
const gzip = { level: 6 };

const [zstdWhole, brWhole, gzipWhole] = [
	promisify(zlib.zstdCompress),
	promisify(zlib.brotliCompress),
	promisify(zlib.gzip)
];

/** Compresses what is there as a whole, on a thread of its own. */
export async function compressWhole(encoding: Encoding, bytes: Uint8Array): Promise<Buffer> {
	if (encoding === 'zstd') return zstdWhole(bytes, zstd);
	if (encoding === 'gzip') return gzipWhole(bytes, gzip);
	return brWhole(bytes, { params: { ...br.params, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

/** Compresses what comes in parts. */
export function compressing(encoding: Encoding) {
	if (encoding === 'zstd') return zlib.createZstdCompress(zstd);
	return encoding === 'br' ? zlib.createBrotliCompress(br) : zlib.createGzip(gzip);
}

/** The best of the encodings that an Accept-Encoding takes; undefined where it takes none. */
export function encodingFor(accepted: string | null): Encoding | undefined {
	const weights = new Map(
		(accepted ?? '').split(',').map((part) => {
			const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
			const weight = parameters.find((text) => text.startsWith('q='));
			return [name, weight ? Number(weight.slice(2)) : 1] as const;
		})
	);
	const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
	return encodings.filter((name) => weightOf(name) > 0).sort((a, b) => weightOf(b) - weightOf(a))[0];
}

/** Types that are not compressed already. Live updates are not among them: each must leave at once. */
const textual =
	/^(text\/(?!event-stream)|application\/([\w.-]+\+)?(json|xml|javascript|manifest)\b|image\/svg\+xml)/i;
const leastBytes = 1000;

/** Whether an answer is of a kind that gets smaller. */
export function isCompressible({ headers, body }: Response): boolean {
	const length = headers.get('content-length');
	return (
		body !== null &&
		textual.test(headers.get('content-type') ?? '') &&
		!headers.has('content-encoding') &&
		!headers.has('content-range') &&
		!/\bno-transform\b/.test(headers.get('cache-control') ?? '') &&
		(length === null || Number(length) >= leastBytes)
	);
}

/**
 * Whether another site may have made a browser ask for this as the one who is signed in. Whoever lets it ask often, and sees
 * how long each answer is, could guess at what a compressed page holds (BREACH, decision 67).
 */
export function mayBeDriven({ headers, url }: Request): boolean {
	if (!headers.has('cookie')) return false;
	const site = headers.get('sec-fetch-site');
	if (site === null) return url.startsWith('https:'); // browsers say it wherever others cannot read along anyhow
	return site !== 'same-origin' && site !== 'none';
}

/** Whether an answer is too short to be worth it. */
export const isTiny = (bytes: Uint8Array) => bytes.length < leastBytes;
