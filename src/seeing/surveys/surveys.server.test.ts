import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { addSegment } from '#seeing/segments/segments.server.ts';
import { streamOf } from '#seeing/tables/writing.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { answerSurvey, keepAnswers, surveyFor, surveysWaiting } from './answering.server.ts';
import { exportSurvey, namedAnswers } from './named.server.ts';
import { addQuestion, changeQuestion, moveQuestion } from './questions.server.ts';
import { resultsOf } from './results.server.ts';
import { turnoutText } from './names.ts';
import {
	askSurvey,
	closeSurvey,
	goRoundSurveys,
	openSurvey,
	remindNow,
	remindSurvey
} from './sending.server.ts';
import { fieldOf } from './survey.ts';
import { addAlumni, inDays, nameIt, questionIds, send } from '#test/fixtures/surveys.ts';
import {
	askAgain,
	draftSurvey,
	removeSurvey,
	saveSurvey,
	surveyAtDesk,
	surveysAtDesk
} from './surveys.server.ts';

const own = useOwnDatabase();
const others = 5;
let hikari: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
	await addAlumni(own.owner, hikari, others);
});

describe('a draft', () => {
	test('is written question by question, and says what may not be asked', async () => {
		const id = await draftSurvey(hikari.hashimoto, 'empty', null);
		const ask = { kind: 'single' as const, options: ['はい', 'いいえ'], lines: [], isRequired: true };
		await addQuestion(hikari.hashimoto, id, { ...ask, words: 'お元気ですか' });
		await addQuestion(hikari.hashimoto, id, { ...ask, words: 'ご両親のお仕事は' });
		await expect(
			addQuestion(hikari.hashimoto, id, { ...ask, words: '一つだけ', options: ['はい'] })
		).rejects.toMatchObject({ why: 'survey_few_options' });
		const [, second] = await questionIds(hikari, id);
		await moveQuestion(hikari.hashimoto, id, second!, 'up');
		const survey = await surveyAtDesk(hikari.hashimoto, id);
		expect(survey.questions.map(({ words, doubts }) => [words, doubts])).toEqual([
			['ご両親のお仕事は', ['family']],
			['お元気ですか', []]
		]);
		const closesOn = await inDays(own.owner, 7);
		const { revision } = survey;
		const opened = (sending: Partial<{ closesOn: string; isChecked: boolean; revision: number }>) =>
			openSurvey(hikari.hashimoto, id, { revision, closesOn, isChecked: false, ...sending });
		await expect(opened({})).rejects.toMatchObject({ why: 'survey_asks_private' });
		await expect(opened({ isChecked: true, revision: 1 })).rejects.toThrow();
		await expect(opened({ isChecked: true, closesOn: await inDays(own.owner, 0) })).rejects.toMatchObject(
			{
				why: 'not_ahead'
			}
		);
		await changeQuestion(hikari.hashimoto, id, second!, { ...ask, words: 'お仕事はいかがですか' });
		expect((await surveyAtDesk(hikari.hashimoto, id)).doubts).toEqual([]);
		await moveQuestion(hikari.hashimoto, id, second!, 'away');
		expect(await questionIds(hikari, id)).toHaveLength(1);
	});

	test('goes to its segment, never anonymously to a few', async () => {
		await own.owner.query(
			`insert into person_tag (network_id, person_id, tag, added_by) values ($1, $2, '大阪', $3)`,
			[hikari.network.networkId, hikari.nakamura.personId, hikari.hashimoto.personId]
		);
		const segmentId = await addSegment(hikari.hashimoto, '大阪', new URLSearchParams('tag=大阪'));
		const id = await draftSurvey(hikari.hashimoto, 'interest', segmentId);
		await expect(send(own.owner, hikari, id)).rejects.toMatchObject({ why: 'survey_too_few' });
		await nameIt(hikari, id);
		const { revision } = await surveyAtDesk(hikari.hashimoto, id);
		const closesOn = await inDays(own.owner, 14);
		await openSurvey(hikari.hashimoto, id, { revision, closesOn, isChecked: false });
		const turnout = async () => turnoutText(await surveyAtDesk(hikari.hashimoto, id));
		expect(await turnout(), 'the worker has not come to it').toBe('送信中：1人のうち0人に送りました');
		await askSurvey({ ...hikari.network, surveyId: id });
		expect(await turnout()).toBe('対象1人・回答0人');
		const { rows } = await own.owner.query(
			`select person_id, path from notification where kind = 'survey' and subject_id = $1`,
			[id]
		);
		expect(rows).toEqual([{ person_id: hikari.nakamura.personId, path: `/surveys/${id}` }]);
		expect(await surveyAtDesk(hikari.hashimoto, id)).toMatchObject({
			asked: 1,
			askedOf: 'タグが「大阪」の人'
		});
	});
});

