import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { decoderOf, type Encoding } from './encoding.ts';

/** Where an import is at work. Work that someone may stop, stops at `signal`. */
export type AtWork = InNetwork & { signal?: AbortSignal };

/** The bytes of an import's file, in the pieces in which they were stored. */
export async function* piecesOf(where: AtWork, hrImportId: string): AsyncGenerator<Buffer> {
	for (let pieceNo = 0; ; pieceNo++) {
		where.signal?.throwIfAborted();
		const piece = await inNetwork(where, (db) =>
			db
				.selectFrom('hrImportPiece')
				.select('content')
				.where('hrImportId', '=', hrImportId)
				.where('pieceNo', '=', pieceNo)
				.executeTakeFirst()
		);
		if (!piece) return;
		yield piece.content;
	}
}

/** The text of an import's file, piece by piece. `progress` is told how many bytes were read so far. */
export async function* textOf(
	where: AtWork,
	hrImportId: string,
	encoding: Encoding,
	progress: (bytes: number) => void
): AsyncGenerator<string> {
	const decoder = decoderOf(encoding);
	let bytes = 0;
	for await (const piece of piecesOf(where, hrImportId)) {
		bytes += piece.length;
		progress(bytes);
		yield decoder.decode(piece, { stream: true });
	}
	yield decoder.decode();
}
