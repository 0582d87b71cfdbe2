import { randomBytes, randomInt } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { config } from '#platform/config/config.ts';
import {
	compressing,
	compressWhole,
	encodingFor,
	isCompressible,
	isTiny,
	mayBeDriven,
	type Encoding
} from './compression.ts';

type Part = ReadableStreamReadResult<Uint8Array>;

/**
 * An answer as it leaves: compressed by what the browser takes, where that makes it smaller and is safe. What is there as a
 * whole is compressed as a whole; what comes in parts leaves in parts. A browser that has it already is told so.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
	if (config().COMPRESS === 'off' || !isCompressible(response)) return response;
	const headers = new Headers(response.headers);
	headers.append('vary', 'accept-encoding');
	const encoding = mayBeDriven(request) ? undefined : encodingFor(request.headers.get('accept-encoding'));
	const leaving = { status: response.status, statusText: response.statusText, headers };
	if (!encoding || request.method === 'HEAD') return new Response(response.body, leaving);
	const reader = response.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>;
	const first = await reader.read();
	const second = reader.read();
	if (first.done || ((await isOver(second)) && isTiny(first.value)))
		return new Response(first.value ? bodyOf(first.value) : null, leaving);
	weaken(headers);
	if (response.status === 200 && isKnown(request, headers)) {
		await reader.cancel();
		headers.delete('content-length');
		headers.delete('content-type');
		return new Response(null, { status: 304, headers });
	}
	headers.set('content-encoding', encoding);
	if (request.headers.has('cookie')) headers.set('x-of-any-length', chanceLetters());
	headers.delete('content-length');
	if (!(await isOver(second)))
		return new Response(inParts(encoding, partsOf(reader, first.value, second)), leaving);
	const bytes = await compressWhole(encoding, first.value);
	headers.set('content-length', String(bytes.length));
	return new Response(bodyOf(bytes), leaving);
}

/** Makes answers of the same words differ in length, so that their length tells little of what stands in them (decision 67). */
const chanceLetters = () => randomBytes(96).toString('base64url').slice(0, randomInt(1, 129));

const bodyOf = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;

/** Whether nothing follows, as far as that is known at once. */
function isOver(next: Promise<Part>): Promise<boolean> {
	const unknown = new Promise<false>((tell) => setImmediate(() => tell(false)));
	return Promise.race([next.then(({ done }) => done), unknown]);
}

/** What is compressed is not the same bytes: it keeps its mark only as one of the same meaning. */
function weaken(headers: Headers): void {
	const mark = headers.get('etag');
	if (mark && !mark.startsWith('W/')) headers.set('etag', `W/${mark}`);
}

/** Whether the browser has what has this mark. */
function isKnown(request: Request, headers: Headers): boolean {
	const mark = headers.get('etag')?.replace(/^W\//, '');
	const held = request.headers.get('if-none-match');
	if (!mark || !held || request.method !== 'GET') return false;
	return held.split(',').some((one) => one.trim().replace(/^W\//, '') === mark);
}

async function* partsOf(
	reader: ReadableStreamDefaultReader<Uint8Array>,
	first: Uint8Array,
	second: Promise<Part>
): AsyncGenerator<Uint8Array> {
	let isWhole = false;
	try {
		yield first;
		let part = await second;
		while (!part.done) {
			yield part.value;
			part = await reader.read();
		}
		isWhole = true;
	} finally {
		if (!isWhole) await reader.cancel();
	}
}

function inParts(encoding: Encoding, parts: AsyncIterable<Uint8Array>): globalThis.ReadableStream {
	const smaller = compressing(encoding);
	// A failure ends `smaller`, and with it the answer; there is nothing else to be done about it here.
	pipeline(Readable.from(parts), smaller, () => undefined);
	return Readable.toWeb(smaller) as ReadableStream as globalThis.ReadableStream;
}
