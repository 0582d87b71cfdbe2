import { expect, test } from 'vitest';
import { leakedPasswords } from './common-passwords.ts';
import { isCommon, newPassword } from './password.ts';

test.each([
	'password1234',
	'P@ssw0rd!2026',
	'passwordpassword',
	'qwertyuiop123',
	'123456789012',
	'09012345678 90',
	'abcdefghijkl',
	'aaaaaaaaaaaa',
	'abababababab',
	'Welcome2026!!',
	'okaeri-okaeri',
	'1qaz2wsx3edc',
	'polniypizdec0211',
	'monkey!!1984',
	'Dr4gon-dr4gon-2026'
])('%s is tried first, and is no password', (password) => {
	expect(isCommon(password)).toBe(true);
	expect(newPassword.safeParse(password).error?.issues[0]?.message).toBe('too_common');
});

test.each([
	'長い合言葉を一つ決める',
	'correct horse battery',
	'four lamps beside the harbour',
	'Kawa-Yama-7-Sora',
	'p4ss through the gate'
])('%s is one', (password) => {
	expect(isCommon(password)).toBe(false);
});

test('it has 12 characters at least and 200 at most', () => {
	expect(newPassword.safeParse('短い').error?.issues[0]?.message).toBe('too_short');
	expect(newPassword.safeParse('かわ-yama'.repeat(40)).error?.issues[0]?.message).toBe('too_long');
});

test('it is held against the passwords that leaked most often', () => {
	expect(leakedPasswords()).toBeGreaterThan(45_000);
});
