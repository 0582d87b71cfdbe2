import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { enter, person, write, type Part } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import type { Visitor } from './walk.ts';

// On a slow phone the editor arrives while someone writes, and an input method holds half a word. Nothing of what is
// written may be lost or doubled by it.

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

const form = 'form[data-compose=post]';
const editorChunk = /\/workers\/chunks\/[^/]+\.js$/;

/** What someone does who writes 「きのう、橋を見た」 with an input method. Between any two of them the editor may arrive. */
const steps: ((keys: CDPSession, page: Page) => Promise<unknown>)[] = [
	(_keys, page) => page.locator(`${form} textarea`).focus(),
	(keys) => composes(keys, 'き'),
	(keys) => composes(keys, 'きの'),
	(keys) => composes(keys, 'きのう'),
	(keys) => keys.send('Input.insertText', { text: 'きのう' }),
	(keys) => keys.send('Input.insertText', { text: '、' }),
	(keys) => composes(keys, 'はし'),
	(keys) => composes(keys, '橋を見た'),
	(keys) => keys.send('Input.insertText', { text: '橋を見た' })
];

const composes = async (keys: CDPSession, text: string) => {
	await keys.send('Input.imeSetComposition', {
		text,
		selectionStart: text.length,
		selectionEnd: text.length
	});
};

/** Holds the editor back on its way. Gives what lets it go, and waits until it has arrived. */
async function holdEditor(page: Page): Promise<() => Promise<void>> {
	let letGo = () => {};
	const isFree = new Promise<void>((go) => (letGo = go));
	await page.route(editorChunk, async (route) => {
		await isFree;
		await route.continue();
	});
	return async () => {
		const arrived = page.waitForResponse(editorChunk);
		letGo();
		await (await arrived).finished();
		await page.waitForTimeout(400); // a slow processor takes its time to run it
	};
}

/** What stands in the place where one writes, whether it is the plain field or the editor. */
const written = (page: Page) =>
	page
		.locator(`${form} textarea:visible, ${form} [contenteditable]:visible`)
		.evaluate((place) => (place instanceof HTMLTextAreaElement ? place.value : place.textContent));

async function slowPhone(visitor: Visitor): Promise<CDPSession> {
	await visitor.page.setViewportSize({ width: 360, height: 780 });
	const keys = await visitor.context.newCDPSession(visitor.page);
	await keys.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	return keys;
}

/** How often all moments are gone through: once in the suite; OKAERI_WRITING_ROUNDS=5 makes it fifty times. */
const rounds = Number(process.env.OKAERI_WRITING_ROUNDS ?? 1);
/** Another guest in each round: nobody may write more than a few posts an hour. */
const writers: Part[] = ['tied', 'ready', 'hesitant', 'distant', 'rejoiner'];

test('ten times the editor arrives at another moment of writing, and each letter is there once', async ({
	browser
}) => {
	for (let round = 0; round < rounds; round++) {
		const part = writers[round % writers.length]!;
		const writer = await enter(gathering, browser, part);
		const { id } = await person(gathering, part);
		const keys = await slowPhone(writer);
		for (let moment = 0; moment <= steps.length; moment++) {
			await writeWith(writer.page, keys, moment);
			await expect
				.poll(() => timesWritten(id), { message: `the editor came before step ${moment}` })
				.toBe(moment + 1);
		}
		await writer.leave();
	}
});

const sentence = 'きのう、橋を見た';

/** Writes the sentence while the editor arrives before a step, and posts it. */
async function writeWith(page: Page, keys: CDPSession, moment: number): Promise<void> {
	const arrives = await holdEditor(page);
	await page.goto(`${gathering.origin}/home`);
	await page.evaluate(() => localStorage.clear());
	await page.waitForSelector(`${form}[data-dressed]`);
	for (const [index, step] of steps.entries()) {
		if (index === moment) await arrives();
		await step(keys, page);
	}
	if (moment === steps.length) await arrives();
	expect(await written(page), `the editor came before step ${moment}`).toBe(sentence);
	const answered = page.waitForResponse((answer) => answer.request().redirectedFrom()?.method() === 'POST');
	await page.locator(`${form} button.main`).click();
	await answered;
	await page.waitForLoadState();
	await page.unrouteAll({ behavior: 'wait' });
}

