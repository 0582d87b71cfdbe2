import { expect, test } from 'vitest';
import { imprintLines } from './imprint.ts';
import { letter } from './template.ts';

const imprint = {
	senderName: 'ひかりの輪 事務局',
	postalAddress: '〒100-0001\n東京都千代田区千代田1-1 <本社>',
	contact: 'alumni@hikari.example.jp',
	logo: 'https://hikari.example.jp/logo/mail?r=a&b'
};
const nothing = { senderName: '', postalAddress: '', contact: '', logo: '' };
const written = letter('件名', [{ say: 'こんにちは。' }], {
	network: 'ひかりの輪',
	why: '会員のあなたへ。',
	unsubscribe: 'https://hikari.example.jp/unsubscribe/1'
});

test('the foot of a mail says who sent it, where they are, whom to ask and how to stop it', () => {
	const { text, html } = written.signedBy(imprint);
	expect(text).toMatch(
		/unsubscribe\/1\n\nひかりの輪 事務局\n〒100-0001\n東京都千代田区千代田1-1 <本社>\nお問い合わせ： ?alumni@hikari\.example\.jp$/
	);
	expect(html).toContain('〒100-0001<br>東京都千代田区千代田1-1 &lt;本社&gt;');
	expect(html).toContain('<img src="https://hikari.example.jp/logo/mail?r=a&amp;b" alt="ひかりの輪"');
});

test('where the network has filled in nothing, the foot has no empty lines and no picture', () => {
	const { text, html } = written.signedBy(nothing);
	expect(text).toMatch(/unsubscribe\/1$/);
	expect(html).not.toContain('<img');
	expect(imprintLines({ ...nothing, contact: '03-0000-0000' }, 'お問い合わせ：')).toBe(
		'お問い合わせ：03-0000-0000'
	);
});
