import { expect, test } from 'vitest';
import { isAddressOrRange, proxyList, visitorAddress } from './visitor-address.ts';

const ours = proxyList(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);

test('without a trusted proxy, what a request says of itself is not believed', () => {
	expect(visitorAddress('203.0.113.9', '198.51.100.1', proxyList([]))).toBe('203.0.113.9');
	expect(visitorAddress('203.0.113.9', '198.51.100.1', ours)).toBe('203.0.113.9');
});

test('behind proxies the visitor is the first from the right that is none of ours', () => {
	expect(visitorAddress('127.0.0.1', '198.51.100.1', ours)).toBe('198.51.100.1');
	expect(visitorAddress('::ffff:10.1.2.3', '198.51.100.1, 10.9.9.9', ours)).toBe('198.51.100.1');
	expect(visitorAddress('10.1.2.3', '1.1.1.1, 2.2.2.2, 198.51.100.1, fd00::5', ours)).toBe('198.51.100.1');
	expect(visitorAddress('10.1.2.3', undefined, ours)).toBe('10.1.2.3');
	expect(visitorAddress('10.1.2.3', '10.4.4.4', ours)).toBe('10.4.4.4');
});

test('words that are no address end the search', () => {
	for (const words of ['unknown', '', ' , ', 'a'.repeat(9000), '198.51.100.1, _hidden'])
		expect(visitorAddress('10.1.2.3', words, ours), words.slice(0, 20)).toBe('10.1.2.3');
	expect(visitorAddress(undefined, '198.51.100.1', ours)).toBe('');
});

test('ports, brackets and zones are no part of an address', () => {
	expect(visitorAddress('10.1.2.3', '198.51.100.1:4711', ours)).toBe('198.51.100.1');
	expect(visitorAddress('10.1.2.3', '[2001:db8:1:2::7]:443', ours)).toBe('2001:db8:1:2::/64');
	expect(visitorAddress('fe80::1%eth0', undefined, ours)).toBe('fe80:0:0:0::/64');
});

test('an IPv6 address is counted by its /64, however it is written', () => {
	const addresses = ['2001:db8:1:2::7', '2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:DB8:1:2:3::'];
	expect(new Set(addresses.map((address) => visitorAddress(address, undefined, ours)))).toEqual(
		new Set(['2001:db8:1:2::/64'])
	);
	expect(visitorAddress('2001:db8::1', undefined, ours)).toBe('2001:db8:0:0::/64');
	expect(visitorAddress('64:ff9b::192.0.2.1', undefined, ours)).toBe('64:ff9b:0:0::/64');
	expect(visitorAddress('::1', undefined, ours)).toBe('0:0:0:0::/64');
});

test('a setting is an address or a range', () => {
	expect(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'].every(isAddressOrRange)).toBe(true);
	expect(
		['', 'proxy', '10.0.0.0/33', '10.0.0.0/x', 'fd00::/129', '1.2.3.4/8/8'].some(isAddressOrRange)
	).toBe(false);
});
