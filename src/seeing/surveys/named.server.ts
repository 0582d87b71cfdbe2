import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import * as f from '#platform/locale/format.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { dayCell, numberCell } from '#seeing/tables/columns.server.ts';
import type { Format } from '#seeing/tables/writing.server.ts';
import type { Line, Written } from '#seeing/tables/written.ts';
import { answerText } from './answer-text.ts';
import { resultsOf } from './results.server.ts';
import type { Answers, Question } from './survey.ts';
import { findSurvey, questionsOf } from './surveys.server.ts';

type NamedAnswer = Required<Named> & { personId: string; answeredOn: string; answers: Answers };

/**
 * The answers to a named survey with who gave them, the first so many. To read them is in the audit log. Throws NotFound, and
 * Forbidden for an anonymous survey: it has none.
 */
export async function namedAnswers(actor: Actor, surveyId: string, limit: number): Promise<NamedAnswer[]> {
	authorize(actor, 'survey.write');
	return inNetwork(actor, async (db) => {
		const { isAnonymous } = await findSurvey(db, surveyId);
		if (isAnonymous) throw new Forbidden('survey.write');
		await writeAudit(db, actor, 'survey.answers', surveyId);
		const { rows } = await sql<NamedAnswer>`
			select a.person_id, a.answered_on, a.answers, ${nameColumns('p')}
			from survey_answer a
			join person p on p.person_id = a.person_id
			where a.survey_id = ${surveyId}
				and not a.is_anonymous
			order by p.family_kana, p.given_kana, a.person_id
			limit ${limit}
		`.execute(db);
		return rows;
	});
}

const rowsAtMost = 100_000;

/** The results as a file: each answer of a named survey, the figures of an anonymous one as they may be read. On record. */
export async function exportSurvey(actor: Actor, surveyId: string, format: Format): Promise<Written> {
	authorize(actor, 'survey.write');
	authorize(actor, 'person.export');
	const { isAnonymous, questions } = await inNetwork(actor, async (db) => {
		const survey = await findSurvey(db, surveyId);
		await writeAudit(db, actor, 'survey.export', surveyId, { format });
		return { ...survey, questions: await questionsOf(db, surveyId) };
	});
	return isAnonymous ? figuresFile(actor, surveyId) : answersFile(actor, surveyId, questions);
}

async function answersFile(actor: Actor, surveyId: string, questions: readonly Question[]): Promise<Written> {
	const answers = await namedAnswers(actor, surveyId, rowsAtMost);
	const lines = asReader(actor, () =>
		answers.map((row) => [
			fullName(row, actor.locale),
			dayCell(row.answeredOn),
			...questions.map((question) => answerText(question, row.answers[question.questionId]))
		])
	);
	return {
		keys: ['name', 'answered', ...questions.map((_, at) => `question${at + 1}`)],
		headings: [m.column_name(), m.survey_answered_on(), ...questions.map(({ words }) => words)],
		pieces: inOne(lines)
	};
}

async function figuresFile(actor: Actor, surveyId: string): Promise<Written> {
	const results = await resultsOf(actor, surveyId);
	const hidden = m.survey_under_five();
	const lines = results.flatMap(({ question, lines: rows, texts }) => [
		...rows.flatMap(({ label, tallies }) =>
			tallies.map((tally) => [
				question.words,
				label,
				tally.label,
				tally.count === undefined ? hidden : numberCell(tally.count),
				tally.share === undefined ? '' : f.percent(tally.share)
			])
		),
		...(texts ?? []).map((text) => [question.words, '', text, '', ''])
	]);
	return {
		keys: ['question', 'line', 'answer', 'count', 'share'],
		headings: [
			m.survey_question(),
			m.survey_line(),
			m.survey_answer(),
			m.survey_count(),
			m.survey_share()
		],
		pieces: inOne(lines)
	};
}

async function* inOne(lines: Line[]): AsyncGenerator<Line[]> {
	yield lines;
}
