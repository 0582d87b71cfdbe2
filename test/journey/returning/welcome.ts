import { expect, type Page } from '@playwright/test';
import { submit, type Return } from './return.ts';

// Someone came back. They are welcomed, and asked after 30 days.

/** The desk records the return and arranges the welcome. Gives the return's id. */
export async function deskArrangesWelcome({ steward, alumnus, host, say, w }: Return): Promise<string> {
	await steward.go(`/desk/people/${alumnus.id}`);
	await submit(steward, '?/rehire');
	await steward.page.locator('a[href^="/desk/rehires/"]').click();
	await steward.page.waitForURL(/\/desk\/rehires\//);
	const rehire = new URL(steward.page.url()).pathname.split('/').at(-1)!;
	await steward.page.locator('select[name=leaderId]').selectOption(host.id);
	await steward.page
		.locator('textarea[name=notes]')
		.fill(say('在宅は火曜と木曜', 'At home on Tuesdays and Thursdays'));
	await submit(steward, '?/arrange');
	await steward.sees(w('me.saved'));
	return rehire;
}

/** The colleague who leads them reads the guide and gets the first thing ready. */
export async function leaderPrepares({ colleague, say }: Return, rehire: string): Promise<void> {
	await colleague.go('/staff/guide');
	await colleague.go('/staff');
	await colleague.page.locator(`a[href="/staff/welcome/${rehire}"]`).click();
	await colleague.look();
	await colleague.sees(say('在宅は火曜と木曜', 'At home on Tuesdays'));
	await colleague.page.locator('form[action="?/tick"] button').first().click();
	await expect(colleague.page.locator('li.done')).toHaveCount(1);
}

const helped = (walk: Return) => walk.say('昔の仲間に助けられています。', 'Old colleagues are a help.');
const secret = 'SECRET OF THE LEADER';

/** Lets the check-ins after 30 days be due today, and the worker ask for them. */
async function letThirtyDaysPass({ gathering: { database } }: Return, rehire: string): Promise<void> {
	await database.query(
		`update check_in
		set due_on = case stage when 'd30' then network_today() else network_today() + 500 end
		where rehire_id = $1`,
		[rehire]
	);
	await database.query(
		`select graphile_worker.add_job('check_ins.ask', json_build_object('networkId', network_id))
		from network`
	);
}

/** Both are asked apart. The one who came back shows the answer to both, the leader to nobody. */
export async function bothAreAsked(walk: Return, rehire: string): Promise<void> {
	const { gathering, guest, colleague, w } = walk;
	await letThirtyDaysPass(walk, rehire);
	const checkIn = `/staff/check-ins/${rehire}/d30`;
	await expect(async () =>
		expect((await guest.page.goto(`${gathering.origin}${checkIn}`))?.status()).toBe(200)
	).toPass({ timeout: 30_000 });
	await guest.look();
	await answer(guest.page, 'well', 'both', helped(walk));
	await guest.page.locator('input[name=said][value=talk]').check();
	await guest.page.locator('input[name=said][value=opening]').check();
	await guest.page.locator('form button.main').click();
	await guest.sees(w('check_in.thanks'));
	await colleague.go(checkIn);
	await colleague.sees(helped(walk));
	await answer(colleague.page, 'fair', 'figures', secret);
	await colleague.page.locator('form button.main').click();
	await colleague.sees(w('check_in.thanks'));
}

async function answer(page: Page, feeling: string, shownTo: string, words: string): Promise<void> {
	await page.locator(`input[name=feeling][value=${feeling}]`).check();
	await page.locator(`input[name=shownTo][value=${shownTo}]`).check();
	await page.locator('textarea[name=words]').fill(words);
}

/** The desk sees the answer that is shown to it, and what led to the return. */
export async function deskSeesAnswers(walk: Return, rehire: string): Promise<void> {
	const { steward, w } = walk;
	await steward.go(`/desk/rehires/${rehire}`);
	await steward.sees(helped(walk));
	await expect(steward.page.locator('main')).not.toContainText(secret);
	for (const words of [w('touchpoint.applied'), w('said.talk'), '50%'])
		await expect(steward.page.locator('.rules')).toContainText(words);
}

/** The desk takes back a return that was recorded by mistake. */
export async function deskUndoes({ steward, guest }: Return, rehire: string): Promise<void> {
	await steward.page.locator('main details summary').last().click();
	await submit(steward, '?/undo');
	await expect(steward.page.locator(`a[href="/desk/rehires/${rehire}"]`)).toHaveCount(0);
	await guest.go('/come-back');
}
