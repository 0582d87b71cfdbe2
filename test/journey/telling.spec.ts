import { expect, test } from '@playwright/test';
import { enter, person, type Part } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import { Visitor } from './walk.ts';

// The three cases that the network is made for, from the first word to "welcome home".

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

/** The alumnus books the first free time of the first host, which is never a selection. */
async function bookTalk(alumnus: Visitor): Promise<void> {
	await alumnus.go('/come-back/talk');
	await alumnus.press('この人と話す', 'link');
	await alumnus.sees(/選考ではありません/);
	await alumnus.page.locator('input[name=startsAt]').first().check();
	await alumnus.press('この時間で予約する');
	await alumnus.sees(/予約しました/);
}

/** The desk records that they came back, and the worker says what led to it. */
async function comeBack(
	steward: Visitor,
	part: Part,
	led: readonly string[],
	company?: string
): Promise<void> {
	const { id } = await person(gathering, part);
	await steward.go(`/desk/people/${id}`);
	if (company) await steward.page.locator('select[name=company]').selectOption({ label: company });
	await steward.press('おかえりなさい');
	await expect(async () => {
		await steward.page.reload();
		for (const kind of led)
			await expect(steward.page.locator('.rules')).toContainText(kind, { timeout: 500 });
	}).toPass({ timeout: 20_000 });
	await steward.look();
}

