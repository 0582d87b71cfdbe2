import { expect } from '@playwright/test';
import { write, type Person } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';

// Two alumni, each in a browser of their own, who see each other's words without reloading.

const news = '#waiting a[href="/notifications"] .count';

/** How many notifications someone's page says are new. */
export async function newsCount(reader: Visitor): Promise<number> {
	const count = await reader.page
		.locator(news)
		.textContent({ timeout: 500 })
		.catch(() => '0');
	return Number(count ?? 0);
}

/** The writer chooses a mention from what the editor suggests, and posts. */
export async function mentions(writer: Visitor, { family, given }: Person): Promise<void> {
	await writer.go('/home');
	await write(writer.page, 'form[data-compose=post]', `お久しぶりです @${family}${given}`);
	await writer.page.locator('.suggestions li').first().click();
	await writer.page.keyboard.type('さん、ランチでもどうですか https://example.jp/ を見て');
	await writer.look();
	await writer.page.getByRole('button', { name: '投稿する' }).click();
	await expect(
		writer.page.locator('article').filter({ hasText: 'ランチでもどうですか' }).first()
	).toBeVisible();
}

/** The one who was mentioned sees that there is news, and opens it. Gives the path of the post. */
export async function opensMention(
	gathering: Gathering,
	reader: Visitor,
	{ family, given }: Person,
	before: number
): Promise<string> {
	await expect(reader.page.locator('#news')).toBeVisible();
	await expect(reader.page.locator(news)).toHaveText(String(before + 1));
	await reader.look();
	await reader.page.goto(`${gathering.origin}/notifications`);
	await reader.page
		.getByRole('link', { name: /メンションしました/ })
		.first()
		.click();
	await expect(reader.page).toHaveURL(/\/posts\//);
	await expect(reader.page.locator('a.mention')).toHaveText(`@${family} ${given}`);
	return new URL(reader.page.url()).pathname;
}

const commentOn = (visitor: Visitor, words: string) =>
	visitor.page.locator('.comment').filter({ hasText: words });

/** A comment shows up on the author's page, and the author's reaction on the page of who commented. */
export async function commentAndReact(reader: Visitor, author: Visitor): Promise<void> {
	await write(reader.page, '#write form', '水曜なら空いています');
	await reader.page.getByRole('button', { name: 'コメントする' }).click();
	await expect(commentOn(reader, '水曜なら空いています')).toBeVisible();
	await expect(reader.page.locator('#write [contenteditable]')).toHaveText('');
	await expect(commentOn(author, '水曜なら空いています')).toBeVisible();
	await author.page.locator('.comment').getByRole('button', { name: 'いいね' }).first().click();
	await expect(reader.page.locator('.comment').getByRole('button', { name: 'いいね 1人' })).toBeVisible();
	await author.look();
}

/** A comment sent without a connection stays in the editor. Sent again, it arrives once. */
export async function losesConnection(writer: Visitor, other: Visitor): Promise<void> {
	await write(writer.page, '#write form', 'では水曜に');
	await writer.context.setOffline(true);
	await writer.page.getByRole('button', { name: 'コメントする' }).click();
	await expect(writer.page.locator('#write [data-note]')).toContainText('接続が切れたようです');
	await expect(writer.page.locator('#write [contenteditable]')).toHaveText('では水曜に');
	await writer.context.setOffline(false);
	await writer.page.getByRole('button', { name: 'コメントする' }).click();
	await expect(commentOn(other, 'では水曜に')).toHaveCount(1);
}

/** A draft is found again in a second tab. Where both tabs go on writing, the first is told. */
export async function writesInTwoTabs(writer: Visitor): Promise<void> {
	const note = '#write [data-note]';
	await write(writer.page, '#write form', '場所は');
	await expect(writer.page.locator(note)).toHaveText('下書きを保存しました');
	const second = await writer.context.newPage();
	await second.goto(writer.page.url());
	await expect(second.locator('#write textarea')).toHaveValue('場所は');
	await write(second, '#write form', 'どこにしますか');
	await expect(second.locator(note)).toHaveText('下書きを保存しました');
	await writer.page.locator('#write [contenteditable]').click();
	await writer.page.keyboard.type('駅前で');
	await expect(writer.page.locator(note)).toContainText('ほかのタブでも書いています');
	await writer.page.getByRole('button', { name: 'もう一方の文章' }).click();
	await expect(writer.page.locator('#write [contenteditable]')).toContainText('どこにしますか');
	await second.close();
}

async function send(visitor: Visitor, words: string): Promise<void> {
	await visitor.page.locator('main textarea').fill(words);
	await visitor.page.getByRole('button', { name: '送る' }).click();
}

/** A first message is asked for, accepted, answered and read. */
export async function exchangeMessages(
	gathering: Gathering,
	writer: Visitor,
	reader: Visitor,
	readerId: string
): Promise<void> {
	await gathering.database.query('delete from conversation where pair_key like $1', [`%${readerId}%`]);
	await writer.page.goto(`${gathering.origin}/messages/new?to=${readerId}`);
	await writer.page.locator('main textarea').fill('はじめてメッセージします');
	await writer.page.locator('main form[data-compose] button.main').click();
	await writer.page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
	await expect(reader.page.locator('#waiting a[href="/messages"] .count')).toBeVisible();
	await reader.page.goto(writer.page.url());
	const accept = reader.page.getByRole('button', { name: '承認する' });
	if (await accept.count()) await accept.click();
	await reader.look();
	await send(reader, 'うれしいです');
	await expect(writer.page.locator('#thread')).toContainText('うれしいです');
	await send(writer, 'では水曜12時に');
	await expect(reader.page.locator('#thread')).toContainText('では水曜12時に');
	await expect(writer.page.locator('#thread')).toContainText('既読');
}

/** A message is pushed to the reader's browser. The push does not carry the words. */
export async function pushReaches(gathering: Gathering, writer: Visitor, reader: Visitor): Promise<void> {
	const { endpoint, p256dh, auth } = gathering.push.subscription;
	await gathering.database.query(
		`update contact set quiet_from = '00:00', quiet_until = '00:00', pushes_per_day = 100`
	);
	const status = await reader.page.evaluate(
		async (body) => {
			const headers = { 'content-type': 'application/json' };
			return (await fetch('/push', { method: 'POST', headers, body })).status;
		},
		JSON.stringify({ endpoint, keys: { p256dh, auth } })
	);
	expect(status).toBe(200);
	await reader.page.goto(`${gathering.origin}/home`);
	await send(writer, '地図を送ります');
	await expect
		.poll(() => gathering.push.pushed.at(-1)?.title, { timeout: 30_000 })
		.toContain('からメッセージが届きました');
	expect(JSON.stringify(gathering.push.pushed)).not.toContain('地図');
}
