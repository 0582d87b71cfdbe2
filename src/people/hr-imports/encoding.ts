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

/** A decoder for a file that arrives in pieces; unreadable bytes become U+FFFD. */
export function decoderOf(encoding: Encoding): TextDecoder {
	return new TextDecoder(labels[encoding]);
}

/**
 * Finds the encoding from the first bytes of a file; 64 KiB are plenty. A byte order mark decides first,
 * then the zero bytes of UTF-16, then whether the bytes are valid UTF-8. Between CP932 and EUC-JP, the one
 * that reads more like Japanese wins.
 */
export function findEncoding(start: Uint8Array): Encoding {
	if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'UTF-8 with BOM';
	if (start[0] === 0xff && start[1] === 0xfe) return 'UTF-16LE';
	if (start[0] === 0xfe && start[1] === 0xff) return 'UTF-16BE';
	const zeros = [0, 1].map(
		(offset) => start.filter((byte, at) => byte === 0 && at % 2 === offset).length
	) as [number, number];
	if (zeros[0] + zeros[1] > start.length / 20) return zeros[1] > zeros[0] ? 'UTF-16LE' : 'UTF-16BE';
	if (validUtf8(start)) return 'UTF-8';
	return likeJapanese(start, 'EUC-JP') > likeJapanese(start, 'CP932') ? 'EUC-JP' : 'CP932';
}

function validUtf8(bytes: Uint8Array): boolean {
	try {
		// `stream` forgives a character that the end of the sample cuts in two.
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}

/**
 * How much the bytes read like Japanese in an encoding. Kana and kanji add to it, half-width kana less so.
 * Broken characters and private signs take away.
 */
function likeJapanese(bytes: Uint8Array, encoding: Encoding): number {
	let score = 0;
	for (const sign of decoderOf(encoding).decode(bytes, { stream: true })) {
		const code = sign.codePointAt(0)!;
		if (code === 0xfffd) score -= 20;
		else if (code >= 0x3041 && code <= 0x30fe) score += 2;
		else if (code >= 0x4e00 && code <= 0x9fff) score += 1;
		else if (code >= 0xff61 && code <= 0xff9f) score += 0.5;
		else if (code >= 0xe000 && code <= 0xf8ff) score -= 10;
	}
	return score;
}
