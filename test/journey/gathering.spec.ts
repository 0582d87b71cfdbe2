import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { Visitor } from './walk.ts';
import { enter, person, write } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import * as chat from './gathering/chat.ts';
import * as bar from './gathering/bar.ts';
import * as event from './gathering/event.ts';
import * as pair from './gathering/two-browsers.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

test('two alumni in two browsers write, mention, comment, react and message, and see each other without reloading', async ({
	browser
}) => {
	const tied = await enter(gathering, browser, 'tied');
	const ready = await enter(gathering, browser, 'ready');
	const them = await person(gathering, 'ready');
	await ready.go('/home');
	await test.step('the bar has a menu, a search, and five rooms on a phone', async () => {
		await bar.closesItsMenu(tied);
		await bar.searches(tied, gathering.origin, '工場');
		await bar.fitsAPhone(tied, gathering.origin);
	});
	const before = await pair.newsCount(ready);
	await test.step('a mention is chosen from what the editor suggests', () => pair.mentions(tied, them));
	const post =
		await test.step('the other sees that there is something new, and that they were called, where they are', () =>
			pair.opensMention(gathering, ready, them, before));
	await tied.page.goto(gathering.origin + post);
	await test.step('a comment and a reaction show up on the other’s page', () =>
		pair.commentAndReact(ready, tied));
	await test.step('a lost connection loses nothing, and sends it once', () =>
		pair.losesConnection(tied, ready));
	await test.step('a draft survives a closed tab; a second tab is told', () => pair.writesInTwoTabs(tied));
	await test.step('they message; it is asked first, accepted, and read', () =>
		pair.exchangeMessages(gathering, tied, ready, them.id));
	await test.step('a push reaches their browser’s push service', () =>
		pair.pushReaches(gathering, tied, ready));
	for (const visitor of [tied, ready]) await visitor.leave();
});

test('two on their phones chat, react, send a picture, lose the connection and find each other again', async ({
	browser
}) => {
	const tied = await chat.enterByPhone(gathering, browser, 'tied');
	const ready = await chat.enterByPhone(gathering, browser, 'ready');
	const them = await person(gathering, 'ready');
	await test.step('who is asked says yes first', () => chat.asks(gathering, tied, ready, them));
	await test.step('they chat and react', () => chat.chats(tied, ready));
	await test.step('a picture', () => chat.sendsPicture(tied, ready));
	await test.step('a tunnel', () => chat.losesConnection(tied, ready));
	await test.step('an answer that is lost', () => chat.losesAnswer(tied, ready));
	for (const visitor of [tied, ready]) await visitor.leave();
});

test('an event goes from its announcement over the waiting list and check-in to its summary', async ({
	browser
}) => {
	const steward = await enter(gathering, browser, 'steward');
	const tied = await enter(gathering, browser, 'tied');
	const ready = await enter(gathering, browser, 'ready');
	const url = await test.step('the desk announces it', () => event.deskAnnounces(steward));
	await test.step('who waits moves up', () => event.waitingListMovesUp(url, tied, ready));
	await test.step('the phone’s camera reads the code of the guest’s pass', () =>
		event.deskReadsPass(steward, ready));
	await test.step('the list works without a connection, and catches up', () =>
		event.deskChecksInOffline(url, steward, tied));
	await test.step('afterwards it is summed up, and who was there is asked', async () => {
		await event.eventPasses(gathering, url);
		await event.deskSumsUp(url, steward, ready);
	});
	for (const visitor of [steward, tied, ready]) await visitor.leave();
});

