import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { fewestShown } from '#seeing/published/figures.ts';
import { streamOf } from '#seeing/tables/writing.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { answerSurvey, keepAnswers } from './answering.server.ts';
import { mixSurvey } from './mixing.server.ts';
import { exportSurvey, namedAnswers } from './named.server.ts';
import { resultsOf } from './results.server.ts';
import { closeSurvey } from './sending.server.ts';
import { fieldOf } from './survey.ts';
import { addAlumni, answerWith, questionIds, send } from '#test/fixtures/surveys.ts';
import { askAgain, draftSurvey, surveyAtDesk } from './surveys.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let alumni: Actor[] = [];
let id = '';
const mix = (surveyId: string) => mixSurvey({ ...hikari.network, surveyId });
const shown = async () => {
	const [interest] = await resultsOf(hikari.hashimoto, id);
	return interest!.lines[0]!.tallies.map(({ count }) => count);
};
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	alumni = await addAlumni(own.owner, hikari, 16);
	id = await draftSurvey(hikari.hashimoto, 'interest', null);
	await send(own.owner, hikari, id);
});

test('an anonymous survey shows nothing until five answers are counted, and then five at least at a time', async () => {
	await answerWith(hikari, id, alumni.slice(0, 9), 0, '会いたい');
	await mix(id);
	expect(await shown()).toEqual([undefined, undefined, undefined, undefined]);
	expect((await surveyAtDesk(hikari.hashimoto, id)).answered).toBe(10);
	await answerWith(hikari, id, alumni.slice(9, 10), 1);
	await mix(id);
	const before = await own.owner.query(
		`select count(*) filter (where is_counted)::int as counted, count(*)::int as all from survey_answer where survey_id = $1`,
		[id]
	);
	expect(before.rows).toEqual([{ counted: 5, all: 10 }]);
	await answerWith(hikari, id, alumni.slice(10, 12), 0);
	await mix(id);
	const after = await own.owner.query(
		`select count(*)::int as counted from survey_answer where survey_id = $1 and is_counted`,
		[id]
	);
	expect(after.rows[0].counted).toBe(5);
});

test('an anonymous survey leaves no trace of who said what: no name, day, order, id or transaction', async () => {
	await answerWith(hikari, id, alumni.slice(12, 13), 3);
	await mix(id);
	const { rows } = await own.owner.query(
		`select a.*, a.xmin::text as written from survey_answer a where a.survey_id = $1 order by a.ctid`,
		[id]
	);
	expect(new Set(Object.keys(rows[0]))).toEqual(
		new Set([
			'network_id',
			'survey_id',
			'answer_id',
			'is_anonymous',
			'person_id',
			'answered_on',
			'is_counted',
			'answers',
			'written'
		])
	);
	expect(rows.map((row) => [row.person_id, row.answered_on])).toEqual(rows.map(() => [null, null]));
	expect(rows.every((row) => row.answer_id[14] === '4')).toBe(true);
	const asked = await own.owner.query(
		`select person_id, xmin::text as written, draft from survey_asked where survey_id = $1 and has_answered order by ctid`,
		[id]
	);
	const ids = asked.rows.map((row) => row.person_id as string);
	expect(ids).toHaveLength(13);
	expect(new Set([...rows, ...asked.rows].map((row) => row.written)).size).toBe(1);
	const named = await own.owner.query(
		`select act from audit where act like 'survey%' and actor_id = any ($1::uuid[])`,
		[ids]
	);
	expect(named.rows).toEqual([]);
});

