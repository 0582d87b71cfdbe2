import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { rounded } from '#seeing/published/figures.ts';
import { privateIn, type Private } from './forbidden.ts';
import { templateOf, type TemplateName } from './templates.ts';
import type { Question } from './survey.ts';

const surveysAtMost = 200;

export type SurveyStatus = 'draft' | 'open' | 'closed';
/** How many were asked and have answered. Of an anonymous survey rounded to five, and undefined under five. */
export type Turnout = { asked: number; answered: number | undefined };
export type Survey = {
	surveyId: string;
	revision: number;
	seriesId: string;
	title: string;
	intro: string;
	thanks: string;
	isAnonymous: boolean;
	segmentId: string | null;
	askedOf: string;
	status: SurveyStatus;
	closesOn: string | null;
	openedOn: string | null;
	remindedOn: string | null;
	/** How many it goes to, while not all of them were asked. */
	toAsk: number | null;
	madeAt: Date;
};
export type SurveyAtDesk = Survey & Turnout;

const fields = [
	'surveyId',
	'revision',
	'seriesId',
	'title',
	'intro',
	'thanks',
	'isAnonymous',
	'segmentId',
	'askedOf',
	'status',
	'closesOn',
	'openedOn',
	'remindedOn',
	'toAsk',
	'madeAt'
] as const;

type Counted = { surveyId: string; asked: number; answered: number };

async function turnouts(db: Db, surveys: readonly Survey[]): Promise<SurveyAtDesk[]> {
	const { rows } = await sql<Counted>`
		select survey_id, count(*)::int as asked, (count(*) filter (where has_answered))::int as answered
		from survey_asked
		where survey_id = any (${surveys.map(({ surveyId }) => surveyId)}::uuid[])
		group by survey_id
	`.execute(db);
	const counted = new Map(rows.map((row) => [row.surveyId, row]));
	return surveys.map((survey) => {
		const { asked = 0, answered = 0 } = counted.get(survey.surveyId) ?? {};
		return { ...survey, asked, answered: survey.isAnonymous ? rounded(answered) : answered };
	});
}

/** The surveys of the network, the latest first. */
export async function surveysAtDesk(actor: Actor): Promise<SurveyAtDesk[]> {
	authorize(actor, 'survey.write');
	return readNetwork(actor, async (db) => {
		const surveys = await db
			.selectFrom('survey')
			.select(fields)
			.orderBy('surveyId', 'desc')
			.limit(surveysAtMost)
			.execute();
		return turnouts(db, surveys as Survey[]);
	});
}

/** One survey with its questions, and what in it may not be asked. Throws NotFound. */
export async function surveyAtDesk(
	actor: Actor,
	surveyId: string
): Promise<SurveyAtDesk & { questions: (Question & { doubts: Private[] })[]; doubts: Private[] }> {
	authorize(actor, 'survey.write');
	return readNetwork(actor, async (db) => {
		const survey = await findSurvey(db, surveyId);
		const questions = await questionsOf(db, surveyId);
		const [counted] = await turnouts(db, [survey]);
		return {
			...counted!,
			questions: questions.map((question) => ({ ...question, doubts: privateIn(textsOf(question)) })),
			doubts: doubtsIn(survey, questions)
		};
	});
}

const textsOf = ({ words, options, lines }: Question) => [words, ...options, ...lines];

/** What a survey asks that may not be asked, each kind once. */
export const doubtsIn = ({ title, intro }: Survey, questions: readonly Question[]): Private[] =>
	privateIn([title, intro, ...questions.flatMap(textsOf)]);

export async function findSurvey(db: Db, surveyId: string): Promise<Survey> {
	const survey = await db
		.selectFrom('survey')
		.select(fields)
		.where('surveyId', '=', surveyId)
		.executeTakeFirst();
	if (!survey) throw new NotFound('No such survey');
	return survey as Survey;
}

/** The questions of a survey in their order. */
export async function questionsOf(db: Db, surveyId: string): Promise<Question[]> {
	const questions = await db
		.selectFrom('surveyQuestion')
		.select(['questionId', 'askedAgain', 'kind', 'words', 'options', 'lines', 'isRequired'])
		.where('surveyId', '=', surveyId)
		.orderBy('place')
		.execute();
	return questions as Question[];
}

