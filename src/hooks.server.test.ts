import type { RequestEvent } from '@sveltejs/kit';
import { expect, test, vi } from 'vitest';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { log } from '#platform/log/log.server.ts';
import { handleError } from './hooks.server.ts';

const event = {
	locals: { network: { networkId: 'n' }, actor: { personId: 'p', familyName: '中村' } },
	route: { id: '/(desk)/desk' },
	url: new URL('http://x.example/desk?q=中村'),
	request: new Request('http://x.example/desk')
} as unknown as RequestEvent;

const told = (error: unknown) =>
	handleError({ kind: 'unexpected', error, event, status: 500, message: '' } as never);

test('whoever asks for what they may not is in the log, by id alone', () => {
	const warned = vi.spyOn(log, 'warn').mockImplementation(() => undefined);
	expect(told(new Forbidden('desk.see'))).toMatchObject({ status: 403 });
	expect(warned.mock.calls).toEqual([
		[
			{ networkId: 'n', personId: 'p', route: '/(desk)/desk', permission: 'desk.see' },
			'Somebody asked for what they may not'
		]
	]);
	warned.mockRestore();
});

test('what failed is told by an id, and not by how', () => {
	const failed = vi.spyOn(log, 'error').mockImplementation(() => undefined);
	const answer = told(new Error('select secret from somewhere')) as unknown as {
		status: number;
		id: string;
	};
	expect(answer).toEqual({
		status: 500,
		message: 'Something failed',
		id: expect.stringMatching(/^[0-9a-f]{8}$/)
	});
	expect(JSON.stringify(failed.mock.calls[0]![0])).toContain(answer.id);
	expect(told(new NotFound('No such person: 中村'))).toEqual({ status: 404, message: 'Not found' });
	failed.mockRestore();
});
