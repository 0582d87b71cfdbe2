import { describe, expect, test } from 'vitest';
import { calledNames, fromHtml, fromPlain } from './rich-text.server.ts';

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
