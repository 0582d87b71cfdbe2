import fs from 'node:fs';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { typeOfFile } from './file.server.ts';
import { readPicture } from './picture.server.ts';

const plain = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#c8561f' } });

/** A PNG whose header promises a picture of this size, with next to nothing behind it. */
function bomb(side: number): Buffer {
	const crcs = Array.from({ length: 256 }, (_, n) =>
		Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n)
	);
	const crc = (bytes: Buffer) =>
		(bytes.reduce((c, byte) => crcs[(c ^ byte) & 255]! ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
	const chunk = (type: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const size = Buffer.alloc(4);
		size.writeUInt32BE(data.length);
		const sum = Buffer.alloc(4);
		sum.writeUInt32BE(crc(body));
		return Buffer.concat([size, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(side, 0);
	head.writeUInt32BE(side, 4);
	head.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.alloc(1000))),
		chunk('IEND', Buffer.alloc(0))
	]);
}

describe('a picture', () => {
	test('of 40 megapixels is taken, and made no larger than a screen', async () => {
		const picture = await readPicture(await plain(8000, 5000).jpeg({ quality: 40 }).toBuffer());
		expect([picture.width, picture.height]).toEqual([1800, 1125]);
		expect((await sharp(picture.full).metadata()).format).toBe('webp');
		expect((await sharp(picture.thumb).metadata()).width).toBe(560);
	});

	test('that moves is taken as a still picture', async () => {
		const apng = fs.readFileSync(
			new URL('../../../test/fixtures/found/p38-animated.png', import.meta.url)
		);
		const { full } = await readPicture(apng);
		expect(await sharp(full).metadata()).toMatchObject({ format: 'webp' });
		expect((await sharp(full).metadata()).pages ?? 1).toBe(1);
		const frames = await Promise.all(
			['#c8561f', '#1f56c8'].map((background) =>
				sharp({ create: { width: 20, height: 20, channels: 3, background } })
					.png()
					.toBuffer()
			)
		);
		for (const kind of ['gif', 'webp'] as const) {
			const moving = sharp(frames, { join: { animated: true } });
			const both = await moving.toFormat(kind).toBuffer();
			expect((await sharp(both).metadata()).pages).toBe(2);
			expect((await sharp((await readPicture(both)).full).metadata()).pages ?? 1, kind).toBe(1);
		}
	});

	test('loses where and with what it was taken, and stands upright', async () => {
		const taken = await plain(400, 200)
			.withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitude: '35/1 39/1 0/1' } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		expect(taken.includes('Secret Camera')).toBe(true);
		const { full, width, height } = await readPicture(taken);
		expect([width, height]).toEqual([200, 400]);
		expect(full.includes('Secret Camera')).toBe(false);
		expect((await sharp(full).metadata()).exif).toBeUndefined();
	});

	test('that would unfold without end is refused by its header', async () => {
		await expect(readPicture(bomb(60_000))).rejects.toMatchObject({ why: 'picture_too_large' });
		await expect(readPicture(bomb(2000)), 'a broken one').rejects.toMatchObject({ why: 'not_a_picture' });
	});

	test('that is none is refused, whatever it is called', async () => {
		const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
		const html = Buffer.from('<!doctype html><script>alert(1)</script>');
		for (const bytes of [svg, html, Buffer.from('MZ\u0090'), Buffer.alloc(0), Buffer.from('%PDF-1.7')])
			await expect(readPicture(bytes)).rejects.toMatchObject({ why: 'not_a_picture' });
		await expect(
			readPicture(
				Buffer.concat([Buffer.from('00000018667479706865696300000000', 'hex'), Buffer.alloc(64)])
			)
		).rejects.toMatchObject({ why: 'heic' });
		await expect(readPicture(Buffer.alloc(20_000_001))).rejects.toMatchObject({
			why: 'picture_too_large'
		});
	});
});

describe('a picture that somebody prepared', () => {
	test('of whatever kind tells nothing but what it shows', async () => {
		const hidden = 'MARKER-35.6586N-139.7454E';
		const told = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description exif:GPSLatitude="${hidden}" xmlns:exif="http://ns.adobe.com/exif/1.0/"/></rdf:RDF></x:xmpmeta>`;
		for (const kind of ['jpeg', 'png', 'webp', 'avif', 'gif'] as const) {
			const taken = await plain(40, 20)
				.withExif({ IFD0: { ImageDescription: hidden }, IFD3: { GPSLatitude: '35/1 39/1 0/1' } })
				.withXmp(told)
				.toFormat(kind)
				.toBuffer();
			const sent = Buffer.concat([taken, Buffer.from(`<script>${hidden}</script>`)]);
			expect(sent.includes(hidden), kind).toBe(true);
			const { full, thumb } = await readPicture(sent);
			for (const kept of [full, thumb]) {
				expect(kept.includes(hidden), kind).toBe(false);
				const { format, exif, xmp, iptc, icc } = await sharp(kept).metadata();
				expect({ format, exif, xmp, iptc, icc }, kind).toEqual({ format: 'webp' });
			}
		}
	});

	test.each([
		['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
		['PDF', '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'],
		['PPM', 'P6 1 1 255\nabc'],
		['Radiance', '#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\nabcd'],
		['CSV', '1,2\n3,4\n'],
		['libvips', '\x08\xf2\xa6\xb6']
	])('%s has no reader here, even where nobody looks at its kind before', async (_kind, text) => {
		await expect(sharp(Buffer.from(text, 'latin1')).metadata()).rejects.toThrow();
	});

	test('TIFF has no reader here, nor has anything that lies in a file', async () => {
		const tiff = await plain(9, 9).tiff().toBuffer();
		await expect(sharp(tiff).metadata()).rejects.toThrow();
		const there = new URL('../../../test/fixtures/found/p38-animated.png', import.meta.url);
		await expect(sharp(there.pathname).metadata()).rejects.toThrow();
	});
});

describe('a file', () => {
	test('is taken when it is what its name says', async () => {
		expect(await typeOfFile('議事録.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ'))).toBe('application/pdf');
		expect(await typeOfFile('名簿.csv', Buffer.from('氏名,部署'))).toBe('text/plain');
	});

	test.each([
		['報告.pdf', Buffer.from('<html><script>alert(1)</script>'), 'file_is_other'],
		['写真.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file_is_other'],
		['program.txt', Buffer.from('MZ\0\0'), 'file_is_other'],
		['page.html', Buffer.from('<p>'), 'file_type'],
		['run.exe', Buffer.from('MZ'), 'file_type'],
		['noending', Buffer.from('a'), 'file_type'],
		['大きい.pdf', Buffer.alloc(25_000_001), 'file_too_large']
	])('%s is refused with its reason', async (name, bytes, why) => {
		await expect(typeOfFile(name, bytes)).rejects.toMatchObject({ why });
	});
});
