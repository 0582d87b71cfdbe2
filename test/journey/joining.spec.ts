import { expect, test } from '@playwright/test';
import { enter } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import { Visitor } from './walk.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

/** The link in the mail that an address got last. */
async function linkTo(address: string, path: string): Promise<string> {
	const link = new RegExp(`/${path}/\\S+`);
	const text = () =>
		gathering.mails.findLast(
			(mail) => JSON.stringify(mail.to).includes(address) && link.test(mail.text ?? '')
		)?.text ?? '';
	await expect.poll(text, { timeout: 60_000 }).toMatch(link);
	return link.exec(text())![0];
}

test('a leaver asks for their place from the door, the desk decides, and they join', async ({ browser }) => {
	const { rows } = await gathering.database.query<{ family: string; given: string; left: string }>(
		`select p.family_name as family, p.given_name as given, extract(year from d.left_on)::text as left
		from departure d
		join person p using (network_id, person_id)
		where d.is_latest
			and not exists (select from contact c where c.person_id = p.person_id)
		order by p.person_id
		limit 1`
	);
	const { family, given, left } = rows[0]!;
	const leaver = await Visitor.arrive(browser, 'ja', { host: gathering.origin });
	await leaver.go('/');
	await leaver.press('退職した方の参加申請', 'link');
	await leaver.page.locator('[name=familyName]').fill(family);
	await leaver.page.locator('[name=givenName]').fill(given);
	await leaver.page.locator('[name=leftYear]').fill(left);
	await leaver.page.locator('[name=email]').fill('leaver@mail.example.jp');
	await leaver.press('確認メールを送る');
	await leaver.go(await linkTo('leaver@mail.example.jp', 'claim'));
	await leaver.press('アドレスを確認して申請する');
	await leaver.sees('確認が済みました');
	const steward = await enter(gathering, browser, 'steward');
	await expect(async () => {
		await steward.page.goto(`${gathering.origin}/desk/claims`);
		await expect(steward.page.getByRole('heading', { name: `${family} ${given}` })).toBeVisible();
	}).toPass();
	await steward.look();
	await steward.press(/この人として承認/);
	await leaver.go(await linkTo('leaver@mail.example.jp', 'join'));
	await leaver.press('参加しない');
	await leaver.sees('承知しました');
	await leaver.press('参加する');
	await expect(leaver.page).toHaveURL(/\/home/);
	await leaver.go('/me/leave');
	await leaver.page.locator('[name=sure]').check();
	await leaver.press('退会する');
	await leaver.go(await linkTo('leaver@mail.example.jp', 'stay'));
	await leaver.press('元に戻す');
	await expect(leaver.page).toHaveURL(/\/home/);
	for (const visitor of [leaver, steward]) await visitor.leave();
});

test('an alumnus tells in confidence what troubled them at a talk, and reads the answer', async ({
	browser
}) => {
	const ready = await enter(gathering, browser, 'ready');
	await ready.go('/come-back/talk');
	await ready.page.locator('main a.button').first().click();
	await ready.page.locator('[name=startsAt]').first().check();
	await ready.page.locator('[name=way]').first().check();
	await ready.page.locator('form[action="?/book"] button.main').click();
	await ready.page.waitForURL(/\/talks\//);
	await ready.press('困ったこと、いやだったことを知らせる', 'link');
	await ready.page.locator('[name=category][value=private]').check();
	await ready.page.locator('[name=words]').fill('家族のことを何度も聞かれました。');
	await ready.page.locator('[name=wish][value=answer]').check();
	await ready.press('担当の人に知らせる');
	const steward = await enter(gathering, browser, 'steward');
	await steward.go('/desk/concerns');
	await steward.press(/家族や健康など/, 'link');
	await steward.page.locator('[name=answer]').fill('お知らせありがとうございます。');
	await steward.press('保存する');
	await ready.go('/concern');
	await ready.sees('お知らせありがとうございます。');
	const host = await enter(gathering, browser, 'former_manager');
	expect((await host.page.goto(`${gathering.origin}/desk/concerns`))?.status()).toBe(403);
	for (const visitor of [ready, steward, host]) await visitor.leave();
});
