import { expect, test } from 'vitest';
import { domainOf, readSender } from './sender.ts';

test.each([
	['ひかりの輪 <okaeri@hikari.example.jp>', 'ひかりの輪', 'okaeri@hikari.example.jp'],
	['"Hikari, Circle" <a@b.example>', 'Hikari, Circle', 'a@b.example'],
	['a@b.example', '', 'a@b.example'],
	[' <a@b.example> ', '', 'a@b.example']
])('%s is a sender', (text, name, address) => {
	expect(readSender(text)).toEqual({ name, address });
});

test('a Message-ID is made at the domain of the sender', () => {
	expect(domainOf('Okaeri@Hikari.Example.JP')).toBe('hikari.example.jp');
	expect(domainOf('nothing')).toBe('nothing');
});