let id = '';
describe('a named survey', () => {
	beforeAll(async () => {
		id = await draftSurvey(hikari.hashimoto, 'network', null);
		await nameIt(hikari, id);
		await send(own.owner, hikari, id);
	});

	test('is kept until it is sent, and answered once', async () => {
		const [scale, matrix, words] = await questionIds(hikari, id);
		const waits = () => readNetwork(hikari.nakamura, (db) => surveysWaiting(db, hikari.nakamura));
		expect((await waits()).map(({ surveyId }) => surveyId)).toContain(id);
		await keepAnswers(hikari.nakamura, id, { [fieldOf(words!)]: '途中' });
		expect((await surveyFor(hikari.nakamura, id)).draft).toEqual({ [words!]: '途中' });
		await expect(
			answerSurvey(hikari.nakamura, id, { [fieldOf(words!)]: '点がない' })
		).rejects.toMatchObject({ why: 'required', field: fieldOf(scale!) });
		for (const value of ['5', '-1', 'x', '00000'])
			await expect(
				answerSurvey(hikari.nakamura, id, { [fieldOf(scale!)]: value })
			).rejects.toMatchObject({ why: 'not_usable' });
		const whole = {
			[fieldOf(scale!)]: '4',
			[fieldOf(matrix!, 0)]: '2',
			[fieldOf(words!)]: '同窓会を'
		};
		await answerSurvey(hikari.nakamura, id, whole);
		await expect(answerSurvey(hikari.nakamura, id, whole)).rejects.toMatchObject({
			why: 'survey_answered'
		});
		expect(await surveyFor(hikari.nakamura, id)).toMatchObject({ hasAnswered: true, draft: null });
		expect((await waits()).map(({ surveyId }) => surveyId)).not.toContain(id);
		const [first] = await resultsOf(hikari.hashimoto, id);
		expect(first).toMatchObject({ answered: 1, mean: 5 });
		const [answer] = await namedAnswers(hikari.hashimoto, id, 10);
		expect(answer).toMatchObject({
			familyName: '中村',
			answers: { [scale!]: 4, [matrix!]: [2, null, null, null], [words!]: '同窓会を' }
		});
		const csv = await text(streamOf('csv', await exportSurvey(hikari.hashimoto, id, 'csv')));
		expect(csv).toContain('中村 さくら');
		expect(csv).toContain('会社からのお知らせ：増やしてほしい');
	});
});

test('each choice of several is counted as that choice', async () => {
	const several = await draftSurvey(hikari.hashimoto, 'empty', null);
	const ask = { lines: [], isRequired: false, options: ['転勤', '時間', '給与', '仕事'] };
	await addQuestion(hikari.hashimoto, several, { ...ask, kind: 'single', words: 'いちばんは' });
	await addQuestion(hikari.hashimoto, several, { ...ask, kind: 'multiple', words: 'いくつでも' });
	await nameIt(hikari, several);
	await send(own.owner, hikari, several);
	const [, many] = await questionIds(hikari, several);
	await answerSurvey(hikari.nakamura, several, { [fieldOf(many!)]: ['0', '3'] });
	await answerSurvey(hikari.igarashi, several, { [fieldOf(many!)]: ['3'] });
	const [, result] = await resultsOf(hikari.hashimoto, several);
	expect(result!.lines[0]!.tallies.map(({ label, count }) => [label, count])).toEqual([
		['転勤', 1],
		['時間', 0],
		['給与', 0],
		['仕事', 2]
	]);
});

