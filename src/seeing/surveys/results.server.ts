import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { boundsOf, fewestShown, rounded } from '#seeing/published/figures.ts';
import { scaleEnd, type Question } from './survey.ts';
import { findSurvey, questionsOf, type Survey } from './surveys.server.ts';

/** How often something was chosen, and its share of those who answered the question. Undefined where it may not be read. */
export type Tally = { label: string; count: number | undefined; share: number | undefined };
type Line = { label: string; tallies: Tally[] };
/** What an earlier or later survey of the series has for the same question. */
type Compared = {
	surveyId: string;
	title: string;
	openedOn: string;
	shares: (number | undefined)[];
	mean: number | undefined;
};
export type Result = {
	question: Question;
	/** How many answered it. */
	answered: number | undefined;
	/** One line, or a matrix's. Empty for words. */
	lines: Line[];
	mean: number | undefined;
	/** Undefined where too few wrote something. Of an anonymous survey a few may be left out, chosen by chance. */
	texts: string[] | undefined;
	compared: Compared[];
};

const comparedAtMost = 6;
const textsAtMost = 500;
/** The mean of fewer anonymous answers is not shown: it would give away that all said the same. */
const fewestInMean = 2 * fewestShown;

/** What was answered to a survey, question by question, as it may be read. Throws NotFound. */
export async function resultsOf(actor: Actor, surveyId: string): Promise<Result[]> {
	authorize(actor, 'survey.write');
	return readNetwork(actor, async (db) => {
		const survey = await findSurvey(db, surveyId);
		const results = await ownResults(db, survey);
		const others = await seriesOf(db, survey);
		const theirs: { survey: Survey; results: Result[] }[] = [];
		for (const other of others) theirs.push({ survey: other, results: await ownResults(db, other) });
		return results.map((result) => ({ ...result, compared: comparedWith(result, theirs) }));
	});
}

async function seriesOf(db: Db, { surveyId, seriesId }: Survey): Promise<Survey[]> {
	const others = await db
		.selectFrom('survey')
		.select('surveyId')
		.where('seriesId', '=', seriesId)
		.where('surveyId', '<>', surveyId)
		.where('status', '<>', 'draft')
		.orderBy('openedOn', 'desc')
		.limit(comparedAtMost)
		.execute();
	const surveys: Survey[] = [];
	for (const other of others) surveys.push(await findSurvey(db, other.surveyId));
	return surveys;
}

function comparedWith(
	{ question }: Result,
	theirs: readonly { survey: Survey; results: Result[] }[]
): Compared[] {
	if (question.kind === 'text' || question.kind === 'matrix') return [];
	return theirs.flatMap(({ survey, results }) => {
		const same = results.find((other) => other.question.askedAgain === question.askedAgain);
		if (!same) return [];
		const { surveyId, title, openedOn } = survey;
		const shares = same.lines[0]!.tallies.map(({ share }) => share);
		return [{ surveyId, title, openedOn: openedOn!, shares, mean: same.mean }];
	});
}

type Chosen = { questionId: string; line: number; place: number; count: number };
type Answered = { questionId: string; count: number };

async function ownResults(db: Db, survey: Survey): Promise<Result[]> {
	const [questions, chosen, answered, counted] = await Promise.all([
		questionsOf(db, survey.surveyId),
		choicesOf(db, survey.surveyId),
		answeredOf(db, survey.surveyId),
		countedIn(db, survey.surveyId)
	]);
	const textsShown = textsTold(survey, counted);
	const results: Result[] = [];
	for (const question of questions) {
		const count = answered.find(({ questionId }) => questionId === question.questionId)?.count ?? 0;
		const own = chosen.filter(({ questionId }) => questionId === question.questionId);
		const isTold = !survey.isAnonymous || count >= fewestShown;
		results.push({
			question,
			answered: figure(survey, count),
			lines: linesOf(survey, question, own, count),
			mean: question.kind === 'scale' ? meanOf(survey, own, count) : undefined,
			texts:
				question.kind === 'text' && isTold
					? await textsOf(db, survey.surveyId, question.questionId, textsShown)
					: undefined,
			compared: []
		});
	}
	return results;
}

