import sharp from 'sharp';
import type { Put } from '../life.ts';
import { portrait } from './portrait.ts';
import type { Sitting } from './sitting.ts';

const together = 12;
const thumbSide = 160;

/** Draws the portraits and keeps them as if their owners had uploaded them: a picture of 320 pixels and a small one. */
export async function putPortraits(put: Put, sittings: readonly Sitting[]): Promise<void> {
	for (let at = 0; at < sittings.length; at += together) {
		const drawn = await Promise.all(sittings.slice(at, at + together).map(draw));
		await put(
			'upload',
			drawn.map(({ uploadId, personId, full }) => ({
				upload_id: uploadId,
				owner_id: personId,
				kind: 'picture',
				name: 'portrait.webp',
				media_type: 'image/webp',
				size: full.length,
				width: 320,
				height: 320,
				holder: 'profile',
				holder_id: personId
			}))
		);
		await put(
			'upload_bytes',
			drawn.flatMap(({ uploadId, full, thumb }) => [
				{ upload_id: uploadId, variant: 'full', bytes: asBytea(full) },
				{ upload_id: uploadId, variant: 'thumb', bytes: asBytea(thumb) }
			])
		);
	}
}

async function draw({ uploadId, personId, sitter }: Sitting) {
	const drawing = sharp(Buffer.from(portrait(sitter)));
	const [full, thumb] = await Promise.all([
		drawing.clone().webp({ quality: 80, effort: 2 }).toBuffer(),
		drawing.clone().resize(thumbSide).webp({ quality: 78, effort: 2 }).toBuffer()
	]);
	return { uploadId, personId, full, thumb };
}

const asBytea = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;
