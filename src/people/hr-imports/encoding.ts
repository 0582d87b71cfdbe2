export const encodings = ['UTF-8', 'UTF-8 with BOM', 'UTF-16LE', 'UTF-16BE', 'CP932', 'EUC-JP'] as const;
export type Encoding = (typeof encodings)[number];

/** What the platform's decoder calls them. Its shift_jis is Windows' code page 932 (WHATWG Encoding, §13.3). */
const labels: Record<Encoding, string> = {
	'UTF-8': 'utf-8',
	'UTF-8 with BOM': 'utf-8',
	'UTF-16LE': 'utf-16le',
	'UTF-16BE': 'utf-16be',
	CP932: 'shift_jis',
	'EUC-JP': 'euc-jp'
};

/** What the desk calls an encoding: as programs that save files call it. A mark at the beginning makes no difference there. */
export function encodingName(encoding: Encoding): string {
	if (encoding === 'CP932') return 'Shift_JIS';
	return encoding.replace(' with BOM', '').replace(/[LB]E$/, '');
}

/** A decoder for a file that arrives in pieces; unreadable bytes become U+FFFD. */
export function decoderOf(encoding: Encoding): TextDecoder {
	return new TextDecoder(labels[encoding]);
}

/**
 * Finds the encoding of a file from all of its bytes, as they come in pieces: a file can begin with a hundred
 * kilobytes of plain ASCII. A byte order mark decides first, then the zero bytes of UTF-16, then whether all
 * bytes are valid UTF-8. Otherwise the encoding wins in which the file reads most like Japanese.
 */
export class EncodingFinder {
	#marked: Encoding | undefined;
	#isFirst = true;
	#utf8: TextDecoder | undefined = new TextDecoder('utf-8', { fatal: true });
	/** The first megabyte that is not plain ASCII. */
	#sample: Uint8Array[] = [];
	#sampled = 0;

	/** Takes the next bytes of the file. */
	take(piece: Uint8Array): void {
		if (this.#isFirst) this.#marked = byMarkOrZeros(piece);
		this.#isFirst = false;
		if (this.#marked) return;
		this.#checkUtf8(piece);
		if (this.#sampled >= sampleBytes) return;
		const from = piece.findIndex((byte) => byte >= 0x80);
		if (from < 0) return;
		const part = piece.slice(from, from + sampleBytes - this.#sampled);
		this.#sample.push(part);
		this.#sampled += part.length;
	}

	/** The encoding, as far as the bytes taken show. */
	get encoding(): Encoding {
		if (this.#marked) return this.#marked;
		if (this.#utf8) return 'UTF-8';
		const scores = candidates.map((encoding) => ({
			encoding,
			score: likeJapanese(this.#sample, encoding)
		}));
		return scores.reduce((best, one) => (one.score > best.score ? one : best)).encoding;
	}

	#checkUtf8(piece: Uint8Array): void {
		try {
			// `stream` forgives a character that the end of a piece cuts in two.
			this.#utf8?.decode(piece, { stream: true });
		} catch {
			this.#utf8 = undefined;
		}
	}
}

/** In the order in which they win where a file reads alike in several. UTF-8 is among them for a file with one broken byte. */
const candidates = ['CP932', 'EUC-JP', 'UTF-8'] as const;
const sampleBytes = 1_000_000;

/** The encoding of a file that is here as a whole. */
export function findEncoding(bytes: Uint8Array): Encoding {
	const finder = new EncodingFinder();
	finder.take(bytes);
	return finder.encoding;
}

function byMarkOrZeros(start: Uint8Array): Encoding | undefined {
	if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'UTF-8 with BOM';
	if (start[0] === 0xff && start[1] === 0xfe) return 'UTF-16LE';
	if (start[0] === 0xfe && start[1] === 0xff) return 'UTF-16BE';
	const zeros = [0, 1].map(
		(offset) => start.filter((byte, at) => byte === 0 && at % 2 === offset).length
	) as [number, number];
	if (zeros[0] + zeros[1] <= start.length / 20) return undefined;
	return zeros[1] > zeros[0] ? 'UTF-16LE' : 'UTF-16BE';
}

/**
 * How much bytes read like Japanese in an encoding. Kana and kanji add to it, half-width kana less so. Broken
 * characters and private signs take away.
 */
function likeJapanese(pieces: readonly Uint8Array[], encoding: Encoding): number {
	const decoder = decoderOf(encoding);
	return pieces.reduce((score, piece) => score + scoreOf(decoder.decode(piece, { stream: true })), 0);
}

function scoreOf(text: string): number {
	let score = 0;
	for (const sign of text) {
		const code = sign.codePointAt(0)!;
		if (code === 0xfffd) score -= 20;
		else if (code >= 0x3041 && code <= 0x30fe) score += 2;
		else if (code >= 0x4e00 && code <= 0x9fff) score += 1;
		else if (code >= 0xff61 && code <= 0xff9f) score += 0.5;
		else if (code >= 0xe000 && code <= 0xf8ff) score -= 10;
	}
	return score;
}
