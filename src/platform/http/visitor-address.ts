import net from 'node:net';

/** Proxies of the operator's own, as `TRUSTED_PROXIES` lists them: addresses, or ranges like 10.0.0.0/8. */
export function proxyList(entries: readonly string[]): net.BlockList {
	const list = new net.BlockList();
	for (const entry of entries) {
		const [address = '', bits] = entry.split('/');
		const kind = kindOf(address);
		if (bits === undefined) list.addAddress(address, kind);
		else list.addSubnet(address, Number(bits), kind);
	}
	return list;
}

/** Is this an address, or a range of them? */
export function isAddressOrRange(entry: string): boolean {
	const [address = '', bits, ...more] = entry.split('/');
	const kind = net.isIP(address);
	if (kind === 0 || more.length > 0) return false;
	return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128));
}

/**
 * The address that a request is counted by. Each proxy adds to the right of the header whom it was asked by. So the
 * visitor is the first from the right that is no proxy of ours; what stands further left, anyone can write. Where no
 * proxy is trusted it is whoever is connected. An IPv6 address counts by its /64, which is what one household is given.
 */
export function visitorAddress(
	connected: string | undefined,
	forwarded: string | undefined,
	trusted: net.BlockList
): string {
	let visitor = plain(connected ?? '');
	const hops = (forwarded ?? '').split(',').map(plain);
	while (isTrusted(visitor, trusted)) {
		const before = hops.pop();
		if (!before || net.isIP(before) === 0) break;
		visitor = before;
	}
	return countedAs(visitor);
}

/** Is whoever is connected a proxy of ours? */
export const isProxy = (connected: string | undefined, trusted: net.BlockList) =>
	isTrusted(plain(connected ?? ''), trusted);

const kindOf = (address: string) => (net.isIP(address) === 6 ? 'ipv6' : 'ipv4');

function isTrusted(address: string, trusted: net.BlockList): boolean {
	return net.isIP(address) !== 0 && trusted.check(address, kindOf(address));
}

/** An address without port, brackets or zone. An IPv4 address that came as IPv6 is IPv4 again. */
function plain(hop: string): string {
	const text = hop.trim();
	const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? [];
	const [, beforePort] = /^([\d.]+):\d+$/.exec(text) ?? [];
	const address = (bracketed ?? beforePort ?? text).replace(/%.*$/, '');
	return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

function countedAs(address: string): string {
	if (net.isIP(address) !== 6) return address;
	const [head = '', tail] = address.split('::');
	const before = head.split(':').filter(Boolean);
	const after = (tail ?? '').split(':').filter(Boolean);
	const left = tail === undefined ? 0 : 8 - before.length - after.length - (address.includes('.') ? 1 : 0);
	const groups = [...before, ...Array.from({ length: Math.max(0, left) }, () => '0'), ...after];
	const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
	return `${network.join(':')}::/64`;
}
