import { z } from 'zod';

/** A host that nobody can have (RFC 2606). */
const aliasHost = '@address.invalid';
const isAlias = (address: string) => address.endsWith(aliasHost);

/**
 * How better-auth calls an address. It takes fewer forms than people have (no `a..b@docomo.ne.jp`), so the others get
 * another name towards it. What is stored is always the address itself.
 */
export function aliasOf(address: string): string {
	const isTaken = z.email().safeParse(address).success && !isAlias(address);
	return isTaken ? address : `x${Buffer.from(address).toString('hex')}${aliasHost}`;
}

/** The address that an alias means. */
export function addressOf(alias: string): string {
	return isAlias(alias) ? Buffer.from(alias.slice(1, -aliasHost.length), 'hex').toString() : alias;
}
