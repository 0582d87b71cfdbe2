import path from 'node:path';
import { expect, type Browser } from '@playwright/test';
import { enter, person } from '../gathering-people.ts';
import type { Visitor } from '../walk.ts';
import type { Gathering } from '../gathering-product.ts';
import { reportsPost } from '../gathering/still-event.ts';

const leavers = path.resolve(import.meta.dirname, '../../fixtures/leavers-utf8-wareki.csv');

/** Makes what the demo has none of: a mail in the outbox, a file that was read, a report that was decided, and somebody who leaves. */
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
	await beginsSendOff(gathering, steward);
	await reportsPost(gathering, tied, steward);
	for (const visitor of [tied, steward]) await visitor.leave();
}

/** Somebody who works here is going to leave in three weeks. */
async function beginsSendOff(gathering: Gathering, { page }: Visitor): Promise<void> {
	const { id } = await person(gathering, 'former_manager');
	await page.goto(`${gathering.origin}/desk/send-offs/new?person=${id}`);
	const inThreeWeeks = new Date(Date.now() + 21 * 86_400_000);
	await page.locator('input[name=lastOn]').fill(inThreeWeeks.toLocaleDateString('sv-SE'));
	await page.locator('main form:not([action]) button.main').click();
	await page.waitForURL(/\/desk\/send-offs\/[0-9a-f-]+\?/);
}
