import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { linesAtMost, optionsAtMost, questionsAtMost, type Question } from './survey.ts';
import { lockDraft, questionsOf } from './surveys.server.ts';

/** A question as the desk writes it. Options and lines are typed one a line. */
type Written = Pick<Question, 'kind' | 'words' | 'options' | 'lines' | 'isRequired'>;

const mostSigns = 120;

/** A question as it is kept: with what its kind needs, and nothing else. Throws Invalid. */
function checked({ kind, words, options, lines, isRequired }: Written): Written {
	const kept = {
		kind,
		words,
		isRequired,
		options: kind === 'text' ? [] : kind === 'scale' ? options.slice(0, 2) : options,
		lines: kind === 'matrix' ? lines : []
	};
	const needed = { single: 2, multiple: 1, matrix: 2, scale: 0, text: 0 }[kind];
	if (kept.options.length < needed) throw new Invalid('survey_few_options', 'options');
	if (kind === 'matrix' && lines.length === 0) throw new Invalid('required', 'lines');
	if (kept.options.length > optionsAtMost) throw new Invalid('too_much', 'options');
	if (kept.lines.length > linesAtMost) throw new Invalid('too_much', 'lines');
	if ([...kept.options, ...kept.lines].some((text) => text.length > mostSigns))
		throw new Invalid('too_long', 'options');
	return kept;
}

/** Adds a question at the end of a draft. Throws NotFound, Stale, Invalid. */
export async function addQuestion(actor: Actor, surveyId: string, question: Written): Promise<void> {
	authorize(actor, 'survey.write');
	const kept = checked(question);
	await inNetwork(actor, async (db) => {
		await lockDraft(db, surveyId);
		const there = await questionsOf(db, surveyId);
		if (there.length >= questionsAtMost) throw new Invalid('too_much', 'form');
		await db
			.insertInto('surveyQuestion')
			.values({
				...kept,
				networkId: actor.networkId,
				surveyId,
				place: sql`(select coalesce(max(place) + 1, 0) from survey_question where survey_id = ${surveyId}::uuid)`
			})
			.execute();
		await renew(db, surveyId);
	});
}

/** Saves a question of a draft. One that is asked otherwise is a new one, and not compared. Throws NotFound, Stale, Invalid. */
export async function changeQuestion(
	actor: Actor,
	surveyId: string,
	questionId: string,
	question: Written
): Promise<void> {
	authorize(actor, 'survey.write');
	const kept = checked(question);
	await inNetwork(actor, async (db) => {
		await lockDraft(db, surveyId);
		const before = (await questionsOf(db, surveyId)).find((one) => one.questionId === questionId);
		if (!before) throw new NotFound('No such question');
		const isSame =
			before.kind === kept.kind &&
			String(before.options) === String(kept.options) &&
			String(before.lines) === String(kept.lines);
		await db
			.updateTable('surveyQuestion')
			.set({ ...kept, ...(isSame ? {} : { askedAgain: sql`new_id()` }) })
			.where('questionId', '=', questionId)
			.where('surveyId', '=', surveyId)
			.execute();
		await renew(db, surveyId);
	});
}

/** Takes a question out of a draft, or moves it up by one. Throws NotFound, Stale. */
export async function moveQuestion(
	actor: Actor,
	surveyId: string,
	questionId: string,
	how: 'up' | 'away'
): Promise<void> {
	authorize(actor, 'survey.write');
	await inNetwork(actor, async (db) => {
		await lockDraft(db, surveyId);
		const ids = (await questionsOf(db, surveyId)).map((question) => question.questionId);
		const at = ids.indexOf(questionId);
		if (at < 0) throw new NotFound('No such question');
		if (how === 'away')
			await db
				.deleteFrom('surveyQuestion')
				.where('surveyId', '=', surveyId)
				.where('questionId', '=', questionId)
				.execute();
		else if (at > 0) await putInOrder(db, surveyId, ids.with(at - 1, questionId).with(at, ids[at - 1]!));
		await renew(db, surveyId);
	});
}

async function putInOrder(db: Db, surveyId: string, ids: string[]): Promise<void> {
	await sql`
		update survey_question q
		set place = o.place
		from unnest(${ids}::uuid[]) with ordinality o (question_id, place)
		where q.survey_id = ${surveyId}
			and q.question_id = o.question_id
	`.execute(db);
}

/** Whoever reads the draft at an earlier revision cannot send it: they have not seen all its questions. */
async function renew(db: Db, surveyId: string): Promise<void> {
	await db
		.updateTable('survey')
		.set((by) => ({ revision: by('revision', '+', 1) }))
		.where('surveyId', '=', surveyId)
		.execute();
}
