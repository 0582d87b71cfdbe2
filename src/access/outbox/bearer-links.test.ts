import fs from 'node:fs';
import { expect, test } from 'vitest';
import { bearerPaths, withoutBearerLinks } from './bearer-links.ts';

test('a link that speaks for someone is replaced in text and in markup, others stay', () => {
	const text = 'どうぞ\nhttps://a.example/join/AbC-_9\n--\nhttps://a.example/since/12';
	expect(withoutBearerLinks(text, '（伏）')).toBe('どうぞ\n（伏）\n--\nhttps://a.example/since/12');
	const html = '<a href="http://a.example:3000/sign-in/link?token=x&amp;next=%2Fdesk">入る</a>';
	expect(withoutBearerLinks(html, '（伏）')).toBe('<a href="（伏）">入る</a>');
	expect(withoutBearerLinks('https://a.example/pulse/t?say=ready', '')).toBe('');
});

test('every public page that a token opens is in the list', () => {
	const folder = new URL('../../routes/(public)/', import.meta.url);
	const byToken = fs
		.readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('[token]'))
		.map((path) => path.replaceAll('\\', '/').replace('/[token]', ''));
	expect(byToken.length).toBeGreaterThan(4);
	expect([...byToken, 'sign-in/link', 'me/password', 'me/confirm'].sort()).toEqual([...bearerPaths].sort());
});
