import sharp from 'sharp';
import { fileTypeFromBuffer } from 'file-type';
import { Invalid } from '#platform/http/failures.ts';
import { squareOf, type Crop } from './crop.ts';
import { pictureBytes, picturePixels } from './limits.ts';

export type Picture = { full: Buffer; thumb: Buffer; width: number; height: number };

/** Of moving pictures the first is taken. */
const known = new Set<string>([
	'image/jpeg',
	'image/png',
	'image/apng',
	'image/webp',
	'image/gif',
	'image/avif'
]);
const fullSide = 1800;
const thumbSide = 560;

/**
 * libvips can read three dozen kinds. Only those above can be opened here, and only from memory: a fault in the reader of
 * SVG, TIFF, PDF or JPEG XL is out of reach, whatever the first bytes of a file make others believe.
 */
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'];
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: loaders.map((loader) => `VipsForeignLoad${loader}Buffer`) });

sharp.cache(false);
sharp.concurrency(1);

/** One picture at a time in a process: large ones take memory. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a picture that someone sent. Its kind is read from its bytes, not from its name. It is turned upright, made no
 * larger than a screen and written anew as WebP, so that places, cameras and anything else hidden in it are gone.
 * With `square` the thumbnail shows only the middle.
 * Throws Invalid: not_a_picture, heic, picture_too_large (in bytes or pixels; a bomb is refused by its header).
 */
export async function readPicture(bytes: Buffer, { square = false } = {}): Promise<Picture> {
	if (bytes.length > pictureBytes) throw new Invalid('picture_too_large', 'pictures');
	const type = await fileTypeFromBuffer(bytes);
	if (type?.mime === 'image/heic' || type?.mime === 'image/heif') throw new Invalid('heic', 'pictures');
	if (!type || !known.has(type.mime)) throw new Invalid('not_a_picture', 'pictures');
	const work = last.then(() => encode(bytes, square));
	last = work.catch(() => undefined); // the next picture does not care how this one ended
	return work;
}

async function encode(bytes: Buffer, square: boolean): Promise<Picture> {
	const open = () => sharp(bytes, { limitInputPixels: picturePixels, failOn: 'error', pages: 1 });
	try {
		const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata();
		if (width * height > picturePixels) throw new Invalid('picture_too_large', 'pictures');
		const full = await open()
			.autoOrient()
			.resize({ width: fullSide, height: fullSide, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 80 })
			.toBuffer({ resolveWithObject: true });
		const thumb = await sharp(full.data)
			.resize(
				square
					? { width: 256, height: 256, fit: 'cover' }
					: { width: thumbSide, height: thumbSide, fit: 'inside', withoutEnlargement: true }
			)
			.webp({ quality: 74 })
			.toBuffer();
		return { full: full.data, thumb, width: full.info.width, height: full.info.height };
	} catch (error) {
		if (error instanceof Invalid) throw error;
		throw Object.assign(new Invalid('not_a_picture', 'pictures'), { cause: error });
	}
}

const faceSide = 800;
const faceThumbSide = 256;

/** The square of one of our pictures that stands for a person: what was cut away is gone. Its bytes are those of `readPicture`. */
export async function cutSquare(bytes: Buffer, crop: Crop): Promise<Picture> {
	const { width = 0, height = 0 } = await sharp(bytes).metadata();
	const { left, top, side } = squareOf({ width, height }, crop);
	const full = await sharp(bytes)
		.extract({ left, top, width: side, height: side })
		.resize({ width: faceSide, withoutEnlargement: true })
		.webp({ quality: 82 })
		.toBuffer({ resolveWithObject: true });
	const thumb = await sharp(full.data)
		.resize({ width: faceThumbSide, withoutEnlargement: true })
		.webp({ quality: 76 })
		.toBuffer();
	return { full: full.data, thumb, width: full.info.width, height: full.info.height };
}
