import { expect } from '@playwright/test';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { write } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';

/** What a date field is filled with: the moment in Tokyo that is so many hours ahead. */
export const hoursAhead = (hours: number) =>
	new Date(Date.now() + (9 + hours) * 3_600_000).toISOString().slice(0, 16);

/** Lets an event lie in the past. */
export async function eventPasses({ database }: Gathering, url: string): Promise<void> {
	await database.query(
		`update event
		set starts_at = now() - interval '4 hours',
			ends_at = now() - interval '2 hours'
		where event_id = $1`,
		[url.split('/').at(-1)]
	);
}

/** The desk announces an event that holds one. Gives its address. */
export async function deskAnnounces(steward: Visitor): Promise<string> {
	await steward.go('/events/new');
	await steward.page.locator('input[name=title]').fill('小さな同窓会');
	await steward.page.locator('input[name=startsAt]').fill(hoursAhead(2));
	await steward.page.locator('input[name=endsAt]').fill(hoursAhead(3));
	await steward.page.locator('input[name=place]').fill('本社ラウンジ');
	await steward.page.locator('input[name=capacity]').fill('1');
	await steward.press('イベントを公開する');
	return steward.page.url();
}

/** The first takes the only place and gives it back. Who waits moves up without reloading. */
export async function waitingListMovesUp(url: string, first: Visitor, waiting: Visitor): Promise<void> {
	await first.go(url);
	await first.press('参加する');
	await first.sees('参加予定です');
	await waiting.go(url);
	await waiting.press('キャンセル待ちに登録する');
	await waiting.sees('キャンセル待ちです');
	await first.press('参加を取りやめる');
	await expect(waiting.page.getByRole('heading', { name: '参加予定です' })).toBeVisible();
}

/** The phone's camera reads the code of the guest's pass. */
export async function deskReadsPass(steward: Visitor, guest: Visitor): Promise<void> {
	const source = await guest.page.locator('.pass img').getAttribute('src');
	const png = Buffer.from(source!.split(',')[1]!, 'base64');
	const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	const pass = jsQR(new Uint8ClampedArray(data), info.width, info.height)!.data;
	await steward.go(pass);
	await steward.page.locator('section.card').getByRole('button', { name: '受付する' }).click();
	await steward.sees(/を受け付けました/);
	await expect(steward.page.locator('[data-came]')).toHaveText('1');
	await steward.look();
}

/** One more may come, and is checked in without a connection. The list catches up. */
export async function deskChecksInOffline(url: string, steward: Visitor, guest: Visitor): Promise<void> {
	await steward.page.goto(`${url}/edit`);
	await steward.page.locator('input[name=capacity]').fill('2');
	await steward.page.getByRole('button', { name: '保存する' }).click();
	await steward.page.waitForURL(url);
	await guest.page.goto(url);
	await guest.page.getByRole('button', { name: '参加する' }).click();
	await guest.sees('参加予定です');
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
}

/** The desk sums the event up with a picture. Who was there reads it, and is asked how it was. */
export async function deskSumsUp(url: string, steward: Visitor, guest: Visitor): Promise<void> {
	await steward.page.goto(url);
	await steward.page.locator('input[data-kind=picture]').setInputFiles({
		name: 'photo.png',
		mimeType: 'image/png',
		buffer: await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3b6653' } })
			.png()
			.toBuffer()
	});
	await steward.page.getByLabel('photo.pngの説明').fill('ラウンジで乾杯する二人');
	await write(steward.page, 'form[action="?/sumUp"]', '二人で乾杯しました');
	await steward.page.getByRole('button', { name: '報告を公開する' }).click();
	await expect(steward.page.locator('#summary')).toContainText('二人で乾杯しました');
	await guest.go(url);
	await guest.sees('二人で乾杯しました');
	await expect(guest.page.getByAltText('ラウンジで乾杯する二人')).toBeVisible();
	await guest.page.getByLabel('よかった').check();
	await guest.press('送信する');
	await guest.sees(/「よかった」とうかがいました/);
}
