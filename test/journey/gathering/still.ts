import { expect } from '@playwright/test';
import sharp from 'sharp';
import type { Person } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';

// What works without JavaScript: posts, messages, events, groups and the profile.

async function submit(visitor: Visitor, form: string, button: string): Promise<void> {
	await visitor.page.locator(form).getByRole('button', { name: button }).first().click();
}

/** Posts words that mention someone, with a picture that is described on the next page. Gives the path of the post. */
export async function postsPicture(
	{ origin }: Gathering,
	writer: Visitor,
	{ family, given }: Person
): Promise<string> {
	await writer.page.goto(`${origin}/home`);
	await writer.page.locator('textarea[name=words]').fill(`@${family} ${given} さん、写真です`);
	await writer.page.locator('input[name=pictures]').setInputFiles({
		name: 'a.png',
		mimeType: 'image/png',
		buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background: '#2f4b7c' } })
			.png()
			.toBuffer()
	});
	await submit(writer, 'form[data-compose=post]', '投稿する');
	await expect(writer.page).toHaveURL(/edit\?describe/);
	await writer.page.getByLabel('写真の説明').fill('藍色の面');
	await writer.page.getByRole('button', { name: '保存する' }).click();
	await expect(writer.page.getByAltText('藍色の面')).toBeVisible();
	await expect(writer.page.locator('a.mention').first()).toHaveText(`@${family} ${given}`);
	return new URL(writer.page.url()).pathname;
}

/** The one who was mentioned finds the post, comments and reacts. */
export async function commentsAndReacts({ origin }: Gathering, reader: Visitor, post: string): Promise<void> {
	await reader.page.goto(`${origin}/notifications`);
	await expect(reader.page.getByRole('link', { name: /写真です/ }).first()).toBeVisible();
	await reader.page.goto(origin + post);
	await reader.page.locator('#write textarea').fill('きれいですね');
	await submit(reader, '#write form', 'コメントする');
	await expect(reader.page.locator('.comment').filter({ hasText: 'きれいですね' })).toBeVisible();
	await reader.page.locator('article').getByLabel('リアクションする').click();
	await reader.page.locator('article').getByRole('button', { name: 'すごい' }).click();
	await expect(reader.page.locator('article').getByRole('button', { name: 'すごい 1人' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await reader.page.locator('article a[data-who]').click();
	await expect(reader.page.locator('[data-reactors] li')).toHaveCount(1);
}

/** Finds someone among the people, and writes to them. */
export async function findsAndWrites(
	{ origin }: Gathering,
	writer: Visitor,
	reader: Visitor,
	{ id, family }: Person
): Promise<void> {
	await writer.page.goto(`${origin}/people?q=${encodeURIComponent(family)}`);
	await expect(writer.page.locator('.cards a').first()).toBeVisible();
	await writer.page.goto(`${origin}/messages/new?to=${id}`);
	await writer.page.locator('main textarea').fill('素のページから');
	await writer.page.locator('main form[data-compose] button.main').click();
	await expect(writer.page.locator('#thread')).toContainText('素のページから');
	await reader.page.goto(writer.page.url());
	await expect(reader.page.locator('#thread')).toContainText('素のページから');
}

/** Joins an event and makes a group. */
export async function joinsAndFounds({ origin }: Gathering, { page }: Visitor): Promise<void> {
	await page.goto(`${origin}/events`);
	await page.locator('a.event').first().click();
	await page.getByRole('button', { name: '参加する' }).first().click();
	await expect(page.getByRole('heading', { name: '参加予定です' })).toBeVisible();
	await page.goto(`${origin}/groups`);
	await page.getByRole('link', { name: /グループを作成する/ }).click();
	await page.getByLabel('グループ名').fill('素の会');
	await page.getByRole('button', { name: 'グループを作成する' }).click();
	await expect(page.getByRole('heading', { name: '素の会' })).toBeVisible();
}

/** Opens the menu on someone's page, and writes an own profile: a picture in between loses nothing of it. */
export async function introducesThemselves(
	{ origin }: Gathering,
	{ page }: Visitor,
	other: Person
): Promise<void> {
	await page.goto(`${origin}/people/${other.id}`);
	await page.getByText('その他').first().click();
	await page.goto(`${origin}/me/profile`);
	await page.getByLabel('自己紹介').fill('よろしくお願いします');
	await page.getByLabel('写真を選ぶ').setInputFiles({
		name: 'face.png',
		mimeType: 'image/png',
		buffer: await sharp({ create: { width: 90, height: 60, channels: 3, background: '#c8561f' } })
			.png()
			.toBuffer()
	});
	await page.getByRole('button', { name: '範囲を調整する' }).click();
	await page.getByRole('button', { name: 'この写真を使う' }).click();
	await expect(page.locator('#own-picture img')).toBeVisible();
	await expect(page.getByLabel('自己紹介')).toHaveValue('よろしくお願いします');
	await page.getByRole('button', { name: '保存する' }).first().click();
	await expect(page.getByText('保存しました')).toBeVisible();
}

/** Says from when no mail shall come: it is confirmed where it was saved, and what is refused stays typed. */
export async function saysWhenToBeReached({ origin }: Gathering, { page }: Visitor): Promise<void> {
	await page.goto(`${origin}/me`);
	await page.getByRole('link', { name: /^通知 通知の種類と/ }).click();
	const reach = page.locator('#reach');
	await reach.getByLabel('（月）').evaluate((field) => field.removeAttribute('max'));
	await reach.getByLabel('（月）').fill('99');
	await reach.getByRole('button', { name: '保存する' }).click();
	await expect(reach.getByLabel('（月）')).toHaveValue('99');
	await expect(page.getByText('保存しました')).toHaveCount(0);
	await reach.getByLabel('（月）').fill('3');
	await reach.getByRole('button', { name: '保存する' }).click();
	await expect(reach.getByText('保存しました')).toBeInViewport();
	await expect(page.getByText('保存しました')).toHaveCount(1);
}
