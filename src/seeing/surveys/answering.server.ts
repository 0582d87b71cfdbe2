import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveMixing } from './mixing.server.ts';
import { answersIn, type Answers, type Question } from './survey.ts';
import { questionsOf } from './surveys.server.ts';

/** A survey as someone who was asked sees it. */
type AskedSurvey = {
	surveyId: string;
	title: string;
	intro: string;
	thanks: string;
	isAnonymous: boolean;
	closesOn: string;
	isOpen: boolean;
	hasAnswered: boolean;
	draft: Answers | null;
};

/** SQL: the survey `s` still takes answers. */
const isOpen = sql<boolean>`(s.status = 'open' and s.closes_on >= (select network_today()))`;

async function findAsked(db: Db, personId: string, surveyId: string): Promise<AskedSurvey> {
	const { rows } = await sql<AskedSurvey>`
		select s.survey_id, s.title, s.intro, s.thanks, s.is_anonymous, s.closes_on,
			${isOpen} as is_open, a.has_answered, a.draft
		from survey s
		join survey_asked a on a.survey_id = s.survey_id
			and a.person_id = ${personId}
		where s.survey_id = ${surveyId}
			and s.status <> 'draft'
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such survey');
	return rows[0];
}

/** A survey that the actor was asked, with its questions. Throws NotFound for one that they were not. */
export async function surveyFor(
	actor: Actor,
	surveyId: string
): Promise<AskedSurvey & { questions: Question[] }> {
	authorize(actor, 'survey.answer');
	return readNetwork(actor, async (db) => ({
		...(await findAsked(db, actor.personId, surveyId)),
		questions: await questionsOf(db, surveyId)
	}));
}

/** A survey that waits for an answer. */
export type WaitingSurvey = Pick<AskedSurvey, 'surveyId' | 'title' | 'isAnonymous' | 'closesOn'>;

/** The surveys that wait for the actor's answer, the one that closes first before the others. */
export async function surveysWaiting(db: Db, actor: Actor): Promise<WaitingSurvey[]> {
	if (!may(actor, 'survey.answer')) return [];
	const { rows } = await sql<WaitingSurvey>`
		select s.survey_id, s.title, s.is_anonymous, s.closes_on
		from survey_asked a
		join survey s on s.survey_id = a.survey_id
		where a.person_id = ${actor.personId}
			and not a.has_answered
			and ${isOpen}
		order by s.closes_on, s.survey_id
		limit 3
	`.execute(db);
	return rows;
}

type Values = Record<string, string | string[]>;

/**
 * Answers a survey, once. Of an anonymous one, who has answered is noted apart from the answer, which names nobody and has
 * no day. Throws NotFound, and Invalid for a second answer, a survey that is over, or what cannot be an answer.
 */
export async function answerSurvey(actor: Actor, surveyId: string, values: Values): Promise<void> {
	authorize(actor, 'survey.answer');
	await inNetwork(actor, async (db) => {
		const { isAnonymous, isOpen: isTaken } = await findAsked(db, actor.personId, surveyId);
		if (!isTaken) throw new Invalid('survey_over', 'form');
		const answers = answersIn(await questionsOf(db, surveyId), values);
		if (Object.keys(answers).length === 0) throw new Invalid('survey_nothing', 'form');
		await noteAnswered(db, actor, surveyId);
		await sql`
			insert into survey_answer (network_id, survey_id, is_anonymous, is_counted, answers, person_id, answered_on)
			values (
				${actor.networkId}, ${surveyId}, ${isAnonymous}, ${!isAnonymous}, ${JSON.stringify(answers)}::jsonb,
				case when not ${isAnonymous}::boolean then ${actor.personId}::uuid end,
				case when not ${isAnonymous}::boolean then network_today() end
			)
		`.execute(db);
		if (isAnonymous) await leaveMixing(db, actor, surveyId);
	});
}

async function noteAnswered(db: Db, { personId }: Actor, surveyId: string): Promise<void> {
	const { numUpdatedRows } = await db
		.updateTable('surveyAsked')
		.set({ hasAnswered: true, draft: sql`null` })
		.where('surveyId', '=', surveyId)
		.where('personId', '=', personId)
		.where('hasAnswered', '=', false)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Invalid('survey_answered', 'form');
}

/** Keeps what was answered so far, to go on later. Of an anonymous survey nothing is kept. Throws NotFound, Invalid. */
export async function keepAnswers(actor: Actor, surveyId: string, values: Values): Promise<void> {
	authorize(actor, 'survey.answer');
	await inNetwork(actor, async (db) => {
		const { isAnonymous, isOpen: isTaken } = await findAsked(db, actor.personId, surveyId);
		if (!isTaken) throw new Invalid('survey_over', 'form');
		if (isAnonymous) throw new Invalid('survey_not_kept', 'form');
		const draft = answersIn(await questionsOf(db, surveyId), values, true);
		const { numUpdatedRows } = await db
			.updateTable('surveyAsked')
			.set({ draft: JSON.stringify(draft) })
			.where('surveyId', '=', surveyId)
			.where('personId', '=', actor.personId)
			.where('hasAnswered', '=', false)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Invalid('survey_answered', 'form');
	});
}
