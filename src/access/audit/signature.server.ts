import { createHmac, timingSafeEqual } from 'node:crypto';
import { secret } from '#platform/config/secret.ts';

/** A place in a network's chain. With `isCut`, the lines up to it were deleted because their time was over. */
export type Place = { networkId: string; number: number; hash: Buffer; isCut: boolean };

/** Signs a place in a chain with the installation's secret, which the database does not know. */
export function signPlace({ networkId, number, hash, isCut }: Place): Buffer {
	const said = ['okaeri audit checkpoint 1', networkId, number, hash.toString('hex'), isCut].join('\n');
	return createHmac('sha256', secret()).update(said).digest();
}

/** Did this installation sign that place? */
export function isSigned(place: Place, signature: Buffer): boolean {
	const right = signPlace(place);
	return right.length === signature.length && timingSafeEqual(right, signature);
}
