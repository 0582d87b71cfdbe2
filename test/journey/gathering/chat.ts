import { expect, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { Visitor } from '../walk.ts';
import type { Part, Person } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';

// Two alumni, each with a phone, in one conversation.

/** One of the demo's guests on a phone. */
export async function enterByPhone(gathering: Gathering, browser: Browser, part: Part): Promise<Visitor> {
	const phone = { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true };
	const visitor = await Visitor.arrive(browser, 'ja', { host: gathering.origin, ...phone });
	await visitor.page.goto(`${gathering.origin}/as`);
	await visitor.page.locator(`button[value=${part}]`).click();
	await visitor.page.waitForURL(/\/home/);
	return visitor;
}

const field = (page: Page) => page.locator('[data-chat-form] textarea');
const thread = (page: Page) => page.locator('#thread');
const pending = (page: Page) => page.locator('[data-pending] li');

async function send(page: Page, words: string): Promise<void> {
	await field(page).fill(words);
	await page.getByRole('button', { name: '送る' }).click();
}

/** Who is not known is asked first. Until they say yes, the page says that it waits, and takes nothing more. */
export async function asks(
	gathering: Gathering,
	asker: Visitor,
	asked: Visitor,
	{ id }: Person
): Promise<void> {
	await gathering.database.query('delete from conversation where pair_key like $1', [`%${id}%`]);
	await asker.go(`/messages/new?to=${id}`);
	await asker.page.locator('main textarea').fill('はじめまして');
	await asker.page.locator('form[data-compose] button.main').click();
	await asker.page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
	// Whether the two know each other depends on the people that the demo made.
	await gathering.database.query(
		`update conversation_member set state = 'asked' where conversation_id = $1 and person_id = $2`,
		[asker.page.url().split('/').at(-1), id]
	);
	await asker.go(asker.page.url());
	await expect(asker.page.locator('#writing')).toContainText('お返事を待っています');
	await expect(field(asker.page)).toHaveCount(0);
	await asked.go(asker.page.url());
	await asked.press('承認する');
	await expect(field(asker.page), 'it opens by itself').toBeVisible();
}

/** What is typed is heard of, what is sent is read and counts for nothing, and a sign comes back. */
export async function chats(one: Visitor, other: Visitor): Promise<void> {
	await field(one.page).pressSequentially('お昼で');
	await expect(other.page.locator('[data-typing]')).toContainText('入力しています');
	await send(one.page, 'お昼でもいかがですか');
	await expect(thread(other.page)).toContainText('お昼でもいかがですか');
	await expect(thread(one.page)).toContainText('既読');
	await expect(other.page.locator('#waiting a[href="/messages"] .count')).toHaveCount(0);
	const last = other.page.locator('.message').last();
	await other.look();
	const thanks = last.getByRole('button', { name: 'ありがとう' });
	// The thread moves when the other stops typing: a click at that very moment lands beside the fold.
	await expect(async () => {
		if (!(await thanks.isVisible())) await last.locator('summary').click();
		await expect(thanks).toBeVisible({ timeout: 2000 });
	}).toPass();
	await thanks.click();
	await expect(thread(one.page).getByRole('button', { name: /^ありがとう：/ })).toBeVisible();
}

/** A picture is in the page, opens over it, and closes. */
export async function sendsPicture(one: Visitor, other: Visitor): Promise<void> {
	const buffer = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#315b4b' } })
		.png()
		.toBuffer();
	await one.page
		.locator('[data-chat-form] input[data-kind=picture]')
		.setInputFiles([{ name: 'udon.png', mimeType: 'image/png', buffer }]);
	await one.page.getByLabel('udon.pngの説明').fill('夜勤明けのうどん');
	await one.page.getByRole('button', { name: '送る' }).click();
	await thread(other.page).getByAltText('夜勤明けのうどん').click();
	await expect(other.page.locator('dialog.picture')).toContainText('夜勤明けのうどん');
	await other.page.keyboard.press('Escape');
	await expect(other.page.locator('dialog.picture')).toHaveCount(0);
}

/** A lost connection is said. What was written on both sides meanwhile arrives once it is back, once. */
export async function losesConnection(one: Visitor, other: Visitor): Promise<void> {
	await one.context.setOffline(true);
	await expect(one.page.locator('[data-lost]')).toContainText('接続が切れています');
	await send(one.page, 'トンネルの中です');
	await expect(pending(one.page)).toContainText('送信できませんでした');
	await one.look();
	await send(other.page, '気をつけて');
	await one.context.setOffline(false);
	await expect(thread(one.page)).toContainText('気をつけて');
	await expect(pending(one.page)).toHaveCount(0);
	for (const { page } of [one, other])
		await expect(thread(page).getByText('トンネルの中です')).toHaveCount(1);
}

/** Where the answer to a message was lost, the page sends it again, and it is there once. */
export async function losesAnswer(one: Visitor, other: Visitor): Promise<void> {
	let tries = 0;
	await one.page.route(/\?\/write$/, async (route) => {
		tries++;
		if (tries > 1) return route.continue();
		await route.fetch({ maxRedirects: 0 }); // it has arrived, and nobody hears of it
		await route.abort();
	});
	await send(one.page, '着きました');
	await expect(pending(one.page)).toHaveCount(0, { timeout: 20_000 });
	for (const { page } of [one, other]) await expect(thread(page).getByText('着きました')).toHaveCount(1);
}