test('an anonymous survey can be made to tell by no way in', async () => {
	const [interest, , words] = await questionIds(hikari, id);
	const { networkId } = hikari.network;
	const lone = alumni[13]!;
	await expect(keepAnswers(lone, id, { [fieldOf(words!)]: 'x' })).rejects.toMatchObject({
		why: 'survey_not_kept'
	});
	await expect(namedAnswers(hikari.hashimoto, id, 10)).rejects.toThrow();
	await expect(answerSurvey(alumni[0]!, id, { [fieldOf(interest!)]: '1' })).rejects.toMatchObject({
		why: 'survey_answered'
	});
	await expect(answerSurvey(lone, id, {})).rejects.toMatchObject({ why: 'required' });
	const writes: [string, string, unknown[]][] = [
		[
			'a name',
			`insert into survey_answer (network_id, survey_id, is_anonymous, is_counted, answers, person_id) values ($1, $2, true, false, '{}', $3)`,
			[networkId, id, lone.personId]
		],
		[
			'a day',
			`insert into survey_answer (network_id, survey_id, is_anonymous, is_counted, answers, answered_on) values ($1, $2, true, false, '{}', network_today())`,
			[networkId, id]
		],
		[
			'as if it were named',
			`insert into survey_answer (network_id, survey_id, is_anonymous, is_counted, answers, person_id, answered_on) values ($1, $2, false, false, '{}', $3, network_today())`,
			[networkId, id, lone.personId]
		],
		[
			'a draft',
			`update survey_asked set draft = '{}' where network_id = $1 and survey_id = $2 and person_id = $3`,
			[networkId, id, lone.personId]
		],
		[
			'the whole survey named after all',
			`update survey set is_anonymous = false where network_id = $1 and survey_id = $2`,
			[networkId, id]
		]
	];
	for (const [name, statement, values] of writes)
		await expect(own.owner.query(statement, values), name).rejects.toThrow(/constraint/);
});

test('an anonymous survey tells all once it closes, rounded; a file has the same figures', async () => {
	const { revision } = await surveyAtDesk(hikari.hashimoto, id);
	await closeSurvey(hikari.hashimoto, id, revision);
	expect(await shown()).toEqual([10, undefined, undefined, undefined]);
	const [interest, , words] = await resultsOf(hikari.hashimoto, id);
	expect(interest!.answered).toBe(15);
	expect(words!.texts).toHaveLength(9);
	const csv = await text(streamOf('csv', await exportSurvey(hikari.hashimoto, id, 'csv')));
	expect(csv).toContain('とても興味がある,10,');
	expect(csv).toContain('いまは興味がない,5人未満,');
	for (const { familyName } of alumni) expect(csv).not.toContain(familyName);
});

test('an anonymous survey that is asked again is compared', async () => {
	const again = await askAgain(hikari.hashimoto, id);
	await send(own.owner, hikari, again);
	await answerWith(hikari, again, alumni.slice(0, fewestShown), 2);
	const { revision } = await surveyAtDesk(hikari.hashimoto, again);
	await closeSurvey(hikari.hashimoto, again, revision);
	const [interest] = await resultsOf(hikari.hashimoto, again);
	expect(interest!.lines[0]!.tallies[2]).toMatchObject({ count: 5, share: 1 });
	expect(interest!.compared[0]).toMatchObject({
		surveyId: id,
		shares: [10 / 15, undefined, undefined, undefined]
	});
});

test('words of an anonymous survey are no more than the rounded figures tell, in a file either, and the same ones each time', async () => {
	const third = await askAgain(hikari.hashimoto, id);
	await send(own.owner, hikari, third);
	await answerWith(hikari, third, alumni.slice(0, 12), 0, 'また働きたい');
	await answerWith(hikari, third, alumni.slice(12, 16), 3, 'いまはいい');
	const { revision } = await surveyAtDesk(hikari.hashimoto, third);
	await closeSurvey(hikari.hashimoto, third, revision);
	const [interest, , words] = await resultsOf(hikari.hashimoto, third);
	expect(interest!.answered).toBe(15);
	expect(interest!.lines[0]!.tallies.map(({ count }) => count)).toEqual([
		10,
		undefined,
		undefined,
		undefined
	]);
	expect(words!.texts, '16 would tell that four chose the last').toHaveLength(13);
	const csv = await text(streamOf('csv', await exportSurvey(hikari.hashimoto, third, 'csv')));
	expect(csv.match(/また働きたい|いまはいい/g)).toHaveLength(13);
	await mix(third);
	const [, , again] = await resultsOf(hikari.hashimoto, third);
	expect(again!.texts).toEqual(words!.texts);
});
