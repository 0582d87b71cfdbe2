import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { secret } from '#platform/config/secret.ts';
import type { Holder } from './auth-tables.server.ts';

/** What a key made of the installation's secret is for. */
type Use = 'one-time code' | 'recovery code' | 'user handle';

const nonceBytes = 12;
const tagBytes = 16;

function keyFor(use: Use): Buffer {
	return Buffer.from(hkdfSync('sha256', secret(), '', `okaeri ${use}`, 32));
}

const nameOf = ({ networkId, accountId }: Holder) => `${networkId} ${accountId}`;

/** Encrypts what belongs to one account. Nobody who reads the database or a backup can read it, or move it to another. */
export function seal(use: Use, holder: Holder, content: Uint8Array): Buffer {
	const nonce = randomBytes(nonceBytes);
	const cipher = createCipheriv('aes-256-gcm', keyFor(use), nonce).setAAD(Buffer.from(nameOf(holder)));
	return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed for this account. Throws where it is another's, or where the installation's secret is another. */
export function unseal(use: Use, holder: Holder, sealed: Uint8Array): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', keyFor(use), sealed.subarray(0, nonceBytes))
		.setAAD(Buffer.from(nameOf(holder)))
		.setAuthTag(sealed.subarray(-tagBytes));
	return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

/** A mark of something that belongs to one account, which nobody can make without the installation's secret. */
export function markOf(use: Use, holder: Holder, content = ''): Buffer {
	return createHmac('sha256', keyFor(use))
		.update(`${nameOf(holder)} ${content}`)
		.digest();
}
