import { beforeAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { saveSettings } from '#access/settings/changing.server.ts';
import { saveLogo } from '#access/settings/logo.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { publishNotice } from '#people/consents/notices.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { useWeb } from '#test/setup/web.ts';

const own = useOwnDatabase();
const web = useWeb(own);
let ours: Hikari;
let mark = '';
const at = (host: string, path: string, language = 'ja') =>
	web.ask('GET', path, { headers: { host, 'accept-language': language } });
const here = (path: string, language?: string) => at('ours.example.jp', path, language);

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	await foundHikari(own.owner, 'theirs');
	for (const slug of ['ours', 'theirs'])
		await own.owner.query('update network set hosts = $1 where slug = $2', [
			[`${slug}.example.jp`],
			slug
		]);
	await own.owner.query(`update network set locale = 'en' where slug = 'theirs'`);
	const { hashimoto } = ours;
	const picture = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#0a6' } })
		.png()
		.toBuffer();
	await saveLogo(hashimoto, 0, picture);
	const { revisions, logoMark } = await settingsOf(hashimoto);
	mark = logoMark;
	await saveSettings(hashimoto, 'accent', revisions.accent, { accent: '#ffcc00' });
	await publishNotice(hashimoto, 0, { noticeJa: '目的のご説明', noticeEn: '', purposes: {} });
});

test('a network’s pages have its logo and its stylesheet, and no style in their HTML', async () => {
	const { text, headers } = await here('/');
	expect(text).toContain(`<img src="/logo/header?r=${mark}"`);
	expect(text).toContain('href="/look.css?accent=ffcc00"');
	expect(text).not.toMatch(/ style="/);
	expect(headers['content-security-policy']).toContain("style-src-attr 'none'");
	const other = await at('theirs.example.jp', '/');
	expect(other.text).not.toMatch(/\/look\.css|\/logo\//);
});

test('the stylesheet is kept for a year at the address of its colour, and not for long at another', async () => {
	const sheet = await here('/look.css?accent=ffcc00');
	expect(sheet.headers).toMatchObject({
		'content-type': 'text/css; charset=utf-8',
		'cache-control': 'public, max-age=31536000, immutable'
	});
	expect(sheet.text).toContain('--kaki: light-dark(');
	expect((await here('/look.css?accent=000000')).headers['cache-control']).toBe('public, max-age=300');
	expect((await at('theirs.example.jp', '/look.css')).text).toBe('');
});

test('the logo is shown to anyone, in its forms and in its network only', async () => {
	expect((await here(`/logo/mail?r=${mark}`)).headers).toMatchObject({
		'content-type': 'image/png',
		'cache-control': 'public, max-age=31536000, immutable'
	});
	for (const [host, path] of [
		['ours.example.jp', '/logo/full'],
		['theirs.example.jp', '/logo/mail']
	] as const)
		expect((await at(host, path)).status, `${host}${path}`).toBe(404);
});

test('a phone installs the network under its own name and sign', async () => {
	const manifest = await here('/manifest.webmanifest');
	expect(manifest.headers['content-type']).toBe('application/manifest+json');
	expect(JSON.parse(manifest.text)).toMatchObject({
		name: 'ひかりの輪',
		icons: [{ src: `/logo/icon_192?r=${mark}`, sizes: '192x192' }, { sizes: '512x512' }]
	});
	const other = JSON.parse((await at('theirs.example.jp', '/manifest.webmanifest', 'en')).text);
	expect(other).toMatchObject({
		name: 'Hikari Circle',
		icons: [{ sizes: '192x192' }, { sizes: '512x512' }, { src: '/lamp.svg' }]
	});
});

test('the privacy notice is open to anyone, by version', async () => {
	expect((await here('/privacy')).text).toContain('目的のご説明');
	expect((await here('/privacy', 'en')).text).toContain('目的のご説明');
	expect((await here('/privacy?version=1')).status).toBe(200);
	for (const version of ['2', '0', '-1', 'x', '99999999999'])
		expect((await here(`/privacy?version=${version}`)).status, version).toBe(404);
	expect((await at('theirs.example.jp', '/privacy')).text).not.toContain('目的のご説明');
});

test('who speaks neither language reads the network’s own', async () => {
	const lang = async (language: string) => /<html lang="(..)"/.exec((await here('/', language)).text)?.[1];
	expect(await lang('de-DE,de')).toBe('ja');
	const other = await at('theirs.example.jp', '/privacy', 'de-DE,de');
	expect(/<html lang="(..)"/.exec(other.text)?.[1]).toBe('en');
	expect(await lang('en-GB,en')).toBe('en');
});

test('what is shown to everyone may be found, and nothing else', async () => {
	const { text } = await here('/robots.txt');
	const rules = [...text.matchAll(/^(Allow|Disallow): (\S+)$/gm)].map(([, rule, path]) => ({
		allows: rule === 'Allow',
		length: path!.length,
		fits: (asked: string) =>
			path!.endsWith('$') ? asked === path!.slice(0, -1) : asked.startsWith(path!)
	}));
	const mayRead = (path: string) =>
		rules.filter(({ fits }) => fits(path)).toSorted((a, b) => b.length - a.length)[0]?.allows;
	for (const path of ['/', '/jobs', '/jobs/1', '/voices/1', '/look.css'])
		expect(mayRead(path), path).toBe(true);
	for (const path of [
		'/home',
		'/people/1',
		'/desk',
		'/join/token',
		'/unsubscribe/token',
		'/sign-in',
		'/api/v1'
	])
		expect(mayRead(path), path).toBe(false);
	const door = await here('/');
	expect(door.text).toMatch(/<meta name="description" content="[^"]{40,}"/);
});
