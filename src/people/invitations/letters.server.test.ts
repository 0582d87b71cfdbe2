import { describe, expect, test } from 'vitest';
import { Invalid } from '#platform/http/failures.ts';
import {
	address,
	daysPass,
	here,
	importFile,
	invite,
	linkIn,
	mailOut,
	ofNetwork
} from '#test/fixtures/invitations.ts';
import { invitePerson, sendWave } from './waves.server.ts';
import { saveInvitationWords } from './words.server.ts';

describe('an invitation', () => {
	test('looks like who sends it: sender, company, network, contact, and an id of the sender’s domain', async () => {
		const mail = await invite();
		expect(mail.from?.value).toEqual([
			{ name: 'ひかり アルムナイ事務局', address: 'okaeri@mail.example.jp' }
		]);
		expect(mail.replyTo?.value[0]?.address).toBe('alumni@hikari.example.jp');
		expect(mail.subject).toBe('【株式会社ひかり製作所】ひかりの輪へのご招待');
		expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@mail\.example\.jp>$/);
		for (const said of ['株式会社ひかり製作所', 'ひかりの輪', '人事部 橋本'])
			expect(mail.text).toContain(said);
		expect(mail.text).toContain('2026年11月1日に通知しています');
		expect(mail.text).toContain('アルムナイ事務局が登録したものです');
	});

	test('offers to be stopped, to a person and to their mail program', async () => {
		const mail = await invite();
		const list = mail.headers.get('list') as unknown as { unsubscribe: { url: string }; help?: unknown };
		const link = `/unsubscribe/${linkIn(mail, 'unsubscribe')}`;
		expect(list.unsubscribe.url.endsWith(link)).toBe(true);
		expect(list.help, 'a page for members helps nobody here').toBeUndefined();
		expect(mail.headerLines.map(({ line }) => line)).toContain(
			'List-Unsubscribe-Post: List-Unsubscribe=One-Click'
		);
		expect(mail.html).toContain(link);
	});

	test('says which import brought the address', async () => {
		await ofNetwork('delete from contact where network_id = $1 and email = $2', address());
		await importFile('渡邉', 'A-1');
		const mail = await invite();
		expect(mail.text).toMatch(
			/このアドレスは、\d{4}年\d+月\d+日に株式会社ひかり製作所の人事記録から登録しました/
		);
	});

	test('is in the network’s own words, and says who sends it all the same', async () => {
		const words = {
			subject: 'お元気ですか',
			words: '創立50周年の会を開きます。\nお待ちしています。',
			revision: 0
		};
		await saveInvitationWords(here().hashimoto, 'ja', words);
		const mail = await invite();
		expect(mail.subject).toBe('ひかりの輪: お元気ですか');
		expect(mail.text).toMatch(/^渡邉さん\n\n創立50周年の会を開きます。\nお待ちしています。/);
		expect(mail.text).toContain('/join/');
		expect(mail.text).toContain('株式会社ひかり製作所に在籍されていた方へ');
	});
});

describe('nobody is invited twice within thirty days', () => {
	test('without the desk saying so', async () => {
		await invite();
		await daysPass(20);
		await expect(sendWave(here().hashimoto, { called: '第2回', size: 10 })).rejects.toThrow(Invalid);
		await expect(invitePerson(here().hashimoto, here().watanabeId)).rejects.toMatchObject({
			why: 'invited_lately'
		});
		await invitePerson(here().hashimoto, here().watanabeId, true);
		expect(await mailOut()).toBeDefined();
		await daysPass(31);
		await sendWave(here().hashimoto, { called: '第3回', size: 10 });
		expect(await mailOut()).toBeDefined();
	});

	test('but a mail that was taken back unsent counts for nothing', async () => {
		await invite();
		await ofNetwork(`update mail set status = 'cancelled' where network_id = $1`);
		await sendWave(here().hashimoto, { called: '第2回', size: 10 });
		expect(await mailOut()).toBeDefined();
	});
});
