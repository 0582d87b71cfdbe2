import { expect, type Browser } from '@playwright/test';
import { enter, person } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';
import { Visitor } from '../walk.ts';

// Case Hitachi: a letter of the president and the story of someone who came back.

const letterTitle = '離れた皆さんへ、秋のご挨拶';
const storyTitle = '肩の力が抜けた日';
const storyWords = '面談で「選考ではない」と聞いて、肩の力が抜けました。';

/** The desk writes a letter. The president approves it from his mail, without signing in. */
export async function presidentApprovesLetter(
	gathering: Gathering,
	browser: Browser,
	steward: Visitor
): Promise<void> {
	await steward.go('/desk/letters/new');
	await steward.page.locator('input[name=title]').fill(letterTitle);
	await steward.page
		.locator('textarea[name=words]')
		.fill('お元気ですか。当時は何も言えませんでした。いまは、いつでも話せる会社になりました。');
	await steward.press('下書きを保存する');
	await steward.press(/承認を依頼する/);
	const asked = () => gathering.mails.find((mail) => mail.subject?.includes(letterTitle));
	await expect.poll(() => asked()?.subject, { timeout: 30_000 }).toBeTruthy();
	const link = /http\S+\/approve\/[\w-]+/.exec(String(asked()!.text))![0];
	const president = await Visitor.arrive(browser, 'ja', { host: gathering.origin });
	await president.go(link);
	await president.press('この文面で公開してよい');
	await president.sees(/承認しました。/);
	await president.leave();
	await steward.page.reload();
	await steward.press('今すぐ公開する');
}

/** The desk asks someone who came back for their story. Gives the address of its page at the desk. */
export async function deskAsksForStory(gathering: Gathering, steward: Visitor): Promise<string> {
	const { id } = await person(gathering, 'rejoiner');
	await gathering.database.query('delete from story where person_id = $1', [id]);
	await steward.go('/desk/stories');
	const { rows } = await gathering.database.query(
		'select rehire_id from rehire where person_id = $1 order by returned_on desc limit 1',
		[id]
	);
	await steward.page.locator(`button[name=rehire][value="${rows[0].rehire_id}"]`).click();
	await steward.page.waitForURL(/\/desk\/stories\/[0-9a-f-]{36}/);
	await steward.sees('回答待ち');
	return steward.page.url();
}

export async function tellerAnswers(teller: Visitor, desk: string): Promise<void> {
	await teller.go(`/my-story/${desk.split('/').at(-1)!.split('?')[0]}`);
	await teller.page.locator('textarea[name=momentWords]').fill(storyWords);
	await teller.press('答えを送る');
}

/** The desk writes the answers up. A text that names pay is not saved. */
export async function deskWritesStory(steward: Visitor, desk: string): Promise<void> {
	await steward.go(desk);
	await steward.page.locator('input[name=title]').fill(storyTitle);
	await steward.page.locator('textarea[name=words]').fill(`${storyWords}年収は600万円です。`);
	await steward.press('下書きを保存する');
	await steward.sees(/給与の金額は載せないでください/);
	await steward.page.locator('textarea[name=words]').fill(storyWords);
	await steward.press('下書きを保存する');
	await steward.press(/確認をお願いする/);
}

export async function tellerApproves(teller: Visitor): Promise<void> {
	await teller.page.reload();
	await teller.press('この文章で公開してよい');
	await teller.sees('公開しました。');
}

export async function alumnusReadsLetter(gathering: Gathering, alumnus: Visitor): Promise<void> {
	const news = alumnus.page.getByRole('link', { name: new RegExp(letterTitle) });
	await expect(async () => {
		await alumnus.page.goto(`${gathering.origin}/notifications`);
		await expect(news).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 20_000 });
	await news.first().click();
	await alumnus.sees('いまは、いつでも話せる会社になりました。');
}

export async function alumnusReadsStory(alumnus: Visitor): Promise<void> {
	await alumnus.go('/stories');
	await alumnus.page.getByRole('link', { name: new RegExp(storyTitle) }).click();
	await alumnus.sees('少し話してみますか');
	await alumnus.look();
}

/** The teller takes the story back, and nobody finds it any more. */
export async function tellerTakesBack(
	gathering: Gathering,
	browser: Browser,
	teller: Visitor
): Promise<void> {
	await teller.press('取り下げる');
	const another = await enter(gathering, browser, 'hesitant');
	await another.go('/stories');
	await expect(another.page.getByText(storyTitle)).toHaveCount(0);
	await another.leave();
}
