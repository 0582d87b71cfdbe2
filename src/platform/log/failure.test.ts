import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loggedError } from './failure.ts';

test('an error is logged by its type, message, stack, code and cause', () => {
	const cause = Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
	const error = new TypeError('x is not a function', { cause });
	expect(loggedError(error)).toEqual({
		type: 'TypeError',
		message: 'x is not a function',
		stack: expect.stringContaining('failure.test.ts'),
		cause: expect.objectContaining({ type: 'Error', message: 'connect failed', code: 'ECONNREFUSED' })
	});
});

test.each([
	["Can't send mail: 550 5.1.1 <goro@example.jp>: no such user", 'goro'],
	['"aaa..bbb"@docomo.ne.jp is refused', 'aaa'],
	['RCPT TO:<a&b+c@例え.jp>', 'a&b'],
	['Key (email)=(goro@example.jp) already exists', 'goro']
])('%s: the address is left out', (message, address) => {
	const logged = JSON.stringify(loggedError(new Error(message)));
	expect(logged).not.toContain(address);
	expect(logged).toContain('…@…');
});

test('what an error carries besides is left out', () => {
	const error = Object.assign(new Error('duplicate key'), {
		detail: 'Key (words)=(転勤がつらい)',
		code: '23505'
	});
	expect(JSON.stringify(loggedError(error))).not.toContain('転勤');
	expect(loggedError('just words')).toEqual({ type: 'string', message: 'just words' });
});

test('a line of the log says so', () => {
	const module = path.resolve(import.meta.dirname, 'log.server.ts');
	const script = `import { log } from ${JSON.stringify(module)};
		log.error({ error: new TypeError('to a@example.jp') }, 'It failed');`;
	const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
		env: { ...process.env, LOG_LEVEL: 'info' },
		encoding: 'utf8'
	});
	expect(JSON.parse(stderr)).toMatchObject({
		msg: 'It failed',
		error: { type: 'TypeError', message: 'to …@…', stack: expect.any(String) }
	});
});