describe('a named survey that is out', () => {
	test('reminds those who have not answered, once', async () => {
		await own.owner.query(`update notification set mail_written_at = now() where subject_id = $1`, [id]);
		await remindNow(hikari.hashimoto, id);
		await expect(remindNow(hikari.hashimoto, id)).rejects.toThrow();
		await remindSurvey({ ...hikari.network, surveyId: id });
		const { rows } = await own.owner.query(
			`select person_id from notification where subject_id = $1 and mail_written_at is null`,
			[id]
		);
		expect(rows).toHaveLength(others + 1);
		expect(rows.map((row) => row.person_id)).not.toContain(hikari.nakamura.personId);
	});

	test('closes on its day, and takes no answer after it', async () => {
		await own.owner.query(`update survey set closes_on = network_today() - 1 where survey_id = $1`, [id]);
		const [scale] = await questionIds(hikari, id);
		const late = () => answerSurvey(hikari.igarashi, id, { [fieldOf(scale!)]: '1' });
		await expect(late()).rejects.toMatchObject({ why: 'survey_over' });
		await goRoundSurveys(hikari.network);
		expect((await surveyAtDesk(hikari.hashimoto, id)).status).toBe('closed');
		await expect(late()).rejects.toMatchObject({ why: 'survey_over' });
		const { rows } = await own.owner.query(
			`select person_id, path from notification where kind = 'survey_closed' and subject_id = $1`,
			[id]
		);
		expect(rows, 'whoever wrote it').toEqual([
			{ person_id: hikari.hashimoto.personId, path: `/desk/surveys/${id}` }
		]);
	});
});

test('a survey is nothing of who is not of the desk, nor of who was not asked, nor of another network', async () => {
	const id = await draftSurvey(hikari.hashimoto, 'interest', null);
	const { revision } = await surveyAtDesk(hikari.hashimoto, id);
	const sending = { revision, closesOn: await inDays(own.owner, 3), isChecked: true };
	const [question] = await questionIds(hikari, id);
	const ask = { kind: 'text' as const, words: 'x', options: [], lines: [], isRequired: false };
	const draft = { title: 'x', intro: '', thanks: '', segmentId: null, isAnonymous: false };
	const atDesk: [string, (actor: Actor) => Promise<unknown>][] = [
		['look', (actor) => surveyAtDesk(actor, id)],
		['results', (actor) => resultsOf(actor, id)],
		['answers', (actor) => namedAnswers(actor, id, 1)],
		['file', (actor) => exportSurvey(actor, id, 'csv')],
		['save', (actor) => saveSurvey(actor, id, revision, draft)],
		['add', (actor) => addQuestion(actor, id, ask)],
		['change', (actor) => changeQuestion(actor, id, question!, ask)],
		['move', (actor) => moveQuestion(actor, id, question!, 'away')],
		['open', (actor) => openSurvey(actor, id, sending)],
		['remind', (actor) => remindNow(actor, id)],
		['close', (actor) => closeSurvey(actor, id, revision)],
		['again', (actor) => askAgain(actor, id)],
		['remove', (actor) => removeSurvey(actor, id)]
	];
	for (const [name, way] of atDesk) {
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(way(actor), name).rejects.toThrow(Forbidden);
		await expect(way(theirs.hashimoto), name).rejects.toThrow('No such survey');
	}
	for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		await expect(surveysAtDesk(actor)).rejects.toThrow(Forbidden);
	expect(await surveysAtDesk(theirs.hashimoto)).toEqual([]);
	for (const actor of [hikari.nakamura, theirs.nakamura]) {
		await expect(surveyFor(actor, id)).rejects.toThrow('No such survey');
		await expect(answerSurvey(actor, id, {})).rejects.toThrow('No such survey');
	}
	await expect(surveyFor(hikari.hashimoto, id)).rejects.toThrow();
});
