import { expect, test } from 'vitest';
import { standstillOf, type MailHealth } from './standstill.ts';

const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const well: MailHealth = {
	sends: true,
	waiting: 0,
	kept: 0,
	trouble: 0,
	due: 0,
	dueSince: null,
	sentAt: ago(600),
	failuresInRow: 0,
	said: null
};

test.each<[string, Partial<MailHealth>, string | undefined]>([
	['nothing waits', {}, undefined],
	['mails wait and no server is set', { sends: false, kept: 2 }, 'no_server'],
	['no server is set, and nothing was written', { sends: false }, undefined],
	['kept mails alone hold nothing up where a server is set', { kept: 5 }, undefined],
	['a mail waits for a moment', { due: 1, dueSince: ago(20) }, undefined],
	['a mail waits for long', { due: 1, dueSince: ago(31) }, 'waiting'],
	['a mail waits, and nothing was ever sent', { due: 1, dueSince: ago(31), sentAt: null }, 'waiting'],
	['one address refuses, and others go out', { due: 1, dueSince: ago(500), sentAt: ago(3) }, undefined],
	['two failed in a row', { due: 2, dueSince: ago(5), failuresInRow: 2 }, undefined],
	['three failed in a row', { due: 3, dueSince: ago(5), failuresInRow: 3 }, 'failing']
])('%s', (_, change, expected) => {
	expect(standstillOf({ ...well, ...change }, now)).toBe(expected);
});
