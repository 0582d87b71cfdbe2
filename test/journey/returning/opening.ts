import { expect } from '@playwright/test';
import { submit, type Return } from './return.ts';

// An opening is written, found and applied for.

const conditions = [
	'business',
	'businessRange',
	'place',
	'placeRange',
	'trial',
	'hours',
	'overtime',
	'holidays',
	'pay',
	'insurance',
	'smoking'
];

/** The desk writes an opening, is shown that the recruiter is missing, and opens it. */
export async function deskOpens({ steward, title, locale, say, w }: Return): Promise<void> {
	await steward.go('/desk/openings/new');
	await steward.page.locator('input[name=title]').fill(title);
	await steward.page.locator('[name=language]').selectOption(locale);
	for (const name of conditions)
		await steward.page.locator(`[name=${name}]`).fill(name === 'placeRange' ? '—' : name);
	await steward.page.locator('input[name=reasons][value=relocation]').check();
	await steward.page
		.locator('input[name=questions]')
		.first()
		.fill(say('いつごろから働けますか', 'When could you begin?'));
	await steward.page.locator('form button.main').click();
	await steward.sees(w('condition.recruiter'));
	await expect(steward.page.locator('form[action="?/open"]')).toHaveCount(0);
	await steward.page.locator('[name=recruiter]').fill('ひかり製作所');
	await submit(steward, '?/save');
	await submit(steward, '?/open');
	await steward.sees(w('opening.state_open'));
}

/** The alumnus finds the opening, and applies of their own accord. Gives the address of the application. */
export async function alumnusApplies({ guest, title, say, w }: Return): Promise<string> {
	await guest.go('/openings');
	await guest.page.getByRole('link', { name: title }).click();
	await guest.page.locator('a[href$="/apply"]').click();
	await guest.page.waitForURL(/\/apply$/);
	await guest.look();
	await guest.page
		.locator('textarea[name=words]')
		.fill(say('仙台で、また一緒に働きたいです。', 'I would like to work with you again.'));
	await guest.page.locator('textarea[name=answers]').first().fill('2027-04');
	await guest.page.locator('input[name=cv]').setInputFiles({
		name: 'cv.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
	});
	await guest.page.locator('form button.main').click();
	await guest.page.waitForURL(/\/applications\//);
	await guest.look();
	await guest.sees(w('application.sent'));
	return guest.page.url();
}

/** The desk takes the latest application to "hired". The alumnus follows each step, by mail too. */
export async function deskHires(
	{ steward, guest, title, w, mails }: Return,
	application: string
): Promise<void> {
	await steward.go('/desk/applications');
	await steward.page.locator('main td a').first().click(); // the latest
	await steward.sees('cv.pdf');
	for (const status of ['interviewing', 'hired']) {
		await steward.page.locator(`a[href="?step=${status}#step"]`).click();
		await steward.page.waitForURL(new RegExp(status));
		await submit(steward, '?/step');
	}
	await guest.page.goto(application);
	await guest.sees(w('status.hired'));
	await expect
		.poll(() => mails().filter((mail) => mail.subject?.includes(title)).length, { timeout: 30_000 })
		.toBe(3);
}
