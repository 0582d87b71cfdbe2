import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { secret } from '#platform/config/secret.ts';

const ivBytes = 12;
const tagBytes = 16;

/** A key that only this installation can make, and that is used for nothing else. */
const key = () => Buffer.from(hkdfSync('sha256', secret(), '', 'okaeri single sign-on', 32));

/** Encrypts a secret for the place where it is kept. In another place, say another network's row, it cannot be read. */
export function seal(text: string, place: string): Buffer {
	const iv = randomBytes(ivBytes);
	const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(place));
	const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Reads a secret that was kept in this place. Throws where it was changed, or sealed with another installation's secret. */
export function unseal(sealed: Buffer, place: string): string {
	const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, ivBytes), {
		authTagLength: tagBytes
	})
		.setAAD(Buffer.from(place))
		.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
	return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
		'utf8'
	);
}
