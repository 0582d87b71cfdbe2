import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { findingsOf } from './config-findings.ts';
import { readSettings, type Environment } from './config-settings.ts';
import { showConfig } from './config.ts';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-config-'));
afterAll(() => fs.rmSync(dir, { recursive: true }));

const word = randomBytes(24).toString('base64url');
const fileOf = (text: string, mode: number) => {
	const file = path.join(dir, randomBytes(6).toString('hex'));
	fs.writeFileSync(file, text, { mode });
	return file;
};
const address = (role: string) => `postgres://${role}:${word}@database:5432/okaeri?password=${word}`;
const good = {
	ORIGIN: 'https://alumni.example.jp',
	TRUSTED_PROXIES: '127.0.0.1',
	SMTP_URL: `smtps://user:${word}@smtp.example.jp:465`,
	MAIL_FROM: 'Hikari Circle <alumni@example.jp>',
	OKAERI_SECRET: randomBytes(32).toString('base64'),
	OKAERI_DATA: dir,
	APP_DATABASE_URL: address('okaeri_app'),
	AUTH_DATABASE_URL: address('okaeri_auth'),
	WORKER_DATABASE_URL: address('okaeri_worker'),
	DATABASE_URL_FILE: fileOf(address('okaeri'), 0o600)
};

const found = (environment: Environment) => findingsOf(readSettings(environment), environment);
const lines = (environment: Environment) =>
	found(environment).map(({ state, setting, text }) => `${state} ${setting}: ${text}`);

describe('settings that are as they should be', () => {
	test('are said to be so', () => expect(found(good)).toEqual([]));

	test('are printed with where they come from, and without a secret', () => {
		const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
		for (const json of [false, true]) showConfig(good, { check: true, json });
		const [words, data] = print.mock.calls.map(([text]) => String(text));
		print.mockRestore();
		for (const text of [words!, data!]) {
			expect(text).not.toContain(word);
			expect(text).not.toContain(good.OKAERI_SECRET);
			expect(text).toContain('postgres://…@database:5432/okaeri');
			expect(text).toContain(good.DATABASE_URL_FILE);
			expect(text).not.toContain('[object');
		}
		const read = JSON.parse(data!);
		expect(read.ok).toBe(true);
		expect(read.settings).toContainEqual({
			name: 'OKAERI_SECRET',
			source: 'environment',
			value: '(hidden)'
		});
		expect(read.settings).toContainEqual({ name: 'PORT', source: 'default', value: '3000' });
	});
});

const faults: [string, Environment, string][] = [
	['a port that is none', { PORT: 'http' }, 'wrong PORT: '],
	['a secret from an example', { OKAERI_SECRET: 'change-me-'.repeat(5) }, 'wrong OKAERI_SECRET: weak'],
	['a short secret', { OKAERI_SECRET: 'Zq7!' }, 'wrong OKAERI_SECRET: too short'],
	[
		'a file that is not there',
		{ SMTP_URL: '', SMTP_URL_FILE: '/none' },
		'wrong SMTP_URL: SMTP_URL_FILE names'
	],
	['both', { OKAERI_SECRET_FILE: '/none' }, 'wrong OKAERI_SECRET: OKAERI_SECRET and OKAERI_SECRET_FILE'],
	[
		'an origin with a path',
		{ ORIGIN: 'https://a.example.jp/x' },
		'wrong ORIGIN: an address without a path'
	],
	['one login of three', { AUTH_DATABASE_URL: '' }, 'wrong DATABASE_URL: set all of'],
	['a sender without an address', { MAIL_FROM: 'Hikari' }, 'wrong MAIL_FROM: '],
	['a Chromium that is none', { CHROMIUM_PATH: '/none' }, 'wrong CHROMIUM_PATH: '],
	['http for all the world', { ORIGIN: 'http://alumni.example.jp' }, 'warning ORIGIN: without https'],
	['a proxy that is not named', { TRUSTED_PROXIES: '' }, 'warning TRUSTED_PROXIES: '],
	['everybody as a proxy', { TRUSTED_PROXIES: '10.0.0.1,0.0.0.0/0' }, 'warning TRUSTED_PROXIES: believes'],
	['no mail server', { SMTP_URL: '' }, 'warning SMTP_URL: '],
	['a sender at localhost', { MAIL_FROM: '' }, 'warning MAIL_FROM: '],
	[
		'a database far away in plain',
		{ DATABASE_URL_FILE: '', DATABASE_URL: `postgres://o:${word}@db.example.jp/okaeri` },
		'warning DATABASE_URL: the connection is not encrypted'
	],
	[
		'a secret that all can read',
		{ MAIL_HOOK_SECRET_FILE: fileOf(randomBytes(24).toString('hex'), 0o644) },
		'warning MAIL_HOOK_SECRET: everybody'
	],
	[
		'a name with a slip',
		{ SMPT_URL: 'x' },
		'warning SMPT_URL: there is no such setting; SMTP_URL is meant?'
	],
	['a letter too few', { ORIGN: 'x' }, 'warning ORIGN: there is no such setting; ORIGIN is meant?'],
	['a name of ours that is none', { OKAERI_COLOUR: 'x' }, 'warning OKAERI_COLOUR: there is no such'],
	['a log that says nothing', { LOG_LEVEL: 'silent' }, 'warning LOG_LEVEL: '],
	['certificates that nobody checks', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'warning NODE_TLS']
];

describe('what is wrong is named', () => {
	test.each(faults)('%s', (_what, change, words) => {
		expect(lines({ ...good, ...change }).filter((line) => line.startsWith(words))).toHaveLength(1);
	});

	test('a first trial on one’s own machine is in order, with notes of what is missing', () => {
		const trial = found({ OKAERI_DATA: path.join(dir, 'new') });
		expect(trial.map(({ state, setting }) => `${state} ${setting}`).sort()).toEqual([
			'note OKAERI_DATA',
			'note OKAERI_SECRET',
			'note ORIGIN',
			'note SMTP_URL'
		]);
		expect(found({ ...good, HOME: '/root', HOSTS: 'x', PATH: '/bin', TERM: 'x' })).toEqual([]);
	});
});
