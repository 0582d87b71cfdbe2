import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus, memberMay } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { inSlices } from '#platform/database/slices.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { fewestShown } from '#seeing/published/figures.ts';
import { peopleOfSegment, sentenceOfSegment } from '#seeing/segments/segments.server.ts';
import { mixAnswers } from './mixing.server.ts';
import { doubtsIn, findSurvey, lockDraft, questionsOf, type Survey } from './surveys.server.ts';

const atOnce = 1000;
/** A survey is open for at most so many days. */
const daysAtMost = 180;
/** Who has not answered is reminded so many days before the end. */
const remindedBefore = 3;

type OfSurvey = InNetwork & { surveyId: string };
/** Until when a survey takes answers; and whether someone has looked at what it should not ask. */
type Sending = { revision: number; closesOn: string; isChecked: boolean };

/**
 * Opens a draft: the alumni of its segment are told in the background. Throws NotFound, Stale, and Invalid where it asks
 * nothing, where it asks what may not be asked and nobody has looked at that, and where an anonymous one would go to so few
 * people that none of its results could ever be shown.
 */
export async function openSurvey(actor: Actor, surveyId: string, sending: Sending): Promise<void> {
	authorize(actor, 'survey.write');
	await inNetwork(actor, async (db) => {
		const survey = await lockDraft(db, surveyId, sending.revision);
		const questions = await questionsOf(db, surveyId);
		if (questions.length === 0) throw new Invalid('survey_no_question', 'form');
		const doubts = doubtsIn(survey, questions);
		if (doubts.length > 0 && !sending.isChecked) throw new Invalid('survey_asks_private', 'isChecked');
		await checkEnd(db, sending.closesOn);
		const people = await countAsked(db, survey);
		if (people === 0) throw new Invalid('survey_nobody', 'form');
		if (survey.isAnonymous && people < fewestShown) throw new Invalid('survey_too_few', 'form');
		await db
			.updateTable('survey')
			.set({
				status: 'open',
				openedOn: sql`network_today()`,
				closesOn: sending.closesOn,
				toAsk: people,
				askedOf: survey.segmentId ? await sentenceOfSegment(db, actor, survey.segmentId) : '',
				revision: sending.revision + 1
			})
			.where('surveyId', '=', surveyId)
			.execute();
		await leaveJob(db, 'survey.opened', { networkId: actor.networkId, surveyId });
		await writeAudit(db, actor, 'survey.open', surveyId, { people, doubts });
	});
}

async function checkEnd(db: Db, closesOn: string): Promise<void> {
	const { rows } = await sql<{ days: number }>`select ${closesOn}::date - network_today() as days`.execute(
		db
	);
	const { days } = rows[0]!;
	if (days <= 0) throw new Invalid('not_ahead', 'closesOn');
	if (days > daysAtMost) throw new Invalid('too_far_ahead', 'closesOn');
}

/** How many alumni a draft would go to now. */
export async function peopleAsked(actor: Actor, surveyId: string): Promise<number> {
	authorize(actor, 'survey.write');
	return inNetwork(actor, async (db) => countAsked(db, await findSurvey(db, surveyId)));
}

async function countAsked(db: Db, survey: Survey): Promise<number> {
	const { rows } = await sql<{ people: number }>`
		select count(*)::int as people
		from membership
		where ${await isAsked(db, survey)}
	`.execute(db);
	return rows[0]!.people;
}

/** SQL: a row of `membership` is asked. */
async function isAsked(db: Db, { segmentId }: Survey): Promise<RawBuilder<unknown>> {
	const among = segmentId === null ? sql`true` : sql`person_id in ${await peopleOfSegment(db, segmentId)}`;
	return sql`${memberIsAlumnus('membership')} and ${among}`;
}

/** Asks the people of an open survey, a thousand at a time. Nobody is asked twice. */
export async function askSurvey({ networkId, surveyId }: OfSurvey): Promise<void> {
	await inSlices({ networkId }, async (db, after) => {
		const survey = await findOpen(db, surveyId);
		if (!survey) return undefined;
		const { rows } = await sql<{ personId: string }>`
			select person_id
			from membership
			where ${await isAsked(db, survey)}
				and person_id > ${after}::uuid
			order by person_id
			limit ${atOnce}
		`.execute(db);
		const ids = rows.map(({ personId }) => personId);
		const asked = await noteAsked(db, survey, ids);
		await tell(db, networkId, survey, asked);
		if (ids.length === atOnce) return ids.at(-1);
		await db.updateTable('survey').set({ toAsk: null }).where('surveyId', '=', surveyId).execute();
		return undefined;
	});
}

async function noteAsked(db: Db, { surveyId }: Survey, ids: string[]): Promise<string[]> {
	const { rows } = await sql<{ personId: string }>`
		insert into survey_asked (network_id, survey_id, person_id, is_anonymous)
		select s.network_id, s.survey_id, asked.person_id, s.is_anonymous
		from survey s
		cross join unnest(${ids}::uuid[]) asked (person_id)
		where s.survey_id = ${surveyId}
		on conflict do nothing
		returning person_id
	`.execute(db);
	return rows.map(({ personId }) => personId);
}