/**
 * How many words may stand under a question, by how many answers are counted. Words can be counted, so of an anonymous
 * survey there are never more than the rounded number of answers lets a reader conclude anyway: where everyone wrote
 * something, sixteen texts over "15 people" and "10 agree" would tell that four do not (decision 98).
 */
function textsTold({ isAnonymous }: Survey, counted: number): number {
	const shown = rounded(counted);
	return isAnonymous && shown !== undefined ? Math.min(textsAtMost, boundsOf(shown).from) : textsAtMost;
}

/** A figure as it may be read: of an anonymous survey rounded to five, and none under five, not even that it is zero. */
function figure({ isAnonymous }: Survey, count: number): number | undefined {
	if (!isAnonymous) return count;
	return count === 0 ? undefined : rounded(count);
}

function linesOf(survey: Survey, question: Question, chosen: readonly Chosen[], answered: number): Line[] {
	const { kind, options, lines } = question;
	if (kind === 'text') return [];
	const labels = kind === 'scale' ? Array.from({ length: scaleEnd }, (_, at) => String(at + 1)) : options;
	const names = kind === 'matrix' ? lines : [''];
	const whole = figure(survey, answered);
	return names.map((name, line) => ({
		label: name,
		tallies: labels.map((label, place) => {
			const found = chosen.find((one) => one.line === line && one.place === place)?.count ?? 0;
			const count = whole === undefined ? undefined : figure(survey, found);
			return { label, count, share: count === undefined || !whole ? undefined : count / whole };
		})
	}));
}

function meanOf({ isAnonymous }: Survey, chosen: readonly Chosen[], answered: number): number | undefined {
	if (answered === 0 || (isAnonymous && answered < fewestInMean)) return undefined;
	const sum = chosen.reduce((all, { place, count }) => all + (place + 1) * count, 0);
	return Math.round((sum / answered) * 10) / 10;
}

/** How often each place was chosen in the answers that count. */
async function choicesOf(db: Db, surveyId: string): Promise<Chosen[]> {
	const { rows } = await sql<Chosen>`
		select q.question_id, e.line, e.place, count(*)::int as count
		from survey_question q
		join survey_answer a on a.survey_id = q.survey_id
			and a.is_counted
		cross join lateral (
			select 0, (a.answers ->> q.question_id::text)::int
			where q.kind in ('single', 'scale')
				and a.answers ? q.question_id::text
			union all
			select 0, place::int
			from jsonb_array_elements_text(
				case when q.kind = 'multiple' then a.answers -> q.question_id::text end
			) of_choice (place)
			union all
			select (line - 1)::int, place::int
			from jsonb_array_elements_text(
				case when q.kind = 'matrix' then a.answers -> q.question_id::text end
			) with ordinality of_line (place, line)
			where place is not null
		) e (line, place)
		where q.survey_id = ${surveyId}
		group by q.question_id, e.line, e.place
	`.execute(db);
	return rows;
}

async function answeredOf(db: Db, surveyId: string): Promise<Answered[]> {
	const { rows } = await sql<Answered>`
		select q.question_id, count(*)::int as count
		from survey_question q
		join survey_answer a on a.survey_id = q.survey_id
			and a.is_counted
			and a.answers ? q.question_id::text
		where q.survey_id = ${surveyId}
		group by q.question_id
	`.execute(db);
	return rows;
}

/** How many answers count. */
async function countedIn(db: Db, surveyId: string): Promise<number> {
	const { counted } = await db
		.selectFrom('surveyAnswer')
		.select((by) => by.fn.countAll<number>().as('counted'))
		.where('surveyId', '=', surveyId)
		.where('isCounted', '=', true)
		.executeTakeFirstOrThrow();
	return Number(counted);
}

/**
 * The words that were written, the first so many in an order that tells nothing. It stays the same when the answers are
 * mixed anew, so that looking again does not show the others.
 */
async function textsOf(db: Db, surveyId: string, questionId: string, limit: number): Promise<string[]> {
	const { rows } = await sql<{ text: string }>`
		select answers ->> ${questionId} as text
		from survey_answer
		where survey_id = ${surveyId}
			and is_counted
			and answers ? ${questionId}
		order by md5(${questionId} || (answers ->> ${questionId}))
		limit ${limit}
	`.execute(db);
	return rows.map(({ text }) => text);
}
