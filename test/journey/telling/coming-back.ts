import { expect } from '@playwright/test';
import { person, type Part } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';

/** The alumnus books the first free time of the first host. The page says that this is no selection. */
export async function bookTalk(alumnus: Visitor): Promise<void> {
	await alumnus.go('/come-back/talk');
	await alumnus.press('この人と話す', 'link');
	await alumnus.sees(/選考ではありません/);
	await alumnus.page.locator('input[name=startsAt]').first().check();
	await alumnus.press('この時間で予約する');
	await alumnus.sees(/予約しました/);
}

type Return = {
	part: Part;
	/** What led to it, as the page of the return names it. */
	ledBy: readonly string[];
	/** Which company they return to. Left out where the page's own choice stays. */
	company?: string;
};

/** The desk records that someone came back, and the worker says what led to it. */
export async function deskRecordsReturn(
	gathering: Gathering,
	steward: Visitor,
	{ part, ledBy, company }: Return
): Promise<void> {
	const { id } = await person(gathering, part);
	await steward.go(`/desk/people/${id}`);
	if (company) await steward.page.locator('select[name=company]').selectOption({ label: company });
	await steward.press('再入社を記録する');
	await expect(async () => {
		await steward.page.reload();
		for (const kind of ledBy)
			await expect(steward.page.locator('.rules')).toContainText(kind, { timeout: 500 });
	}).toPass({ timeout: 20_000 });
	await steward.look();
}