const tell = (db: Db, networkId: string, { surveyId, title }: Survey, to: string[]) =>
	notify(
		db,
		{ networkId },
		{ kind: 'survey', to, by: null, subjectId: surveyId, path: `/surveys/${surveyId}`, about: title }
	);

async function findOpen(db: Db, surveyId: string): Promise<Survey | undefined> {
	try {
		const survey = await findSurvey(db, surveyId);
		return survey.status === 'open' ? survey : undefined;
	} catch (failure) {
		if (failure instanceof NotFound) return undefined;
		throw failure;
	}
}

/** Reminds who has not answered, once in the life of a survey. Throws NotFound, Stale where it was done or is not open. */
export async function remindNow(actor: Actor, surveyId: string): Promise<void> {
	authorize(actor, 'survey.write');
	await inNetwork(actor, async (db) => {
		await findSurvey(db, surveyId);
		if (!(await markReminded(db, surveyId))) throw new Stale();
		await leaveJob(db, 'survey.remind', { networkId: actor.networkId, surveyId });
		await writeAudit(db, actor, 'survey.remind', surveyId);
	});
}

async function markReminded(db: Db, surveyId: string): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('survey')
		.set({ remindedOn: sql`network_today()` })
		.where('surveyId', '=', surveyId)
		.where('status', '=', 'open')
		.where('remindedOn', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Tells everyone who has not answered once more, a thousand at a time. */
export async function remindSurvey({ networkId, surveyId }: OfSurvey): Promise<void> {
	await inSlices({ networkId }, async (db, after) => {
		const survey = await findOpen(db, surveyId);
		if (!survey) return undefined;
		const { rows } = await sql<{ personId: string }>`
			select a.person_id
			from survey_asked a
			join membership m on m.person_id = a.person_id
			where a.survey_id = ${surveyId}
				and not a.has_answered
				and ${memberIsAlumnus('m')}
				and a.person_id > ${after}::uuid
			order by a.person_id
			limit ${atOnce}
		`.execute(db);
		const ids = rows.map(({ personId }) => personId);
		await tell(db, networkId, survey, ids);
		return ids.length === atOnce ? ids.at(-1) : undefined;
	});
}

/** Closes an open survey now. Throws NotFound, Stale. */
export async function closeSurvey(actor: Actor, surveyId: string, revision: number): Promise<void> {
	authorize(actor, 'survey.write');
	await inNetwork(actor, async (db) => {
		const survey = await findSurvey(db, surveyId);
		if (survey.status !== 'open' || survey.revision !== revision) throw new Stale();
		await close(db, surveyId);
		await writeAudit(db, actor, 'survey.close', surveyId);
	});
}

/** Closing counts the answers that still wait, and takes back what was told and not yet seen. */
async function close(db: Db, surveyId: string): Promise<void> {
	await db
		.updateTable('survey')
		.set((by) => ({ status: 'closed', toAsk: null, revision: by('revision', '+', 1) }))
		.where('surveyId', '=', surveyId)
		.execute();
	await mixAnswers(db, surveyId);
	await db
		.updateTable('surveyAsked')
		.set({ draft: sql`null` })
		.where('surveyId', '=', surveyId)
		.where('draft', 'is not', null)
		.execute();
	await db
		.deleteFrom('notification')
		.where('kind', '=', 'survey')
		.where('subjectId', '=', surveyId)
		.where('seenAt', 'is', null)
		.execute();
}

/** `authorId`: whoever wrote it, if they may still read what came of it. */
type Due = { surveyId: string; title: string; isOver: boolean; authorId: string | null };

/** Closes the surveys whose day has passed, tells whoever wrote them, and reminds of those that close soon. For each night. */
export async function goRoundSurveys(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows } = await sql<Due>`
			select survey_id, title, closes_on < network_today() as is_over,
				(
					select mb.person_id
					from membership mb
					where mb.person_id = survey.author_id
						and ${memberMay('survey.write', 'mb')}
				) as author_id
			from survey
			where status = 'open'
				and (
					closes_on < network_today()
					or reminded_on is null
						and opened_on < network_today()
						and closes_on <= network_today() + ${remindedBefore}::int
				)
			for update skip locked
		`.execute(db);
		for (const { surveyId, isOver, ...survey } of rows) {
			if (isOver) await closeAndTell(db, where, { surveyId, ...survey });
			else if (await markReminded(db, surveyId))
				await leaveJob(db, 'survey.remind', { networkId: where.networkId, surveyId });
		}
	});
}

async function closeAndTell(
	db: Db,
	where: InNetwork,
	{ surveyId, title, authorId }: Omit<Due, 'isOver'>
): Promise<void> {
	await close(db, surveyId);
	if (!authorId) return;
	await notify(db, where, {
		kind: 'survey_closed',
		to: [authorId],
		by: null,
		subjectId: surveyId,
		path: `/desk/surveys/${surveyId}`,
		about: title
	});
}
