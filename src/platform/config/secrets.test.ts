import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inFiles, withoutFiles } from './secret-files.ts';
import { strongEnough } from './secret.ts';
import { weaknessOf } from './weak-secrets.ts';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-secrets-'));
afterAll(() => fs.rmSync(dir, { recursive: true }));

const fileOf = (text: string) => {
	const file = path.join(dir, randomBytes(6).toString('hex'));
	fs.writeFileSync(file, text);
	return file;
};

describe('a secret in a file', () => {
	test.each(inFiles)('%s is read from the file that %s_FILE names', (name) => {
		const read = withoutFiles({ [`${name}_FILE`]: fileOf('  told in a file\n'), PORT: '', HOST: 'x' });
		expect(read[name]).toBe('told in a file');
		expect(read).not.toHaveProperty('PORT');
		expect(read.HOST).toBe('x');
	});

	test.each([
		['both', { SMTP_URL: 'smtp://a', SMTP_URL_FILE: '/x' }, 'SMTP_URL and SMTP_URL_FILE are both set'],
		['a file that is not there', { OKAERI_SECRET_FILE: path.join(dir, 'none') }, '(ENOENT)'],
		['a folder', { OKAERI_SECRET_FILE: dir }, '(EISDIR)'],
		['an empty file', { OKAERI_SECRET_FILE: fileOf(' \n') }, 'is empty']
	])('%s is refused with its reason, and never taken for none', (_what, environment, words) => {
		expect(() => withoutFiles(environment)).toThrow(words);
	});
});

describe('a secret that others could guess', () => {
	test.each([
		'short',
		'a'.repeat(64),
		'abababababababababababababababababab',
		'0123456789abcdef0123456789abcdef',
		'change-me-change-me-change-me-please',
		'CHANGEME-1f6b7c9d2e8a4b3c5d6e7f8a9b0c',
		'please replace this with something long',
		'your-secret-key-goes-here-1234567890xyz',
		'mysupersecretpassword-for-the-server!!',
		'this is the default secret of the demo',
		'okaeri-production-signing-value-2026!'
	])('%s is refused', (secret) => {
		expect(() => strongEnough(secret, 'OKAERI_SECRET')).toThrow(/OKAERI_SECRET is (weak|too short)/);
	});

	test('one that chance has made is taken, in every usual form', () => {
		for (let at = 0; at < 500; at++)
			for (const form of ['hex', 'base64', 'base64url'] as const)
				expect(weaknessOf(randomBytes(32).toString(form))).toBeUndefined();
	});

	test('what is refused is said without the secret itself', () => {
		const secret = 'change-me-change-me-change-me-please';
		try {
			strongEnough(secret, 'OKAERI_SECRET');
		} catch (error) {
			expect((error as Error).message).not.toContain(secret);
			return;
		}
		expect.unreachable();
	});
});
