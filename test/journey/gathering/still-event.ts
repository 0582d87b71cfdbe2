import { expect } from '@playwright/test';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';
import { hoursAhead } from './event.ts';

// An event and a report, without JavaScript.

/** The desk announces an event that holds one. Gives its address. */
export async function deskAnnounces({ origin }: Gathering, { page }: Visitor): Promise<string> {
	await page.goto(`${origin}/events/new`);
	for (const [field, value] of [
		['title', '静かな集まり'],
		['startsAt', hoursAhead(2)],
		['endsAt', hoursAhead(3)],
		['place', '喫茶室'],
		['capacity', '1']
	] as const)
		await page.locator(`input[name=${field}]`).fill(value);
	await page.getByRole('button', { name: 'イベントを公開する' }).click();
	await page.waitForURL(/\/events\/[0-9a-f-]{36}$/);
	return page.url();
}

/** The first gives the only place back, and who waits has it. The desk checks them in. */
export async function waitsAndComes(
	url: string,
	first: Visitor,
	waiting: Visitor,
	steward: Visitor
): Promise<void> {
	await first.page.goto(url);
	await first.page.getByRole('button', { name: '参加する' }).click();
	await expect(first.page.getByRole('heading', { name: '参加予定です' })).toBeVisible();
	await waiting.page.goto(url);
	await waiting.page.getByRole('button', { name: 'キャンセル待ちに登録する' }).click();
	await expect(waiting.page.getByRole('heading', { name: 'キャンセル待ちです' })).toBeVisible();
	await first.page.getByRole('button', { name: '参加を取りやめる' }).click();
	await expect(first.page.getByRole('heading', { name: '参加予定です' })).toHaveCount(0);
	await waiting.page.goto(url);
	await expect(waiting.page.getByRole('heading', { name: '参加予定です' })).toBeVisible();
	await steward.page.goto(`${url}/check-in`);
	await steward.page.getByRole('button', { name: '受付する' }).first().click();
	await expect(steward.page.getByText(/を受け付けました/)).toBeVisible();
}

/** The desk sums the event up. Who was there reads it, and says how it was. */
export async function deskSumsUp(url: string, steward: Visitor, guest: Visitor): Promise<void> {
	await steward.page.goto(url);
	await steward.page.locator('form[action="?/sumUp"] textarea').fill('静かに過ごしました');
	await steward.page.getByRole('button', { name: '報告を公開する' }).click();
	await expect(steward.page.locator('#summary')).toContainText('静かに過ごしました');
	await guest.page.goto(url);
	await expect(guest.page.locator('#summary')).toContainText('静かに過ごしました');
	await guest.page.getByLabel('よかった').check();
	await guest.page.getByRole('button', { name: '送信する' }).click();
	await expect(guest.page.getByText(/「よかった」とうかがいました/)).toBeVisible();
}

/** Someone reports the latest post of another. The desk hides it, and it is gone. */
export async function reportsPost(
	{ origin, database }: Gathering,
	reporter: Visitor,
	steward: Visitor
): Promise<void> {
	const { rows } = await database.query<{ id: string }>(`
		select post_id as id
		from post
		where group_id is null
			and kind = 'person'
			and author_id <> (select person_id from demo_guest where part = 'tied')
		order by post_id desc
		limit 1`);
	const post = `${origin}/posts/${rows[0]!.id}`;
	await reporter.page.goto(`${post}?report=post`);
	await reporter.page.locator('input[name=why][value=other]').check();
	await reporter.page.getByRole('button', { name: '報告を送る' }).click();
	await expect(reporter.page.getByText('報告を受け取りました')).toBeVisible();
	await steward.page.goto(`${origin}/desk/care`);
	await steward.page.locator('textarea[name=reason]').first().fill('念のため、いったん隠します');
	await steward.page.getByRole('button', { name: '非表示にする', exact: true }).click();
	await expect(steward.page.getByText('反映しました')).toBeVisible();
	expect((await reporter.page.goto(post))?.status()).toBe(404);
}
