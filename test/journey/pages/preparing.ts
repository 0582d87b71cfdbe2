import path from 'node:path';
import { expect, type Browser } from '@playwright/test';
import { enter } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';
import { reportsPost } from '../gathering/still-event.ts';

const leavers = path.resolve(import.meta.dirname, '../../fixtures/leavers-utf8-wareki.csv');

/** Makes what the demo has none of: a mail in the outbox, a file that was read, and a report that was decided. */
export async function prepare(gathering: Gathering, browser: Browser): Promise<void> {
	const tied = await enter(gathering, browser, 'tied');
	const steward = await enter(gathering, browser, 'steward');
	await tied.page.goto(`${gathering.origin}/me`);
	const email = await tied.page.locator('main header .quiet').innerText();
	const asked = await tied.page.request.post(`${gathering.origin}/sign-in?/link`, {
		form: { email, next: '/' },
		headers: { origin: gathering.origin, accept: 'text/html' }
	});
	expect(asked.status()).toBe(200);
	await steward.page.goto(`${gathering.origin}/desk/imports`);
	await steward.page.locator('input[type=file]').setInputFiles(leavers);
	await steward.page.locator('main form button.main').click();
	await steward.page.waitForURL(/\/desk\/imports\/[0-9a-f-]+/);
	await reportsPost(gathering, tied, steward);
	for (const visitor of [tied, steward]) await visitor.leave();
}
