import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { enter, person, write } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

test('two alumni in two browsers write, mention, comment, react and message, and see each other without reloading', async ({
	browser
}) => {
	const [tied, ready] = [await enter(gathering, browser, 'tied'), await enter(gathering, browser, 'ready')];
	const them = await person(gathering, 'ready');
	await ready.go('/home');
	const before = Number(
		(await ready.page
			.locator('#waiting a[href="/notifications"] .count')
			.textContent({ timeout: 500 })
			.catch(() => '0')) ?? 0
	);

	await test.step('a mention is chosen from what the editor suggests', async () => {
		await tied.go('/home');
		await write(tied.page, 'form[data-compose=post]', `お久しぶりです @${them.family}${them.given}`);
		await tied.page.locator('.suggestions li').first().click();
		await tied.page.keyboard.type('さん、ランチでもどうですか https://example.jp/ を見て');
		await tied.look();
		await tied.page.getByRole('button', { name: '投稿する' }).click();
		await expect(
			tied.page.locator('article').filter({ hasText: 'ランチでもどうですか' }).first()
		).toBeVisible();
	});

	await test.step('the other sees that there is something new, and that they were called, where they are', async () => {
		await expect(ready.page.locator('#news')).toBeVisible();
		await expect(ready.page.locator('#waiting a[href="/notifications"] .count')).toHaveText(
			String(before + 1)
		);
		await ready.look();
		await ready.page.goto(`${gathering.origin}/notifications`);
		await ready.page
			.getByRole('link', { name: /呼びかけました/ })
			.first()
			.click();
		await expect(ready.page).toHaveURL(/\/posts\//);
		await expect(ready.page.locator('a.mention')).toHaveText(`@${them.family} ${them.given}`);
	});

	const post = new URL(ready.page.url()).pathname;
	await test.step('a comment and a reaction show up on the other’s page', async () => {
		await tied.page.goto(gathering.origin + post);
		await write(ready.page, '#write form', '水曜なら空いています');
		await ready.page.getByRole('button', { name: 'コメントする' }).click();
		await expect(
			ready.page.locator('.comment').filter({ hasText: '水曜なら空いています' })
		).toBeVisible();
		await expect(ready.page.locator('#write [contenteditable]')).toHaveText('');
		await expect(tied.page.locator('.comment').filter({ hasText: '水曜なら空いています' })).toBeVisible();
		await tied.page.locator('.comment').getByRole('button', { name: 'いいね' }).first().click();
		await expect(
			ready.page.locator('.comment').getByRole('button', { name: 'いいね 1人' })
		).toBeVisible();
		await tied.look();
	});

	await test.step('a lost connection loses nothing, and sends it once', async () => {
		await write(tied.page, '#write form', 'では水曜に');
		await tied.context.setOffline(true);
		await tied.page.getByRole('button', { name: 'コメントする' }).click();
		await expect(tied.page.locator('#write [data-note]')).toContainText('接続が切れたようです');
		await expect(tied.page.locator('#write [contenteditable]')).toHaveText('では水曜に');
		await tied.context.setOffline(false);
		await tied.page.getByRole('button', { name: 'コメントする' }).click();
		await expect(ready.page.locator('.comment').filter({ hasText: 'では水曜に' })).toHaveCount(1);
	});

	await test.step('a draft survives a closed tab; a second tab is told', async () => {
		await write(tied.page, '#write form', '場所は');
		await expect(tied.page.locator('#write [data-note]')).toHaveText('下書きを保存しました');
		const second = await tied.context.newPage();
		await second.goto(gathering.origin + post);
		await expect(second.locator('#write textarea')).toHaveValue('場所は');
		await write(second, '#write form', 'どこにしますか');
		await expect(second.locator('#write [data-note]')).toHaveText('下書きを保存しました');
		await tied.page.locator('#write [contenteditable]').click();
		await tied.page.keyboard.type('駅前で');
		await expect(tied.page.locator('#write [data-note]')).toContainText('ほかのタブでも書き進めています');
		await tied.page.getByRole('button', { name: 'もう一方の文章' }).click();
		await expect(tied.page.locator('#write [contenteditable]')).toContainText('どこにしますか');
		await second.close();
	});

	await test.step('they message; it is asked first, accepted, and read', async () => {
		await gathering.database.query('delete from conversation where pair_key like $1', [`%${them.id}%`]);
		await tied.page.goto(`${gathering.origin}/messages/new?to=${them.id}`);
		await tied.page.locator('main textarea').fill('はじめてメッセージします');
		await tied.page.locator('main form[data-compose] button.main').click();
		await tied.page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
		const conversation = tied.page.url();
		await expect(ready.page.locator('#waiting a[href="/messages"] .count')).toBeVisible();
		await ready.page.goto(conversation);
		const accept = ready.page.getByRole('button', { name: '受け入れる' });
		if (await accept.count()) await accept.click();
		await ready.look();
		await ready.page.locator('main textarea').fill('うれしいです');
		await ready.page.getByRole('button', { name: '送る' }).click();
		await expect(tied.page.locator('#thread')).toContainText('うれしいです');
		await tied.page.locator('main textarea').fill('では水曜12時に');
		await tied.page.getByRole('button', { name: '送る' }).click();
		await expect(ready.page.locator('#thread')).toContainText('では水曜12時に');
		await expect(tied.page.locator('#thread')).toContainText('既読');
	});

	await test.step('a push reaches their browser’s push service', async () => {
		const { endpoint, p256dh, auth } = gathering.push.subscription;
		await gathering.database.query(
			`update contact set quiet_from = '00:00', quiet_until = '00:00', pushes_per_day = 100`
		);
		const status = await ready.page.evaluate(
			async (body) =>
				(
					await fetch('/push', {
						method: 'POST',
						headers: { 'content-type': 'application/json' },
						body
					})
				).status,
			JSON.stringify({ endpoint, keys: { p256dh, auth } })
		);
		expect(status).toBe(200);
		await ready.page.goto(`${gathering.origin}/home`);
		await tied.page.locator('main textarea').fill('地図を送ります');
		await tied.page.getByRole('button', { name: '送る' }).click();
		await expect
			.poll(() => gathering.push.pushed.at(-1)?.title, { timeout: 30_000 })
			.toContain('からメッセージが届きました');
		expect(JSON.stringify(gathering.push.pushed)).not.toContain('地図');
	});
	await tied.leave();
	await ready.leave();
});

test('an event goes from its announcement over the waiting list and check-in to its summary', async ({
	browser
}) => {
	const [steward, tied, ready] = [
		await enter(gathering, browser, 'steward'),
		await enter(gathering, browser, 'tied'),
		await enter(gathering, browser, 'ready')
	];
	const soon = (hours: number) => new Date(Date.now() + (9 + hours) * 3_600_000).toISOString().slice(0, 16);
	await steward.go('/events/new');
	await steward.page.locator('input[name=title]').fill('小さな同窓会');
	await steward.page.locator('input[name=startsAt]').fill(soon(2));
	await steward.page.locator('input[name=endsAt]').fill(soon(3));
	await steward.page.locator('input[name=place]').fill('本社ラウンジ');
	await steward.page.locator('input[name=capacity]').fill('1');
	await steward.press('交流会を知らせる');
	const url = steward.page.url();

	await tied.go(url);
	await tied.press('参加する');
	await tied.sees('参加の予定です');
	await ready.go(url);
	await ready.press('キャンセル待ちに並ぶ');
	await ready.sees('キャンセル待ちです');
	await tied.press('参加を取りやめる');
	await expect(ready.page.getByRole('heading', { name: '参加の予定です' })).toBeVisible(); // without reloading

	await test.step('the phone’s camera reads the code of the guest’s pass', async () => {
		const png = Buffer.from(
			(await ready.page.locator('.pass img').getAttribute('src'))!.split(',')[1]!,
			'base64'
		);
		const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
		const pass = jsQR(new Uint8ClampedArray(data), info.width, info.height)!.data;
		await steward.go(pass);
		await steward.page.locator('section.card').getByRole('button', { name: '受付する' }).click();
		await steward.sees(/を受け付けました/);
		await expect(steward.page.locator('[data-came]')).toHaveText('1');
		await steward.look();
	});

	await test.step('the list works without a connection, and catches up', async () => {
		await steward.page.goto(`${url}/edit`);
		await steward.page.locator('input[name=capacity]').fill('2');
		await steward.page.getByRole('button', { name: '保存する' }).click();
		await tied.page.goto(url);
		await tied.page.getByRole('button', { name: '参加する' }).click();
		await tied.sees('参加の予定です');
		await steward.page.goto(`${url}/check-in`);
		await steward.context.setOffline(true);
		await steward.page
			.locator('li')
			.filter({ has: steward.page.getByRole('button', { name: '受付する' }) })
			.getByRole('button')
			.click();
		await expect(steward.page.locator('[data-note]')).toContainText('1人分が送信待ちです');
		await steward.context.setOffline(false);
		await expect(steward.page.locator('[data-note]')).toHaveText('');
		await expect(steward.page.locator('li .tag.good')).toHaveCount(2);
	});

	await test.step('afterwards it is summed up, and who was there is asked', async () => {
		await gathering.database.query(
			`update event set starts_at = now() - interval '4 hours', ends_at = now() - interval '2 hours' where event_id = $1`,
			[url.split('/').at(-1)]
		);
		await steward.page.goto(url);
		await steward.page.locator('input[data-kind=picture]').setInputFiles({
			name: 'photo.png',
			mimeType: 'image/png',
			buffer: await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3b6653' } })
				.png()
				.toBuffer()
		});
		await steward.page.getByLabel('photo.pngの説明').fill('ラウンジで乾杯する二人');
		await write(steward.page, 'form[data-compose]', '二人で乾杯しました');
		await steward.page.getByRole('button', { name: '報告を載せる' }).click();
		await ready.go(url);
		await ready.sees('二人で乾杯しました');
		await expect(ready.page.getByAltText('ラウンジで乾杯する二人')).toBeVisible();
		await ready.page.getByLabel('よかった').check();
		await ready.press('伝える');
		await ready.sees(/「よかった」とうかがいました/);
	});
	for (const one of [steward, tied, ready]) await one.leave();
});

test('the weekly digest arrives, one click stops it, and bounces stop mail to an address', async ({
	request
}) => {
	const tied = await person(gathering, 'tied');
	await gathering.database.query(
		`update contact set wants_digest = person_id = $1, digest_weekday = extract(isodow from now() at time zone 'Asia/Tokyo'), digested_at = null, mails_per_month = 31, quiet_from = '00:00', quiet_until = '00:00'`,
		[tied.id]
	);
	await gathering.database.query(
		`select leave_job('digest.send', jsonb_build_object('networkId', network_id), null, now()) from network`
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
	await expect(note).toContainText('名前から想像されるものと違います');
	await put('picture', {
		name: 'large.jpg',
		mimeType: 'image/jpeg',
		buffer: await sharp({ create: { width: 8000, height: 5000, channels: 3, background: '#c8561f' } })
			.jpeg({ quality: 30 })
			.toBuffer()
	});
	await tied.page.getByLabel('large.jpgの説明').fill('柿色の大きな面');
	await tied.page.getByRole('button', { name: '投稿する' }).click();
	const article = tied.page.locator('article').filter({ hasText: '写真をつけます' }).first();
	await expect(article.getByAltText('柿色の大きな面')).toBeVisible();
	const source = await article.locator('img[alt]:not([alt=""])').getAttribute('src');
	const stranger = await browser.newContext();
	expect((await stranger.request.get(gathering.origin + source!, { maxRedirects: 0 })).status()).toBe(303);
	await stranger.close();
	await tied.leave();
});
