import sharp from 'sharp';
import type { Put } from '../life.ts';
import { scene } from './scene.ts';
import { altOf, drawnThings, type DrawnThing, type Hanging } from './thing.ts';

/** Draws each thing once, and keeps it wherever it hangs as if its owner had uploaded it. */
export async function putThings(put: Put, hangings: readonly Hanging[]): Promise<void> {
	const drawn = new Map(
		await Promise.all(drawnThings.map(async (thing) => [thing, await draw(thing)] as const))
	);
	await put(
		'upload',
		hangings.map(({ uploadId, ownerId, holder, holderId, thing }) => ({
			upload_id: uploadId,
			owner_id: ownerId,
			kind: 'picture',
			name: `${thing}.webp`,
			media_type: 'image/webp',
			size: drawn.get(thing)!.full.length,
			width: 800,
			height: 450,
			alt: altOf[thing],
			holder,
			holder_id: holderId,
			position: 0
		}))
	);
	await put(
		'upload_bytes',
		hangings.flatMap(({ uploadId, thing }) =>
			(['full', 'thumb'] as const).map((variant) => ({
				upload_id: uploadId,
				variant,
				bytes: `\\x${drawn.get(thing)![variant].toString('hex')}`
			}))
		)
	);
}

async function draw(thing: DrawnThing) {
	const drawing = sharp(Buffer.from(scene(thing)));
	const [full, thumb] = await Promise.all([
		drawing.clone().webp({ quality: 80, effort: 2 }).toBuffer(),
		drawing.clone().resize(400).webp({ quality: 78, effort: 2 }).toBuffer()
	]);
	return { full, thumb };
}
