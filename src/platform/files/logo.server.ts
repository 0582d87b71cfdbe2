import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { fileTypeFromBuffer } from 'file-type';
import { Invalid } from '#platform/http/failures.ts';
import { readPicture } from './picture.server.ts';

export const logoVariants = ['header', 'mail', 'icon_192', 'icon_512'] as const;
export type LogoVariant = (typeof logoVariants)[number];
export type LogoPart = { variant: LogoVariant; mediaType: string; bytes: Buffer };

const taken = new Set<string>(['image/png', 'image/jpeg', 'image/webp']);
const clear = { r: 255, g: 255, b: 255, alpha: 0 } as const;
const white = { r: 255, g: 255, b: 255, alpha: 1 } as const;

/**
 * A logo in the forms in which it is shown: beside the network's name, in mails (as PNG, which all of their programs
 * know), and as the sign of an installed page, on white with room around it. `mark` changes with the picture.
 * Throws Invalid for what is no PNG, JPEG or WebP, and for what is too large.
 */
export async function readLogo(sent: Buffer): Promise<{ mark: string; parts: LogoPart[] }> {
	const type = await fileTypeFromBuffer(sent);
	if (type && !taken.has(type.mime) && !type.mime.startsWith('image/hei'))
		throw new Invalid('not_a_picture', 'logo');
	const { full } = await readPicture(sent).catch((failure: unknown) => {
		throw failure instanceof Invalid ? new Invalid(failure.why, 'logo') : failure;
	});
	const beside = (side: number, width: number) =>
		sharp(full).resize({ width, height: side, fit: 'inside', withoutEnlargement: true });
	const sign = async (side: number) => {
		const inner = Math.round(side * 0.76);
		const picture = await sharp(full)
			.resize({ width: inner, height: inner, fit: 'contain', background: clear })
			.png()
			.toBuffer();
		return sharp({ create: { width: side, height: side, channels: 4, background: white } })
			.composite([{ input: picture }])
			.png()
			.toBuffer();
	};
	const parts: LogoPart[] = [
		{ variant: 'header', mediaType: 'image/webp', bytes: await beside(96, 480).webp().toBuffer() },
		{ variant: 'mail', mediaType: 'image/png', bytes: await beside(80, 400).png().toBuffer() },
		{ variant: 'icon_192', mediaType: 'image/png', bytes: await sign(192) },
		{ variant: 'icon_512', mediaType: 'image/png', bytes: await sign(512) }
	];
	return { mark: createHash('sha256').update(full).digest('base64url').slice(0, 12), parts };
}