test('the weekly digest arrives, one click stops it, and bounces stop mail to an address', async ({
	browser,
	request
}) => {
	const tied = await person(gathering, 'tied');
	await gathering.database.query(
		`update contact
		set wants_digest = person_id = $1,
			digest_weekday = extract(isodow from network_today()),
			digested_at = null,
			mails_per_month = 31,
			quiet_from = '00:00',
			quiet_until = '00:00'`,
		[tied.id]
	);
	await gathering.database.query(
		`select leave_job('digest.send', jsonb_build_object('networkId', network_id), null, now())
		from network`
	);
	const digest = () =>
		gathering.mails.find(
			(mail) =>
				mail.to &&
				!Array.isArray(mail.to) &&
				mail.to.text === 'sakura.nakamura@example.jp' &&
				/1週間の便り/.test(mail.text ?? '')
		);
	await expect.poll(() => digest()?.subject, { timeout: 30_000 }).toBeTruthy();
	const list = digest()!.headers.get('list') as unknown as {
		unsubscribe: { url: string };
		'unsubscribe-post': { name: string };
	};
	const reader = await Visitor.arrive(browser, 'ja', { host: gathering.origin });
	await reader.go(list.unsubscribe.url);
	await reader.leave();
	const answer = await request.post(list.unsubscribe.url, {
		form: { 'List-Unsubscribe': 'One-Click' },
		maxRedirects: 0
	});
	expect(answer.status()).toBeLessThan(400);
	const wants = async () =>
		(await gathering.database.query('select wants_digest from contact where person_id = $1', [tied.id]))
			.rows[0].wants_digest;
	expect(await wants()).toBe(false);
	const hook = (secret: string) =>
		request.post(`${gathering.origin}/hooks/mail`, {
			headers: { authorization: `Bearer ${secret}` },
			data: { kind: 'complaint', address: 'sakura.nakamura@example.jp', said: 'spam' }
		});
	expect((await hook('guess')).status()).toBe(401);
	expect((await hook(gathering.hookSecret)).status()).toBe(200);
	expect(
		(
			await gathering.database.query(
				`select why from mail_stop where address = 'sakura.nakamura@example.jp'`
			)
		).rows
	).toEqual([{ why: 'complaint' }]);
});

test('pictures and files that cannot be taken are refused with words, and the text stays', async ({
	browser
}) => {
	const tied = await enter(gathering, browser, 'tied');
	await tied.go('/home');
	await write(tied.page, 'form[data-compose=post]', '写真をつけます');
	const large = path.join(os.tmpdir(), `okaeri-large-${process.pid}.pdf`);
	fs.writeFileSync(large, '%PDF-1.7\n');
	fs.truncateSync(large, 200_000_000);
	const note = tied.page.locator('form[data-compose=post] [data-note]');
	const put = (kind: string, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
		tied.page.locator(`form[data-compose=post] input[data-kind=${kind}]`).setInputFiles(files);
	await put('file', large);
	await expect(note).toContainText('大きすぎ');
	fs.rmSync(large);
	await put('picture', {
		name: 'cat.png',
		mimeType: 'image/png',
		buffer: Buffer.from('<script>alert(1)</script>')
	});
	await expect(note).toContainText('写真として読めませんでした');
	await put('file', { name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') });
	await expect(note).toContainText('拡張子と違います');
	await put('picture', {
		name: 'large.jpg',
		mimeType: 'image/jpeg',
		buffer: await sharp({ create: { width: 8000, height: 5000, channels: 3, background: '#c8561f' } })
			.jpeg({ quality: 30 })
			.toBuffer()
	});
	await tied.page.getByLabel('large.jpgの説明').fill('柿色の大きな面');
	// Who presses while a file is still on its way is not ignored: the post goes out once the file has arrived.
	let letGo = () => {};
	const held = new Promise<void>((go) => (letGo = go));
	await tied.page.route('**/uploads', async (route) => {
		await held;
		await route.continue();
	});
	await put('file', { name: 'slow.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
	await tied.page.getByRole('button', { name: '投稿する' }).click();
	await expect(note).toContainText('終わりしだい');
	letGo();
	const article = tied.page.locator('article').filter({ hasText: '写真をつけます' }).first();
	await expect(article.getByAltText('柿色の大きな面')).toBeVisible();
	await expect(article).toContainText('slow.pdf');
	const source = await article.locator('img[alt]:not([alt=""])').getAttribute('src');
	const stranger = await browser.newContext();
	expect((await stranger.request.get(gathering.origin + source!, { maxRedirects: 0 })).status()).toBe(303);
	await stranger.close();
	await tied.leave();
});
