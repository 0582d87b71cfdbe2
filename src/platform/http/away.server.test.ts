import { expect, test } from 'vitest';
import { awayAnswer, isDatabaseAway } from './away.server.ts';

const failing = (code: string, syscall?: string) => Object.assign(new Error('x'), { code, syscall });

test('a database that ends, begins, is full or cannot be reached is away', () => {
	const gone = [
		failing('57P01'),
		failing('57P03'),
		failing('53100'),
		failing('08006'),
		failing('ECONNREFUSED', 'connect'),
		failing('ENOENT', 'connect'),
		new Error('Connection terminated unexpectedly'),
		new Error('Query read timeout'),
		new Error('wrapped', { cause: failing('57P02') })
	];
	expect(gone.filter((error) => !isDatabaseAway(error))).toEqual([]);
});

test('a fault of ours is not', () => {
	const ours = [
		failing('23505'),
		failing('42P01'),
		failing('ENOENT', 'open'),
		new TypeError('x is undefined'),
		'no error at all',
		undefined
	];
	expect(ours.filter(isDatabaseAway)).toEqual([]);
});

const words = { lang: 'en', title: 'T', help: ['H'], again: 'A', look: '' };

test('the answer says when to ask again, and carries its own look', async () => {
	const page = awayAnswer(false, words);
	expect(page.status).toBe(503);
	expect(page.headers.get('retry-after')).toBe('5');
	const nonce = /nonce="([^"]+)"/.exec(await page.text())![1];
	expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
	const problem = awayAnswer(true, words);
	expect(problem.headers.get('content-type')).toBe('application/problem+json');
	expect(await problem.json()).toMatchObject({ status: 503 });
});
