import { describe, expect, test } from 'vitest';
import { calledNames } from './called.ts';
import { fromHtml, fromPlain } from './rich-text.server.ts';

const id = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd';

describe('HTML from an editor', () => {
	test.each([
		['<script>alert(1)</script><p>a</p>', '<p>a</p>'],
		['<p onclick="x()">a</p>', '<p>a</p>'],
		['<img src=x onerror=alert(1)>a', 'a'],
		['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
		['<a href="JaVaScRiPt:alert(1)">a</a>', '<a>a</a>'],
		['<a href="data:text/html,x">a</a>', '<a>a</a>'],
		['<a href="//evil.example">a</a>', '<a>a</a>'],
		['<svg><script>1</script></svg><p>a</p>', '<p>a</p>'],
		['<p style="position:fixed">a</p>', '<p>a</p>'],
		['<iframe src="https://x.example"></iframe><p>b</p>', '<p>b</p>'],
		['<form action="/sign-out"><button>a</button></form>', 'a'],
		['<p class="button">a</p>', '<p>a</p>'],
		[
			'<a class="mention evil" data-mention="person:../../x" href="https://x.example">a</a>',
			'<a href="https://x.example" rel="nofollow ugc noopener noreferrer" target="_blank">a</a>'
		],
		['<b>a</b><i>b</i>', '<strong>a</strong><em>b</em>'],
		['<p></p><p>a</p><p></p>', '<p>a</p>'],
		['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '']
	])('%s becomes %s', (html, safe) => expect(fromHtml(html).html).toBe(safe));

	test('gives the plain words with their lines, the mentions and the first link', () => {
		const written = fromHtml(
			`<p>ひさしぶり<br>です &amp; <a data-mention="person:${id}" href="x">@中村 さくら</a></p><ul><li>一</li><li>二</li></ul><p><a href="https://x.example/a?b=1&amp;c=2">x</a></p>`
		);
		expect(written.words).toBe('ひさしぶり\nです & @中村 さくら\n・一\n・二\nx');
		expect(written.mentions).toEqual([{ kind: 'person', id }]);
		expect(written.link).toBe('https://x.example/a?b=1&c=2');
		expect(written.html).toContain(`href="/people/${id}"`);
	});
});

describe('plain words', () => {
	test('keep their paragraphs, and nothing in them is HTML', () => {
		expect(fromPlain('a\nb\n\n<b>c</b> & "d"').html).toBe(
			'<p>a<br />b</p><p>&lt;b&gt;c&lt;/b&gt; &amp; &quot;d&quot;</p>'
		);
	});

	test('a link ends where Japanese goes on', () => {
		const { html, link } = fromPlain('https://example.jp/page?a=1を見て。http://x.example/y)');
		expect(link).toBe('https://example.jp/page?a=1');
		expect(html).toContain('</a>を見て。<a href="http://x.example/y"');
	});
});

describe('a link in plain words', () => {
	test.each([
		[
			'https://en.wikipedia.org/wiki/Solid_(web_project)',
			'https://en.wikipedia.org/wiki/Solid_(web_project)',
			''
		],
		[
			'(https://en.wikipedia.org/wiki/Solid_(web_project))',
			'https://en.wikipedia.org/wiki/Solid_(web_project)',
			')'
		],
		['http://日本語.jp/about', 'http://xn--wgv71a119e.jp/about', ''],
		['http://日本語.jpを見て', 'http://xn--wgv71a119e.jp/', 'を見て'],
		[
			'http://dic.nicovideo.jp/a/アイドルマスター',
			'http://dic.nicovideo.jp/a/%E3%82%A2%E3%82%A4%E3%83%89%E3%83%AB%E3%83%9E%E3%82%B9%E3%82%BF%E3%83%BC',
			''
		],
		['https://ja.example/wiki/東京を見て', 'https://ja.example/wiki/%E6%9D%B1%E4%BA%AC', 'を見て'],
		['https://example.jp/wiki/東京。次に', 'https://example.jp/wiki/%E6%9D%B1%E4%BA%AC', '。次に'],
		['詳細はhttps://example.jp/aです', 'https://example.jp/a', 'です'],
		['こちら→https://google.com', 'https://google.com', ''],
		['「https://google.com」です', 'https://google.com', '」です'],
		['https://google.comを見て', 'https://google.com', 'を見て'],
		['https://example.jp/にあります', 'https://example.jp/', 'にあります'],
		['https://example.jp/a!!あ', 'https://example.jp/a', '!!あ'],
		['https://example.jp/(a)あ', 'https://example.jp/(a)', 'あ'],
		['https://web.example/2020/https://example.com/', 'https://web.example/2020/https://example.com/', '']
	])('%s links %s', (words, href, rest) => {
		const { html, link } = fromPlain(words);
		expect(link).toBe(href);
		expect(html.split('<a ')).toHaveLength(2);
		expect(html).toContain(`href="${href}"`);
		expect(html.slice(html.indexOf('</a>') + 4).replace('</p>', '')).toBe(rest);
		expect(html.replace(/<[^>]+>/g, '')).toBe(words);
	});

	test.each(['https://user:pw@example.com/', 'https://example.com@evil.example/', 'http://', 'https:///x'])(
		'%s is no link',
		(words) => expect(fromPlain(words)).toMatchObject({ html: `<p>${words}</p>`, link: null })
	);
});

describe('plain words call people', () => {
	test.each([
		'(@中村 隆)',
		'（@中村隆）',
		'「@中村隆」',
		'@中村隆：',
		'@中村隆～',
		'@中村隆〜お元気ですか',
		'@中村　隆さん',
		'@中村隆さんへ',
		'@中村隆さま',
		'@中村隆様に',
		'@中村隆さんは元気？',
		'@中村隆（営業部）さん',
		'【@中村隆】'
	])('%s calls 中村隆', (words) => {
		const known = new Map(
			calledNames(words)
				.filter((name) => name.replace(' ', '') === '中村隆')
				.map((name) => [name, { kind: 'person' as const, id, name: '中村 隆' }])
		);
		const { html, mentions } = fromPlain(words, known);
		expect(mentions).toMatchObject([{ id }]);
		expect(html).toContain('>@中村 隆</a>');
	});

	test('even the worst text is read before anyone notices', () => {
		for (const worst of [
			'https://',
			'https://a.jp/',
			'/あ',
			'!',
			')',
			'(',
			'@',
			'@中村さん',
			'「',
			'さん'
		])
			for (const before of ['', 'https://a.jp/', '@'])
				expect(
					fromPlain((before + worst.repeat(8000 / worst.length)).slice(0, 8000)).words
				).toBeTruthy();
	});
});

describe('names in plain words', () => {
	test('whoever has a longer name is not called by a shorter one', () => {
		const known = new Map([['中村隆', { kind: 'person' as const, id, name: '中村 隆' }]]);
		expect(fromPlain('@中村隆 @中村隆一さん', known).mentions).toHaveLength(1);
	});

	test('a group may have brackets in its name', () => {
		expect(calledNames('@東京（関東）会の皆さん')).toContain('東京（関東）会の皆');
		expect(calledNames('@東京会（関東）、')).toEqual(['東京会（関東）', '東京会']);
	});

	test('name people with an @', () => {
		expect(calledNames('@中村 さくらさん、こんにちは。＠森健一 元気？')).toEqual([
			'中村 さくら',
			'中村',
			'森健一 元気',
			'森健一'
		]);
		const known = new Map([['中村 さくら', { kind: 'person' as const, id, name: '中村 さくら' }]]);
		expect(fromPlain('やあ @中村 さくらさん！', known)).toMatchObject({
			mentions: [{ id }],
			html: `<p>やあ <a class="mention" data-mention="person:${id}" href="/people/${id}">@中村 さくら</a>さん！</p>`
		});
	});
});
