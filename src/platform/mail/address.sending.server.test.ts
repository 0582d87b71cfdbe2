import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MailServer } from '#test/fixtures/mail-server.ts';
import { mailAddress } from './address.ts';
import { handOver } from './smtp.server.ts';

const server = new MailServer();
beforeAll(() => server.open());
beforeEach(() => server.reset());
afterAll(() => server.close());

test.each([
	['aaa..bbb@docomo.ne.jp', '<"aaa..bbb"@docomo.ne.jp>'],
	['xxx.yyy.@ezweb.ne.jp', '<"xxx.yyy."@ezweb.ne.jp>'],
	['.abc@docomo.ne.jp', '<".abc"@docomo.ne.jp>'],
	['shiro/dept&x@example.com', '<shiro/dept&x@example.com>'],
	['goro@例え.jp', '<goro@xn--r8jz45g.jp>'],
	['aoi.kato@example.jp', '<aoi.kato@example.jp>']
])('%s is written to as %s', async (written, recipient) => {
	const message = { from: 'okaeri@hikari.example.jp', subject: 'おかえり', text: '…' };
	const to = { name: '', address: mailAddress(written)! };
	expect(await handOver(server.url, { ...message, to })).toEqual({ kind: 'sent' });
	expect(server.recipients).toEqual([recipient]);
	// In brackets or without: both are right (RFC 5322, 3.4).
	expect(server.mails[0]!.replace(/[<>]/g, '')).toContain(`To: ${recipient.slice(1, -1)}`);
});