/** Begins a draft from a template, in the language of who begins it, and gives its id. Throws Invalid where there are too many. */
export async function draftSurvey(
	actor: Actor,
	name: TemplateName,
	segmentId: string | null
): Promise<string> {
	authorize(actor, 'survey.write');
	const { seriesId, isAnonymous, ...template } = templateOf(name);
	return inNetwork(actor, async (db) => {
		await refuseTooMany(db);
		await checkSegment(db, segmentId);
		const surveyId = await insertDraft(db, actor, {
			title: template.name(),
			intro: template.intro(),
			thanks: '',
			isAnonymous,
			segmentId,
			seriesId
		});
		await insertQuestions(db, actor, surveyId, template.questions());
		return surveyId;
	});
}

/** Begins a draft that asks the same again, to be compared with it. Throws NotFound, Invalid. */
export async function askAgain(actor: Actor, surveyId: string): Promise<string> {
	authorize(actor, 'survey.write');
	return inNetwork(actor, async (db) => {
		await refuseTooMany(db);
		const { title, intro, thanks, isAnonymous, segmentId, seriesId } = await findSurvey(db, surveyId);
		const copy = { title, intro, thanks, isAnonymous, segmentId, seriesId };
		const again = await insertDraft(db, actor, copy);
		await insertQuestions(db, actor, again, await questionsOf(db, surveyId));
		return again;
	});
}

async function refuseTooMany(db: Db): Promise<void> {
	const { count } = await db
		.selectFrom('survey')
		.select((by) => by.fn.countAll<string>().as('count'))
		.executeTakeFirstOrThrow();
	if (Number(count) >= surveysAtMost) throw new Invalid('too_much', 'form');
}

type Draft = Pick<Survey, 'title' | 'intro' | 'thanks' | 'isAnonymous' | 'segmentId'>;

async function insertDraft(
	db: Db,
	{ networkId, personId }: Actor,
	{ seriesId, ...draft }: Draft & { seriesId: string | undefined }
): Promise<string> {
	const { surveyId } = await db
		.insertInto('survey')
		.values({ ...draft, networkId, authorId: personId, seriesId: seriesId ?? sql`new_id()` })
		.returning('surveyId')
		.executeTakeFirstOrThrow();
	return surveyId;
}

async function insertQuestions(
	db: Db,
	{ networkId }: Actor,
	surveyId: string,
	questions: readonly Omit<Question, 'questionId'>[]
): Promise<void> {
	if (questions.length === 0) return;
	await db
		.insertInto('surveyQuestion')
		.values(
			questions.map(({ askedAgain, kind, words, options, lines, isRequired }, place) => ({
				networkId,
				surveyId,
				askedAgain,
				place,
				kind,
				words,
				options,
				lines,
				isRequired
			}))
		)
		.execute();
}

/** Saves what stands around the questions of a draft. Throws NotFound, Stale, Invalid. */
export async function saveSurvey(
	actor: Actor,
	surveyId: string,
	revision: number,
	draft: Draft
): Promise<void> {
	authorize(actor, 'survey.write');
	await inNetwork(actor, async (db) => {
		await lockDraft(db, surveyId, revision);
		await checkSegment(db, draft.segmentId);
		await db
			.updateTable('survey')
			.set({ ...draft, revision: revision + 1 })
			.where('surveyId', '=', surveyId)
			.execute();
	});
}

/** Deletes a survey with all that was answered. Throws NotFound. */
export async function removeSurvey(actor: Actor, surveyId: string): Promise<void> {
	authorize(actor, 'survey.write');
	await inNetwork(actor, async (db) => {
		const { title, status } = await findSurvey(db, surveyId);
		await db.deleteFrom('survey').where('surveyId', '=', surveyId).execute();
		await db
			.deleteFrom('notification')
			.where('kind', '=', 'survey')
			.where('subjectId', '=', surveyId)
			.execute();
		if (status !== 'draft') await writeAudit(db, actor, 'survey.remove', surveyId, { title });
	});
}

/** Locks a draft and gives it. Throws NotFound, and Stale where it has gone out or was changed meanwhile. */
export async function lockDraft(db: Db, surveyId: string, revision?: number): Promise<Survey> {
	const survey = await db
		.selectFrom('survey')
		.select(fields)
		.where('surveyId', '=', surveyId)
		.forUpdate()
		.executeTakeFirst();
	if (!survey) throw new NotFound('No such survey');
	if (survey.status !== 'draft' || (revision !== undefined && survey.revision !== revision))
		throw new Stale();
	return survey as Survey;
}

async function checkSegment(db: Db, segmentId: string | null): Promise<void> {
	if (segmentId === null) return;
	const found = await db
		.selectFrom('segment')
		.select('segmentId')
		.where('segmentId', '=', segmentId)
		.executeTakeFirst();
	if (!found) throw new Invalid('not_usable', 'segmentId');
}
