import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { found, readWish } from '../../bin/commands/found.ts';
import { giveHost } from '../../bin/commands/hosts.ts';
import { makeDataDir } from '../../bin/commands/claim.ts';
import { passwordsOf } from '../../bin/commands/logins.ts';
import { networkAt } from '#access/actor/actor.server.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const networks = async () => (await own.owner.query('select slug, hosts from network order by slug')).rows;

test('a bad address, host or language is refused before anything is made', async () => {
	expect(() => readWish('輪', {})).toThrow('Usage');
	expect(() => readWish('輪', { steward: 'not an address' })).toThrow('not an address is no mail address');
	expect(() => readWish('輪', { steward: 'a@b.example.jp', locale: 'fr' })).toThrow('--locale is ja or en');
	expect(() => readWish('輪', { steward: 'a@b.example.jp', zone: 'Asia/Nowhere' })).toThrow('no time zone');
	expect(() => readWish('輪', { steward: 'a@b.example.jp', host: 'https://x.example.jp/' })).toThrow(
		'no host name'
	);
	expect(readWish('輪', { steward: ' A@B.example.jp ', host: 'X.example.jp' })).toMatchObject({
		steward: 'a@b.example.jp',
		host: 'x.example.jp',
		locale: 'ja'
	});
	expect(await networks()).toEqual([]);
});

test('a second network never makes the first one unreachable', async () => {
	vi.spyOn(console, 'log').mockImplementation(() => undefined);
	const wish = (nameEn: string, host?: string) =>
		readWish(nameEn, { 'name-en': nameEn, steward: 'steward@x.example.jp', host });
	await found(own.url, wish('First'));
	await expect(found(own.url, wish('Second', 'second.example.jp'))).rejects.toThrow(
		'okaeri found "Second" --steward steward@x.example.jp --host second.example.jp --first-host HOST-OF-FIRST'
	);
	const both = (host: string, firstHost: string) => ({ ...wish('Second', host), firstHost });
	await expect(found(own.url, both('x.example.jp', 'x.example.jp'))).rejects.toThrow('one network only');
	await expect(
		found(own.url, { ...wish('First', 'x.example.jp'), firstHost: 'y.example.jp' })
	).rejects.toThrow('--name-en');
	expect(await networks(), 'a refused second network changes nothing of the first').toEqual([
		{ slug: 'first', hosts: [] }
	]);
	await found(own.url, { ...wish('Third', 'third.example.jp'), firstHost: 'first.example.jp' });
	expect((await networkAt('first.example.jp'))?.slug).toBe('first');
	expect((await networkAt('third.example.jp'))?.slug).toBe('third');
	expect(await networkAt('elsewhere.example.jp')).toBeUndefined();
	await expect(found(own.url, wish('Second'))).rejects.toThrow('--host HOST');
	await expect(found(own.url, wish('Second', 'first.example.jp'))).rejects.toThrow('first’s already');
	await expect(found(own.url, wish('First', 'other.example.jp'))).rejects.toThrow('--name-en');
	await found(own.url, wish('Second', 'second.example.jp'));
	await expect(giveHost(own.url, 'second', 'first.example.jp')).rejects.toThrow('first’s already');
	expect(await networks()).toEqual([
		{ slug: 'first', hosts: ['first.example.jp'] },
		{ slug: 'second', hosts: ['second.example.jp'] },
		{ slug: 'third', hosts: ['third.example.jp'] }
	]);
});

test('a data directory that cannot be written is named', () => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-line-'));
	fs.writeFileSync(path.join(dir, 'file'), '');
	expect(() => makeDataDir(path.join(dir, 'file'))).toThrow(`data directory ${path.join(dir, 'file')} (`);
	makeDataDir(path.join(dir, 'new/below'));
	expect(fs.readdirSync(path.join(dir, 'new/below'))).toEqual([]);
	fs.rmSync(dir, { recursive: true });
});

test('each role gets the password of its own address, and no address of another role is taken', async () => {
	const address = (role: string, password: string) => `postgres://${role}:${password}@database:5432/okaeri`;
	const given = {
		APP_DATABASE_URL: address('okaeri_app', 'a%2Fb'),
		AUTH_DATABASE_URL: address('okaeri_auth', 'c'),
		WORKER_DATABASE_URL: address('okaeri_worker', 'd')
	};
	expect(passwordsOf(given)).toEqual({ app: 'a/b', auth: 'c', worker: 'd' });
	for (const wrong of [undefined, 'none', address('okaeri', 'x'), address('okaeri_worker', '')])
		expect(() => passwordsOf({ ...given, WORKER_DATABASE_URL: wrong })).toThrow(
			'WORKER_DATABASE_URL must'
		);
});
