import { expect } from '@playwright/test';
import path from 'node:path';
import type { Visitor } from '../walk.ts';
import { linkIn, mailsTo, submit, type Company } from './company.ts';

// The desk loads who left, mends what is wrong, and invites in its own words.

const file = path.resolve(import.meta.dirname, '../../fixtures/leavers-cp932.csv');

/** A list of colleagues becomes invitations: a second steward to be, and an executive who never worked here. */
export async function invitesColleagues(desk: Visitor): Promise<void> {
	await desk.go('/desk/roles');
	await desk.page
		.locator('textarea[name=list]')
		.fill('佐々木 直, second@momiji.example\n黒田 泰子, director@outside.example, 役員');
	await submit(desk, 'form[action^="?/preview"]');
	await submit(desk, 'form[action^="?/invite"]');
}

export async function givesDesk(desk: Visitor, name: string): Promise<void> {
	await desk.go(`/desk/roles?q=${encodeURIComponent(name)}`);
	await desk.page
		.locator('#give')
		.locator('xpath=ancestor-or-self::section')
		.getByRole('link', { name })
		.click();
	await desk.page.locator('input[name=roles][value=steward]').check();
	await submit(desk, 'form:has(input[name=seen])');
}

export async function loadsLeavers(desk: Visitor): Promise<void> {
	await desk.go('/desk/imports');
	await desk.page.setInputFiles('input[type=file]', file);
	await submit(desk, 'form:has(input[type=file])');
	await desk.page.locator('form[action^="?/load"] button').first().click();
	await expect(desk.page.getByText(/取り込みました|loaded/i).first()).toBeVisible({ timeout: 60_000 });
}

/** The page of the first person whom a search finds. */
export async function personPage(desk: Visitor, wanted: string): Promise<string> {
	await desk.go(`/desk/people?q=${encodeURIComponent(wanted)}`);
	await desk.page.locator('main table a[href^="/desk/people/"]').first().click();
	await desk.page.waitForURL(/\/desk\/people\/[0-9a-f-]{36}/);
	return new URL(desk.page.url()).pathname;
}

export async function mendsAddress(desk: Visitor, page: string, address: string): Promise<void> {
	await desk.go(`${page}/address`);
	await desk.page.locator('input[name=email]').fill(address);
	await submit(desk, 'form[action^="?/record"]');
	await desk.go(page);
	await desk.sees(address);
}

/** Two entries become one, and two again. */
export async function mergesAndUndoes(desk: Visitor, kept: string, gone: string): Promise<void> {
	await desk.go(`${kept}/merge?with=${gone.split('/').at(-1)}`);
	await submit(desk, 'form[action^="?/merge"]');
	const old = await desk.page.request.get(new URL(gone, desk.page.url()).href);
	expect(old.url(), 'the old page leads to the one that stays').toContain(kept);
	const back = desk.page.locator('form[action$="/merge?/undo"]');
	if (!(await back.isVisible()))
		await desk.page.locator('details:has(form[action$="/merge?/undo"]) > summary').first().click();
	await back.locator('button').first().click();
	await desk.page.waitForLoadState();
	await expect(desk.page.locator('[aria-busy=true]')).toHaveCount(0);
	await desk.go(gone);
}

export const ownWords = 'もみじで一緒に働いたみなさんへ。事務局の佐々木です。';

export async function writesInvitation(desk: Visitor, company: Company, locale: 'ja' | 'en'): Promise<void> {
	await desk.go(`/desk/invitations/words?language=${locale}`);
	await desk.page.locator('textarea[name=words]').fill(ownWords);
	await submit(desk, 'form[action^="?/save"]');
	await desk.page.locator('button[formaction="?/test"]').click();
	await expect.poll(() => mailsTo(company, 'desk@momiji.example').at(-1)?.text).toContain(ownWords);
}

export async function invitesLeavers(desk: Visitor): Promise<void> {
	await desk.go('/desk/invitations/basis');
	await desk.page.locator('input[name=basis][value=consent_on_leaving]').check();
	await submit(desk, 'form:has(input[name=basis])');
	await desk.go('/desk/invitations/new');
	await desk.page.locator('input[name=size]').fill('400');
	await desk.page.locator('input[name=batch]').fill('400');
	const anyway = desk.page.locator('input[name=anyway]');
	if (!(await anyway.isVisible())) await submit(desk, 'form:has(input[name=size])');
	await anyway.fill('創立記念日に合わせるため');
	await submit(desk, 'form:has(input[name=size])');
	await expect(desk.page).toHaveURL(/\/desk\/invitations/);
}

/** Who does not want to hear more presses the link in the mail, without signing in. */
export async function optsOut(visitor: Visitor, company: Company, address: string): Promise<void> {
	await visitor.go(await linkIn(company, address, /http\S+\/unsubscribe\/[\w.-]+/));
	await visitor.page.locator('button[name=wish][value=leave]').click();
	await expect(visitor.page.locator('button[name=wish][value=rejoin]')).toBeVisible();
}
