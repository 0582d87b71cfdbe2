import { expect, type Browser } from '@playwright/test';
import { Visitor } from '../walk.ts';
import { linkIn, mailsTo, submit, type Company } from './company.ts';

// A letter that an executive approves, and a change that is tried, stopped, sent and corrected.

export async function letterIsApproved(
	desk: Visitor,
	company: Company,
	browser: Browser,
	locale: 'ja' | 'en'
): Promise<void> {
	await desk.go('/desk/letters/new');
	await desk.page.locator('input[name=title]').fill('離れたみなさんへ');
	await desk.page.locator('textarea[name=words]').fill('お元気ですか。当時と違い、いまは話せます。');
	await submit(desk, 'form:has(textarea[name=words])');
	await submit(desk, 'form[action^="?/ask"]');
	const page = desk.page.url();
	const executive = await Visitor.arrive(browser, locale, { host: company.origin });
	await executive.go(await linkIn(company, 'director@outside.example', /http\S+\/approve\/[\w-]+/));
	await submit(executive, 'form[action^="?/approve"]');
	await executive.leave();
	await desk.go(page);
	await submit(desk, 'form[action^="?/sendNow"]');
	await expect(desk.page.locator('form[action^="?/withdraw"]')).toHaveCount(1);
}

export async function changeIsHeld(desk: Visitor, company: Company, alumnus: string): Promise<void> {
	await desk.go('/desk/changes/new');
	await desk.page.locator('input[name=title]').fill('転勤のない道');
	await desk.page.locator('textarea[name=thenWords]').fill('当時は、転勤の辞令を断れませんでした。');
	await desk.page.locator('textarea[name=nowWords]').fill('いまは、勤務地を選べまる。');
	await desk.page.locator('input[name=since]').fill('2024-04-01');
	await desk.page.locator('input[name=reasons][value=relocation]').check();
	await submit(desk, 'form:has(textarea[name=thenWords])');
	await desk.page.locator('button[formaction="?/test"]').click();
	await expect.poll(() => mailsTo(company, 'desk@momiji.example').at(-1)?.subject).toMatch(/転勤のない道/);
	await submit(desk, 'form[action^="?/publish"]');
	await submit(desk, 'form[action^="?/stop"]');
	expect(mailsTo(company, alumnus).some((mail) => mail.subject === '転勤のない道')).toBe(false);
	await submit(desk, 'form[action^="?/publish"]');
	await submit(desk, 'form[action^="?/sendNow"]');
	await expect
		.poll(() => mailsTo(company, alumnus).filter((mail) => mail.subject === '転勤のない道').length, {
			timeout: 60_000
		})
		.toBe(1);
	await desk.page.reload();
	await desk.page.locator('details:has(form[action^="?/correct"]) > summary').click();
	await desk.page
		.locator('form[action^="?/correct"] textarea[name=nowWords]')
		.fill('いまは、勤務地を選べます。');
	await submit(desk, 'form[action^="?/correct"]');
	await desk.sees('いまは、勤務地を選べます。');
	expect(mailsTo(company, alumnus).filter((mail) => mail.subject === '転勤のない道')).toHaveLength(1);
}

/** An alumnus applies to the subsidiary and is hired there: the record of the return opens, filled in. */
export async function applicationBecomesReturn(desk: Visitor, alumnus: Visitor): Promise<void> {
	await alumnus.go('/come-back');
	const apply = alumnus.page.locator('form[action^="?/apply"]');
	if (!(await apply.isVisible()))
		await alumnus.page.locator('details:has(form[action^="?/apply"]) > summary').click();
	await apply.locator('select[name=company]').selectOption({ index: 2 });
	const company = await apply.locator('select[name=company]').inputValue();
	await apply.locator('textarea[name=words]').fill('もう一度、一緒に働きたいです。');
	await submit(alumnus, 'form[action^="?/apply"]');
	await desk.go('/desk/applications');
	await desk.page.locator('main a[href^="/desk/applications/"]').first().click();
	await desk.page.waitForLoadState();
	await desk.page.locator('a[href^="?step=hired"]').click();
	await desk.page.waitForLoadState();
	await submit(desk, 'form[action^="?/step"]');
	await expect(desk.page.locator('form[action^="?/rehire"] select[name=company]')).toHaveValue(company);
	await submit(desk, 'form[action^="?/rehire"]');
	await expect(desk.page).toHaveURL(/\/desk\/rehires\//);
	await desk.go('/desk/rehires');
	await expect(desk.page.locator('td').getByText(/もみじデジタル|Momiji Digital/)).toBeVisible();
}
