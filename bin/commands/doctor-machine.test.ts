import { afterEach, expect, test, vi } from 'vitest';
import { config, readConfigAnew } from '#platform/config/config.ts';
import { ofClock, ofSettings } from './doctor-machine.ts';

afterEach(() => {
	vi.unstubAllEnvs();
	readConfigAnew();
});

test.each([
	[400, 'ok  ', 'agree'],
	[-6_000, 'WARN', '6.0 s apart'],
	[90_000, 'NOT ', '90.0 s apart']
])('clocks that differ by %i ms', (milliseconds, state, words) => {
	expect(ofClock(milliseconds)).toEqual({ state, text: expect.stringContaining(words) });
});

test('settings that cannot be used are named in one line, and what is set later is still read', () => {
	vi.stubEnv('LOG_LEVEL', 'loud');
	vi.stubEnv('PORT', 'many');
	expect(ofSettings()).toEqual([
		{
			state: 'NOT ',
			text: expect.stringMatching(/^settings that cannot be used: .*PORT.*LOG_LEVEL[^\n]*$/)
		}
	]);
	vi.unstubAllEnvs();
	expect(ofSettings()).toEqual([{ state: 'ok  ', text: 'the settings can be used' }]);
	vi.stubEnv('MAIL_FROM', 'circle@hikari.example.jp');
	expect(config().MAIL_FROM).toBe('circle@hikari.example.jp');
});