/** How many posts of someone are exactly the sentence. */
async function timesWritten(personId: string): Promise<number> {
	const { rowCount } = await gathering.database.query(
		'select from post where author_id = $1 and words = $2',
		[personId, sentence]
	);
	return rowCount ?? 0;
}

test('what was typed before the page was ready is not overwritten by an older draft', async ({ browser }) => {
	const tied = await enter(gathering, browser, 'tied');
	const { page } = tied;
	await page.goto(`${gathering.origin}/home`);
	await page.evaluate(() =>
		localStorage.setItem('okaeri.draft.post', JSON.stringify({ words: '前の下書き', html: '' }))
	);
	let letGo = () => {};
	const isFree = new Promise<void>((go) => (letGo = go));
	await page.route(/\/workers\/compose[^/]*\.js$/, async (route) => {
		await isFree;
		await route.continue();
	});
	await page.goto(`${gathering.origin}/home`, { waitUntil: 'commit' });
	await page.locator(`${form} textarea`).fill('今日のこと');
	letGo();
	await page.waitForSelector(`${form}[data-dressed]`);
	expect(await written(page)).toBe('今日のこと');
	await page.getByRole('button', { name: '前の下書きに戻す' }).click();
	expect(await written(page)).toBe('前の下書き');
	await tied.leave();
});

test('what is written while a message is on its way is still there when it has been sent', async ({
	browser
}) => {
	const tied = await enter(gathering, browser, 'tied');
	const { page } = tied;
	await page.goto(`${gathering.origin}/home`);
	await page.locator('article a.act').first().click();
	await page.waitForURL(/\/posts\//);
	await write(page, '#write form', 'ひとつめ');
	let letGo = () => {};
	const isFree = new Promise<void>((go) => (letGo = go));
	await page.route(/comment/, async (route) => {
		await isFree;
		await route.continue();
	});
	await page.locator('#write button.main').click();
	await page.locator('#write [contenteditable]').focus();
	await page.keyboard.type('ふたつめ');
	letGo();
	await expect(page.locator('.comment').filter({ hasText: 'ひとつめ' })).toHaveCount(1);
	await expect(page.locator('#write [contenteditable]')).toHaveText('ふたつめ');
	await tied.leave();
});

test('a reply half written stays when others change the page', async ({ browser }) => {
	const tied = await enter(gathering, browser, 'tied');
	const ready = await enter(gathering, browser, 'ready');
	const { page } = tied;
	await page.goto(`${gathering.origin}/home`);
	await page.locator('article a.act').first().click();
	await page.waitForURL(/\/posts\//);
	await write(page, '#write form', 'わたしの返事');
	await page.locator('#write button.main').click();
	const own = page.locator('.comment').filter({ hasText: 'わたしの返事' });
	await own.locator('summary').filter({ hasText: '編集' }).click();
	await own.locator('textarea').fill('わたしの返事、書きかけ');
	await ready.page.goto(page.url());
	await write(ready.page, '#write form', 'ほかの人の返事');
	await ready.page.locator('#write button.main').click();
	await expect(ready.page.locator('.comment').filter({ hasText: 'ほかの人の返事' })).toHaveCount(1);
	await page.locator('h2').first().click(); // leaves the field, so that the page takes in what is new
	await expect(page.locator('.comment').filter({ hasText: 'ほかの人の返事' })).toHaveCount(1);
	await expect(page.locator('.comment textarea').filter({ visible: true })).toHaveValue(
		'わたしの返事、書きかけ'
	);
	for (const visitor of [tied, ready]) await visitor.leave();
});
