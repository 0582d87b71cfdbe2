import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { enter, person } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import type { Visitor } from './walk.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

test('everything but live updates and push works without JavaScript', async ({ browser }) => {
	const [tied, ready] = [
		await enter(gathering, browser, 'tied', 'ja', { javaScriptEnabled: false }),
		await enter(gathering, browser, 'ready', 'ja', { javaScriptEnabled: false })
	];
	const [me, them] = [await person(gathering, 'tied'), await person(gathering, 'ready')];
	const go = (visitor: Visitor, where: string) => visitor.page.goto(gathering.origin + where);
	const submit = (visitor: Visitor, form: string, button: string) =>
		visitor.page.locator(form).getByRole('button', { name: button }).first().click();
	await go(tied, '/home');
	await tied.page.locator('textarea[name=words]').fill(`@${them.family} ${them.given} さん、写真です`);
	await tied.page.locator('input[name=pictures]').setInputFiles({
		name: 'a.png',
		mimeType: 'image/png',
		buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background: '#2f4b7c' } })
			.png()
			.toBuffer()
	});
	await submit(tied, 'form[data-compose=post]', '投稿する');
	await expect(tied.page).toHaveURL(/edit\?describe/);
	await tied.page.getByLabel('写真の説明').fill('藍色の面');
	await tied.page.getByRole('button', { name: '保存する' }).click();
	await expect(tied.page.getByAltText('藍色の面')).toBeVisible();
	await expect(tied.page.locator('a.mention')).toHaveText(`@${them.family} ${them.given}`);
	const post = new URL(tied.page.url()).pathname;
	await go(ready, '/notifications');
	await expect(ready.page.getByRole('link', { name: /写真です/ }).first()).toBeVisible();
	await go(ready, post);
	await ready.page.locator('#write textarea').fill('きれいですね');
	await submit(ready, '#write form', 'コメントする');
	await expect(ready.page.locator('.comment').filter({ hasText: 'きれいですね' })).toBeVisible();
	await ready.page.locator('article').getByRole('button', { name: 'すごい' }).click();
	await expect(ready.page.locator('article').getByRole('button', { name: 'すごい 1人' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await go(tied, `/people?q=${encodeURIComponent(them.family)}`);
	await expect(tied.page.locator('.cards a').first()).toBeVisible();
	await go(tied, `/messages/new?to=${them.id}`);
	await tied.page.locator('main textarea').fill('素のページから');
	await tied.page.locator('main form[data-compose] button.main').click();
	await expect(tied.page.locator('#thread')).toContainText('素のページから');
	await go(ready, new URL(tied.page.url()).pathname);
	await expect(ready.page.locator('#thread')).toContainText('素のページから');
	await go(ready, '/events');
	await ready.page.locator('a.event').first().click();
	await ready.page.getByRole('button', { name: '参加する' }).first().click();
	await expect(ready.page.getByRole('heading', { name: '参加の予定です' })).toBeVisible();
	await go(ready, '/groups');
	await ready.page.getByRole('link', { name: /グループをつくる/ }).click();
	await ready.page.getByLabel('グループの名前').fill('素の会');
	await ready.page.getByRole('button', { name: 'グループをつくる' }).click();
	await expect(ready.page.getByRole('heading', { name: '素の会' })).toBeVisible();
	await go(ready, `/people/${me.id}`);
	await ready.page.getByText('その他').first().click();
	await go(ready, '/me/profile');
	await ready.page.getByLabel('自己紹介').fill('よろしくお願いします');
	await ready.page.getByRole('button', { name: '保存する' }).click();
	await expect(ready.page.getByText('保存しました')).toBeVisible();
	await tied.leave();
	await ready.leave();
});

test('an event runs from announcement to summary, and a report to its decision, without JavaScript', async ({
	browser
}) => {
	const still = { javaScriptEnabled: false };
	const [steward, tied, ready] = [
		await enter(gathering, browser, 'steward', 'ja', still),
		await enter(gathering, browser, 'tied', 'ja', still),
		await enter(gathering, browser, 'ready', 'ja', still)
	];
	const soon = (hours: number) => new Date(Date.now() + (9 + hours) * 3_600_000).toISOString().slice(0, 16);
	await steward.page.goto(`${gathering.origin}/events/new`);
	for (const [field, value] of [
		['title', '静かな集まり'],
		['startsAt', soon(2)],
		['endsAt', soon(3)],
		['place', '喫茶室'],
		['capacity', '1']
	] as const)
		await steward.page.locator(`input[name=${field}]`).fill(value);
	await steward.page.getByRole('button', { name: '交流会を知らせる' }).click();
	await steward.page.waitForURL(/\/events\/[0-9a-f-]{36}$/);
	const url = steward.page.url();
	await tied.page.goto(url);
	await tied.page.getByRole('button', { name: '参加する' }).click();
	await ready.page.goto(url);
	await ready.page.getByRole('button', { name: 'キャンセル待ちに並ぶ' }).click();
	await tied.page.getByRole('button', { name: '参加を取りやめる' }).click();
	await ready.page.goto(url);
	await expect(ready.page.getByRole('heading', { name: '参加の予定です' })).toBeVisible();
	await steward.page.goto(`${url}/check-in`);
	await steward.page.getByRole('button', { name: '受付する' }).first().click();
	await expect(steward.page.getByText(/を受け付けました/)).toBeVisible();
	await gathering.database.query(
		`update event set starts_at = now() - interval '4 hours', ends_at = now() - interval '2 hours' where event_id = $1`,
		[url.split('/').at(-1)]
	);
	await steward.page.goto(url);
	await steward.page.locator('form[data-compose] textarea').fill('静かに過ごしました');
	await steward.page.getByRole('button', { name: '報告を載せる' }).click();
	await ready.page.goto(url);
	await expect(ready.page.locator('#summary')).toContainText('静かに過ごしました');
	await ready.page.getByLabel('よかった').check();
	await ready.page.getByRole('button', { name: '伝える' }).click();
	await expect(ready.page.getByText(/「よかった」とうかがいました/)).toBeVisible();

	const post = (
		await gathering.database.query(
			`select post_id as id from post where group_id is null and kind = 'person' and author_id <> (select person_id from demo_guest where part = 'tied') order by post_id desc limit 1`
		)
	).rows[0].id;
	await tied.page.goto(`${gathering.origin}/posts/${post}?report=post`);
	await tied.page.locator('input[name=why][value=other]').check();
	await tied.page.getByRole('button', { name: '報告を送る' }).click();
	await expect(tied.page.getByText('報告を受け取りました')).toBeVisible();
	await steward.page.goto(`${gathering.origin}/desk/care`);
	await steward.page.locator('textarea[name=reason]').first().fill('念のため、いったん隠します');
	await steward.page.getByRole('button', { name: '隠す', exact: true }).click();
	await expect(steward.page.getByText('反映しました')).toBeVisible();
	expect((await tied.page.goto(`${gathering.origin}/posts/${post}`))?.status()).toBe(404);
	for (const one of [steward, tied, ready]) await one.leave();
});

for (const locale of ['ja', 'en'] as const)
	test(`every page of the gathering is sound to axe, in both themes and on a phone (${locale})`, async ({
		browser
	}) => {
		const [tied, steward] = [
			await enter(gathering, browser, 'tied'),
			await enter(gathering, browser, 'steward')
		];
		for (const visitor of [tied, steward])
			await visitor.page.request.post(`${gathering.origin}/language`, {
				form: { locale, here: '/' },
				headers: { origin: gathering.origin }
			});
		const id = async (what: string) => (await gathering.database.query(what)).rows[0].id as string;
		const post = await id('select post_id as id from post where group_id is null and has_poll limit 1');
		const group = await id(`select group_id as id from "group" where kind = 'open' limit 1`);
		const event = await id('select event_id as id from event order by starts_at desc limit 1');
		const past = await id(`select event_id as id from event where summary <> '' limit 1`);
		const me = (await person(gathering, 'tied')).id;
		await tied.page.setViewportSize({ width: 360, height: 780 });
		for (const where of [
			'/home',
			`/posts/${post}`,
			`/posts/${post}/share`,
			'/people',
			'/people?q=a',
			`/people/${me}`,
			'/me/profile',
			'/me/notifications',
			'/groups',
			'/groups/new',
			`/groups/${group}`,
			`/groups/${group}/members`,
			'/events',
			'/events?when=past',
			`/events/${event}`,
			`/events/${past}`,
			'/events/new',
			'/messages',
			'/messages/new',
			'/messages/new?to=desk',
			'/notifications',
			'/saved',
			'/news'
		]) {
			await tied.go(where);
			expect(
				await tied.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
				`${where} fits a phone`
			).toBeLessThanOrEqual(0);
		}
		for (const where of [
			'/desk',
			'/desk/inbox',
			'/desk/care',
			'/desk/care?which=settled',
			'/desk/launch',
			'/desk/helpers',
			'/desk/invitations',
			`/events/${event}/check-in`,
			`/events/${event}/edit`
		])
			await steward.go(where);
		for (const visitor of [tied, steward]) {
			await visitor.page.request.post(`${gathering.origin}/language`, {
				form: { locale: 'ja', here: '/' },
				headers: { origin: gathering.origin }
			});
			await visitor.leave();
		}
	});
