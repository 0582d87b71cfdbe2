import { expect, test } from 'vitest';
import { bodyAtMost, isForPrograms } from './programs.ts';

test.each(['/api/v1/openings', '/hooks/mail', '/unsubscribe/abc.def', '/unsubscribe/abc?x=1'])(
	'%s is for programs',
	(address) => expect(isForPrograms(address)).toBe(true)
);
test.each([
	'/unsubscribe/../me',
	'/unsubscribe/%2e%2e/me',
	'/unsubscribe/a/b',
	'/api/v1/../../home',
	'/hooks/mail/../../me',
	'/home?/post',
	'//unsubscribe/x',
	undefined
])('%s is not', (address) => expect(isForPrograms(address)).toBe(false));

test('a body is read up to a bound', async () => {
	const ask = (body: string) => new Request('http://x.example/', { method: 'POST', body });
	expect(await bodyAtMost(ask('おかえり'), 12)).toBe('おかえり');
	expect(await bodyAtMost(ask('おかえり!'), 12)).toBeUndefined();
	expect(await bodyAtMost(new Request('http://x.example/', { method: 'POST' }), 12)).toBe('');
});
