import { expect, test } from 'vitest';
import { mailAddress } from './address.ts';

test.each([
	[' Aoi.Kato@Example.JP ', 'aoi.kato@example.jp'],
	['aaa..bbb@docomo.ne.jp', 'aaa..bbb@docomo.ne.jp'],
	['"aaa..bbb"@docomo.ne.jp', 'aaa..bbb@docomo.ne.jp'],
	['xxx.yyy.@ezweb.ne.jp', 'xxx.yyy.@ezweb.ne.jp'],
	['.abc@docomo.ne.jp', '.abc@docomo.ne.jp'],
	['"quoted.name."@docomo.ne.jp', 'quoted.name.@docomo.ne.jp'],
	['"a\\.b"@docomo.ne.jp', 'a.b@docomo.ne.jp'],
	['jiro+alumni@example.com', 'jiro+alumni@example.com'],
	['shiro/dept&x@example.com', 'shiro/dept&x@example.com'],
	["o'brien@example.ie", "o'brien@example.ie"],
	['-x_y-@softbank.ne.jp', '-x_y-@softbank.ne.jp'],
	['saburo@xn--eckwd4c7c.xn--zckzah', 'saburo@xn--eckwd4c7c.xn--zckzah'],
	['saburo@ドメイン.テスト', 'saburo@xn--eckwd4c7c.xn--zckzah'],
	['goro@例え.jp', 'goro@xn--r8jz45g.jp'],
	['goro@例え。jp', 'goro@xn--r8jz45g.jp'],
	['goro@MÜLLER.example', 'goro@xn--mller-kva.example']
])('%s is %s', (written, kept) => {
	expect(mailAddress(written)).toBe(kept);
	expect(mailAddress(kept), 'what is kept stays').toBe(kept);
});

test.each([
	'',
	'a',
	'@example.jp',
	'a@',
	'a@jp',
	'..@example.jp',
	'a b@example.jp',
	'"a b"@example.jp',
	'a"b@example.jp',
	'"a@b"@example.jp',
	'a@b@example.jp',
	'<a@example.jp>',
	'a@example..jp',
	'a@-example.jp',
	'a@127.0.0.1',
	'a@0x7f.1',
	'a@[127.0.0.1]',
	'a@example.jp:25',
	'a@example.jp/x',
	'a@%65xample.jp',
	'a@exa\u0000mple.jp',
	'a,b@example.jp',
	'a\r\nRCPT TO:<b@example.jp>@example.jp',
	'花子@example.jp',
	`${'a'.repeat(65)}@example.jp`,
	`a@${'b.'.repeat(130)}jp`
])('«%s» is no address', (none) => expect(mailAddress(none)).toBeUndefined());
