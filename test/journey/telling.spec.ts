import { expect, test } from '@playwright/test';
import { enter, person } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import { bookTalk, deskRecordsReturn } from './telling/coming-back.ts';
import * as formerManager from './telling/former-manager.ts';
import * as letterAndStory from './telling/letter-and-story.ts';
import * as transfers from './telling/transfers.ts';

// The three cases that the network is made for, from the first word to "welcome home".

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

test('case A: the transfer system changed; an alumna who left over it reads it, answers the pulse, books a talk and comes back', async ({
	browser
}) => {
	const steward = await enter(gathering, browser, 'steward');
	const tied = await enter(gathering, browser, 'tied');
	await test.step('the desk sees what would unlock the most, writes the change, and whom it reaches before publishing', () =>
		transfers.deskPublishesChange(steward));
	await test.step('she finds it on Home and reads it', () => transfers.alumnaReadsChange(gathering, tied));
	await test.step('she says in two taps where she stands', () => transfers.alumnaAnswersPulse(tied));
	await test.step('she talks', () => bookTalk(tied));
	await test.step('she comes back', () =>
		deskRecordsReturn(gathering, steward, {
			part: 'tied',
			ledBy: ['「当時と今」を読んだ', 'カジュアル面談を予約した']
		}));
	for (const visitor of [steward, tied]) await visitor.leave();
});

test('case Yokogawa: a former manager, now president of a group company, is asked, writes, and someone who was not looking comes to the subsidiary', async ({
	browser
}) => {
	const manager = await person(gathering, 'former_manager');
	const alumna = await person(gathering, 'distant');
	await formerManager.managerBecomesPresident(gathering, manager.id, alumna.id);
	const steward = await enter(gathering, browser, 'steward');
	const caller = await enter(gathering, browser, 'former_manager');
	const distant = await enter(gathering, browser, 'distant');
	await test.step('the desk asks him, and cannot let slip why she left', () =>
		formerManager.deskAsksManager(steward, alumna.id));
	const conversation =
		await test.step('he sees only what was asked of him, and writes in his own words', () =>
			formerManager.managerWrites(caller, alumna));
	await test.step('she, who was not looking, answers', () =>
		formerManager.alumnaAnswers(distant, conversation));
	await test.step('the desk sees that she answered', () =>
		formerManager.deskSeesAnswer(gathering, steward));
	await test.step('she talks', () => bookTalk(distant));
	await test.step('she comes to the subsidiary', async () => {
		const company = 'ひかりデジタル株式会社';
		await deskRecordsReturn(gathering, steward, {
			part: 'distant',
			ledBy: ['声掛けを受けた', 'カジュアル面談を予約した'],
			company
		});
		await steward.go('/desk/rehires');
		await expect(steward.page.locator('td').getByText(company).first()).toBeVisible();
	});
	for (const visitor of [steward, caller, distant]) await visitor.leave();
});

test('case Hitachi: a letter approved from a mail and the story of someone who came back lead to a casual talk', async ({
	browser
}) => {
	const steward = await enter(gathering, browser, 'steward');
	const ready = await enter(gathering, browser, 'ready');
	const teller = await enter(gathering, browser, 'rejoiner');
	await test.step('the president approves his letter from his mail, without signing in', () =>
		letterAndStory.presidentApprovesLetter(gathering, browser, steward));
	await test.step('someone who came back tells of it, sees the text, and approves it', async () => {
		const desk = await letterAndStory.deskAsksForStory(gathering, steward);
		await letterAndStory.tellerAnswers(teller, desk);
		await letterAndStory.deskWritesStory(steward, desk);
		await letterAndStory.tellerApproves(teller);
	});
	await test.step('an alumnus reads both', async () => {
		await letterAndStory.alumnusReadsLetter(gathering, ready);
		await letterAndStory.alumnusReadsStory(ready);
	});
	await test.step('they talk, which is no selection, and come back', async () => {
		await bookTalk(ready);
		await deskRecordsReturn(gathering, steward, {
			part: 'ready',
			ledBy: ['経営層からの手紙を読んだ', '再入社した人の声を読んだ', 'カジュアル面談を予約した']
		});
	});
	await test.step('and the teller can take the story back', () =>
		letterAndStory.tellerTakesBack(gathering, browser, teller));
	for (const visitor of [steward, ready, teller]) await visitor.leave();
});
