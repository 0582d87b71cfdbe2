import { expect } from '@playwright/test';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';

// Case A: the company ended transfers without consent. An alumna left over one.

const title = '単身赴任をなくしました';
const nowWords = 'いまは、本人の同意のない転勤をしません。';

export async function deskPublishesChange(steward: Visitor): Promise<void> {
	// the worker counts the boards of a demo that has just started
	await expect(async () => {
		await steward.go('/desk/unlock');
		await expect(steward.page.getByText('転勤・勤務地').first()).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 60_000 });
	await steward.go('/desk/publish');
	await steward.sees(/経営層からの手紙が\d+日ありません/);
	await steward.go('/desk/changes/new');
	await steward.page.locator('input[name=title]').fill(title);
	await steward.page.locator('textarea[name=thenWords]').fill('当時は、転勤の辞令を断れませんでした。');
	await steward.page.locator('textarea[name=nowWords]').fill(nowWords);
	await steward.page.locator('input[name=since]').fill('2026-10-01');
	await steward.press('保存して、届く人を確認する');
	await steward.press('＋ 転勤・勤務地'); // read out of the draft
	await steward.sees(/どんな方に届くか/);
	await steward.press(/公開する（/);
	await steward.press('公開を止めて、下書きに戻す');
	await steward.press(/公開する（/);
	await steward.press('今すぐ公開する');
	await expect(steward.page.getByText(/に公開/).first()).toBeVisible({ timeout: 30_000 });
}

export async function alumnaReadsChange(gathering: Gathering, alumna: Visitor): Promise<void> {
	await expect(async () => {
		await alumna.page.goto(`${gathering.origin}/home`);
		await expect(alumna.page.getByRole('heading', { name: title })).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 20_000 });
	await alumna.look();
	await alumna.page
		.locator('article')
		.filter({ hasText: title })
		.getByRole('link', { name: 'くわしく読む' })
		.click();
	await alumna.sees(nowWords);
}

export async function alumnaAnswersPulse(alumna: Visitor): Promise<void> {
	await alumna.go('/home');
	await alumna.press('戻ってみたいけど、今は難しい');
	await alumna.press('転勤・勤務地');
	await expect(alumna.page.getByRole('button', { name: '転勤・勤務地' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await alumna.go('/since');
	await alumna.sees(title);
}
