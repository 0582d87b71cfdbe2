import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { fewestShown } from '#seeing/published/figures.ts';

/*
 * An anonymous answer cannot be led back to whoever gave it (decision 77): not by a name, a day, an order, an id, the
 * transaction that wrote it, nor by what the results were before and after it.
 */

/** Seconds after which answers are mixed. Within that time others join them. */
const mixedAfter = 600;

/** Has the answers of a survey mixed soon. */
export async function leaveMixing(db: Db, { networkId }: InNetwork, surveyId: string): Promise<void> {
	await leaveJob(
		db,
		'survey.mix',
		{ networkId, surveyId },
		{ key: `survey.mix:${surveyId}`, after: mixedAfter }
	);
}

/** Mixes the answers of an anonymous survey, and counts those that can be. */
export async function mixSurvey({ networkId, surveyId }: InNetwork & { surveyId: string }): Promise<void> {
	await inNetwork({ networkId }, (db) => mixAnswers(db, surveyId));
}

/**
 * Writes all answers anew in an order by chance, with new ids, and who has answered anew in the order of ids: in one
 * transaction, so that no row tells when it came. Then counts answers, chosen by chance, five at least at a time, so that no
 * difference between two results is a few people's answer. At least five stay uncounted until the survey closes.
 */
export async function mixAnswers(db: Db, surveyId: string): Promise<void> {
	await sql`select from survey where survey_id = ${surveyId} for update`.execute(db);
	await sql`
		with gone as (
			delete from survey_answer
			where survey_id = ${surveyId}
				and is_anonymous
			returning *
		)
		insert into survey_answer (network_id, survey_id, is_anonymous, is_counted, answers)
		select network_id, survey_id, true, is_counted, answers
		from gone
		order by gen_random_uuid()
	`.execute(db);
	await sql`
		with gone as (
			delete from survey_asked
			where survey_id = ${surveyId}
				and is_anonymous
				and has_answered
			returning *
		)
		insert into survey_asked (network_id, survey_id, person_id, is_anonymous, has_answered)
		select network_id, survey_id, person_id, true, true
		from gone
		order by person_id
	`.execute(db);
	await countMore(db, surveyId);
}

async function countMore(db: Db, surveyId: string): Promise<void> {
	await sql`
		with uncounted as (
			select answer_id
			from survey_answer
			where survey_id = ${surveyId}
				and not is_counted
		), size as (
			select
				case
					when (select status from survey where survey_id = ${surveyId}) = 'closed' then count(*)
					when count(*) >= 2 * ${fewestShown}::int then count(*) - ${fewestShown}::int
					else 0
				end as next
			from uncounted
		)
		update survey_answer
		set is_counted = true
		where survey_id = ${surveyId}
			and answer_id in (
				select answer_id
				from uncounted
				order by gen_random_uuid()
				limit (select next from size)
			)
	`.execute(db);
}