test('case A: the transfer system changed; an alumna who left over it reads it, answers the pulse, books a talk and comes back', async ({
	browser
}) => {
	const [steward, tied] = [
		await enter(gathering, browser, 'steward'),
		await enter(gathering, browser, 'tied')
	];
	await test.step('the desk sees what would unlock the most, writes the change, and whom it reaches before publishing', async () => {
		await steward.go('/desk/unlock');
		await steward.sees('転勤・勤務地');
		await steward.go('/desk/publish');
		await steward.sees(/経営層の言葉が\d+日ありません/);
		await steward.go('/desk/changes/new');
		await steward.page.locator('input[name=title]').fill('単身赴任をなくしました');
		await steward.page.locator('textarea[name=thenWords]').fill('当時は、転勤の辞令を断れませんでした。');
		await steward.page
			.locator('textarea[name=nowWords]')
			.fill('いまは、本人の同意のない転勤をしません。');
		await steward.page.locator('input[name=since]').fill('2026-10-01');
		await steward.press('保存して、届く人を確かめる');
		await steward.press('＋ 転勤・勤務地'); // read out of the draft
		await steward.sees(/どんな方に届くか/);
		await steward.press(/公開する/);
		await expect(steward.page.getByText(/に公開/).first()).toBeVisible({ timeout: 30_000 });
	});
	await test.step('she finds it on Home, reads it, and says in two taps where she stands', async () => {
		await expect(async () => {
			await tied.page.goto(`${gathering.origin}/home`);
			await expect(tied.page.getByRole('heading', { name: '単身赴任をなくしました' })).toBeVisible({
				timeout: 500
			});
		}).toPass({ timeout: 20_000 });
		await tied.look();
		await tied.page
			.locator('article')
			.filter({ hasText: '単身赴任をなくしました' })
			.getByRole('link', { name: 'くわしく読む' })
			.click();
		await tied.sees('いまは、本人の同意のない転勤をしません。');
		await tied.go('/home');
		await tied.press('戻ってみたいけど、今は難しい');
		await tied.press('転勤・勤務地');
		await expect(tied.page.getByRole('button', { name: '転勤・勤務地' })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await tied.go('/since');
		await tied.sees('単身赴任をなくしました');
	});
	await test.step('she talks, and comes back', async () => {
		await bookTalk(tied);
		await comeBack(steward, 'tied', ['「当時と今」を読んだ', 'カジュアル面談を予約した']);
	});
	for (const visitor of [steward, tied]) await visitor.leave();
});

test('case Yokogawa: a former manager, now president of a group company, is asked, writes, and someone who was not looking comes to the subsidiary', async ({
	browser
}) => {
	const { id: callerId } = await person(gathering, 'former_manager');
	const { id, family, given } = await person(gathering, 'distant');
	await gathering.database.query(
		`update membership set roles = '{employee,executive}' where person_id = $1`,
		[callerId]
	);
	await gathering.database.query(
		`update tenure set title = '代表取締役社長', department = '経営企画部', company_id = (select company_id from company where parent_id is not null) where person_id = $1 and ended_on is null`,
		[callerId]
	);
	await gathering.database.query('update tenure set manager_id = $2 where person_id = $1', [id, callerId]);
	await gathering.database.query(
		`delete from departure_reason where tenure_id in (select tenure_id from departure where person_id = $1)`,
		[id]
	);
	await gathering.database.query(
		`insert into departure_reason (network_id, tenure_id, view, code, said_on) select network_id, tenure_id, 'revisited', 'growth', current_date from departure where person_id = $1`,
		[id]
	);
	await gathering.database.query(
		`insert into consent (network_id, person_id, purpose, wording) select network_id, $1, 'former_manager', '…' from membership where person_id = $1 on conflict do nothing`,
		[id]
	);

	const [steward, caller, distant] = [
		await enter(gathering, browser, 'steward'),
		await enter(gathering, browser, 'former_manager'),
		await enter(gathering, browser, 'distant')
	];
	await test.step('the desk asks him, and cannot let slip why she left', async () => {
		await steward.go(`/desk/outreach/new?person=${id}`);
		await steward.sees('元上司（いまは経営層）');
		await steward.page
			.locator('li')
			.filter({ hasText: '元上司（いまは経営層）' })
			.getByRole('link', { name: 'この人に頼む' })
			.click();
		const brief = await steward.page.locator('textarea[name=brief]').inputValue();
		await steward.page
			.locator('textarea[name=brief]')
			.fill(`${brief}\n成長の機会がないと感じて辞めた方です。`);
		await steward.press('お願いを送る');
		await steward.sees('ご本人が打ち明けた事情に触れています。');
		await steward.page.locator('textarea[name=brief]').fill(brief);
		await steward.press('お願いを送る');
		await steward.sees('お願いを送りました。');
	});
	await test.step('he sees only what was asked of him, and writes in his own words', async () => {
		await caller.go('/staff');
		await caller.page
			.locator('a.call')
			.filter({ hasText: family + ' ' + given })
			.click();
		await caller.look();
		await expect(caller.page.locator('main')).not.toContainText('成長・キャリアの機会');
		await caller.press('引き受ける');
		await caller.page
			.locator('textarea[name=words]')
			.fill(
				'ご無沙汰しています。新しい会社を任されました。あなたの仕事ぶりを思い出しています。近況を聞かせてください。'
			);
		await caller.press('メッセージを送る');
		await caller.sees('新しい会社を任されました');
	});
	await test.step('she, who was not looking, answers, talks, and comes to the subsidiary', async () => {
		await distant.go('/messages');
		await distant.go(new URL(caller.page.url()).pathname);
		await distant.sees('新しい会社を任されました');
		const accept = distant.page.getByRole('button', { name: '受け入れる' });
		if (await accept.count()) await accept.click();
		await distant.page.locator('main textarea').fill('お久しぶりです。うれしいです。');
		await distant.page.getByRole('button', { name: '送る' }).click();
		await expect(distant.page.locator('#thread')).toContainText('うれしいです');
		await expect(async () => {
			await steward.page.goto(`${gathering.origin}/desk/outreach`);
			await expect(steward.page.getByText('返事あり').first()).toBeVisible({ timeout: 500 });
		}).toPass({ timeout: 20_000 });
		await bookTalk(distant);
		await comeBack(
			steward,
			'distant',
			['声を掛けてもらった', 'カジュアル面談を予約した'],
			'ひかりデジタル株式会社'
		);
		await steward.go('/desk/rehires');
		await steward.sees('ひかりデジタル株式会社');
	});
	for (const visitor of [steward, caller, distant]) await visitor.leave();
});

test('case Hitachi: a letter approved from a mail and the story of someone who came back lead to a casual talk', async ({
	browser
}) => {
	const { id: tellerId } = await person(gathering, 'rejoiner');
	await gathering.database.query('delete from story where person_id = $1', [tellerId]);
	const [steward, ready, teller] = [
		await enter(gathering, browser, 'steward'),
		await enter(gathering, browser, 'ready'),
		await enter(gathering, browser, 'rejoiner')
	];
	await test.step('the president approves his letter from his mail, without signing in', async () => {
		await steward.go('/desk/letters/new');
		await steward.page.locator('input[name=title]').fill('離れた皆さんへ、秋のご挨拶');
		await steward.page
			.locator('textarea[name=words]')
			.fill('お元気ですか。当時は何も言えませんでした。いまは、いつでも話せる会社になりました。');
		await steward.press('下書きを保存する');
		await steward.press(/承認を依頼する/);
		const asked = () =>
			gathering.mails.find((mail) => mail.subject?.includes('離れた皆さんへ、秋のご挨拶'));
		await expect.poll(() => asked()?.subject, { timeout: 30_000 }).toBeTruthy();
		const link = /http\S+\/approve\/[\w-]+/.exec(String(asked()!.text))![0];
		const president = await Visitor.arrive(browser, 'ja', { host: gathering.origin });
		await president.go(link);
		await president.press('この文面で公開してよい');
		await president.sees('承認しました。');
		await president.leave();
	});
	await test.step('someone who came back tells of it, sees the text, and approves it', async () => {
		await steward.go('/desk/stories');
		const { rows } = await gathering.database.query(
			'select rehire_id from rehire where person_id = $1 order by returned_on desc limit 1',
			[tellerId]
		);
		await steward.page.locator(`button[name=rehire][value="${rows[0].rehire_id}"]`).click();
		await steward.page.waitForURL(/\/desk\/stories\/[0-9a-f-]{36}/);
		await steward.sees('回答を待っています');
		const desk = steward.page.url();
		await teller.go(`/my-story/${desk.split('/').at(-1)!.split('?')[0]}`);
		await teller.page
			.locator('textarea[name=momentWords]')
			.fill('面談で「選考ではない」と聞いて、肩の力が抜けました。');
		await teller.press('答えを送る');
		await steward.go(desk);
		await steward.page.locator('input[name=title]').fill('肩の力が抜けた日');
		await steward.page
			.locator('textarea[name=words]')
			.fill('面談で「選考ではない」と聞いて、肩の力が抜けました。年収は600万円です。');
		await steward.press('下書きを保存する');
		await steward.sees(/給与の金額は載せないでください/);
		await steward.page
			.locator('textarea[name=words]')
			.fill('面談で「選考ではない」と聞いて、肩の力が抜けました。');
		await steward.press('下書きを保存する');
		await steward.press(/確認をお願いする/);
		await teller.page.reload();
		await teller.press('この文章で公開してよい');
		await teller.sees('公開しました。');
	});
	await test.step('an alumnus reads both, and talks, which is no selection', async () => {
		await expect(async () => {
			await ready.page.goto(`${gathering.origin}/notifications`);
			await expect(ready.page.getByRole('link', { name: /離れた皆さんへ、秋のご挨拶/ })).toBeVisible({
				timeout: 500
			});
		}).toPass({ timeout: 20_000 });
		await ready.page
			.getByRole('link', { name: /離れた皆さんへ、秋のご挨拶/ })
			.first()
			.click();
		await ready.sees('いまは、いつでも話せる会社になりました。');
		await ready.go('/stories');
		await ready.page.getByRole('link', { name: /肩の力が抜けた日/ }).click();
		await ready.sees('少し話してみますか');
		await ready.look();
		await bookTalk(ready);
		await comeBack(steward, 'ready', [
			'経営層の手紙を読んだ',
			'再入社した人の声を読んだ',
			'カジュアル面談を予約した'
		]);
	});
	await test.step('and the teller can take the story back', async () => {
		await teller.press('取り下げる');
		const another = await enter(gathering, browser, 'hesitant');
		await another.go('/stories');
		await expect(another.page.getByText('肩の力が抜けた日')).toHaveCount(0);
		await another.leave();
	});
	for (const visitor of [steward, ready, teller]) await visitor.leave();
});
