import { expect, test } from 'vitest';
import { bodyAtMost, isForPrograms } from './programs.ts';

const token = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd.q2Zx-0_abcdefghijklmnop';

const provider = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd';

test.each([
	'/api/v1/openings',
	'/hooks/mail',
	`/unsubscribe/${token}`,
	`/unsubscribe/${token}?x=1`,
	`/sign-in/with/${provider}/answer`
])('%s is for programs', (address) => expect(isForPrograms(address)).toBe(true));
test.each([
	'/unsubscribe/../me',
	'/unsubscribe/%2e%2e/me',
	'/unsubscribe/a/b',
	'/unsubscribe/..%2fme',
	'/unsubscribe/abc.def',
	'/api/v1/../../home',
	'/hooks/mail/../../me',
	'/home?/post',
	'//unsubscribe/x',
	'/sign-in/with/x/answer',
	`/sign-in/with/${provider}/arrive`,
	`/sign-in/with/${provider}/answer/../../../me`,
	undefined
])('%s is not', (address) => expect(isForPrograms(address)).toBe(false));

test('a body is read up to a bound', async () => {
	const ask = (body: string) => new Request('http://x.example/', { method: 'POST', body });
	expect(await bodyAtMost(ask('おかえり'), 12)).toBe('おかえり');
	expect(await bodyAtMost(ask('おかえり!'), 12)).toBeUndefined();
	expect(await bodyAtMost(new Request('http://x.example/', { method: 'POST' }), 12)).toBe('');
});
