import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Invalid } from '#platform/http/failures.ts';
import {
	chosen,
	cleanQuery,
	dayField,
	localField,
	mailField,
	readBody,
	readForm,
	several,
	valuesOf
} from './form.ts';

function formOf(fields: Iterable<readonly [string, string]>): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

describe('a form', () => {
	test('keeps values of one name in their order, and neither passwords nor names that are none', () => {
		const form = formOf([
			['a', '1'],
			['password', 'x'],
			['a', '2'],
			['__proto__', 'x'],
			['x y', 'x'],
			['b', 'か\u3099\0']
		]);
		expect(valuesOf(form)).toEqual({ a: ['1', '2'], b: 'が' });
	});

	test('with more fields than any of ours is not read', () => {
		const fields = (count: number) => Array.from({ length: count }, (_, at) => [`f${at}`, ''] as const);
		expect(Object.keys(valuesOf(formOf(fields(300))))).toHaveLength(300);
		expect(() => valuesOf(formOf(fields(301)))).toThrow(Invalid);
	});

	test('counts what is ticked twice once, and keeps answers that are alike', () => {
		const schema = z.object({ codes: chosen(z.string()), answers: several(z.string()) });
		const read = readForm(
			formOf([
				['codes', 'a'],
				['codes', 'a'],
				['answers', ''],
				['answers', '']
			]),
			schema
		);
		expect(read).toMatchObject({ ok: true, value: { codes: ['a'], answers: ['', ''] } });
	});
});

test.each([
	['2026-02-28', true],
	['2028-02-29', true],
	['2026-02-29', false],
	['2026-02-30', false],
	['2026-13-01', false],
	['0000-01-01', false],
	['9999-12-31', false],
	['2026-2-3', false]
])('%s is a day: %s', (day, isOne) => {
	expect(dayField.safeParse(day).success).toBe(isOne);
	expect(localField.safeParse(`${day}T10:00`).success).toBe(isOne);
});

test('an hour that no clock shows is no time', () => {
	expect(localField.safeParse('2026-02-28T24:00').success).toBe(false);
	expect(localField.safeParse('2026-02-28T23:60').success).toBe(false);
});

test('an address has an end', () => {
	expect(mailField.parse(' A@Example.JP ')).toBe('a@example.jp');
	expect(mailField.safeParse(`${'a'.repeat(250)}@example.jp`).success).toBe(false);
});

test('what an address asks for is made clean in its place', () => {
	const query = new URLSearchParams('q=a%00b&x=1&q=%E3%81%8B%E3%82%99');
	cleanQuery(query);
	expect(query.getAll('q')).toEqual(['ab', 'が']);
	expect(query.get('x')).toBe('1');
});

test.each(['{', '', '['.repeat(100_000), '"x"', '{"a":1}', `{"a":"${'x'.repeat(200_000)}"}`])(
	'a body that is not what is wanted is none (%#)',
	async (body) => {
		const request = new Request('http://x.example/', { method: 'POST', body });
		expect(await readBody(request, z.object({ a: z.string() }))).toBeUndefined();
	}
);
