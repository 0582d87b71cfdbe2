import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { addFile, hold } from '#gathering/uploads/uploads.server.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import { isShownToAll } from '#people/profiles/shown.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import type { Status } from './application.ts';
import { mailStep } from './mailing.server.ts';

export type ApplicationForm = {
	openingId: string | null;
	companyId: string | null;
	words: string;
	answers: string[];
	withProfile: boolean;
	cv: File | null;
};

/**
 * An alumnus applies in their own words, to an opening or to the company without one. Gives the application's id.
 * Throws Invalid while an application of theirs for the same still runs, if the opening has closed, or for a file
 * that is not accepted; NotFound if there is no such opening.
 */
export async function sendApplication(actor: Actor, form: ApplicationForm): Promise<string> {
	authorize(actor, 'application.send');
	await countTry('application.day', actor.personId);
	const cv = form.cv && form.cv.size > 0 ? await addFile(actor, form.cv) : null;
	return inNetwork(actor, async (db) => {
		const opening = form.openingId ? await openingToApply(db, form.openingId) : undefined;
		const companyId = opening?.companyId ?? form.companyId;
		const applicationId = await insertApplication(db, actor, { ...form, companyId });
		if (cv) await hold(db, actor, 'application', applicationId, [cv.uploadId]);
		await noteStep(db, actor, applicationId, 'received');
		await recordTouchpoint(db, actor, actor.personId, 'applied', applicationId);
		await mailStep(db, actor, applicationId, 'received', '');
		await tellDesk(db, actor, applicationId, opening?.title ?? '');
		await tellOutside(db, actor, 'application.submitted', {
			applicationId,
			openingId: form.openingId,
			companyId
		});
		return applicationId;
	});
}

type OpeningToApply = { companyId: string; state: string; title: string };

async function openingToApply(db: Db, openingId: string): Promise<OpeningToApply> {
	const opening = await db
		.selectFrom('opening')
		.select(['companyId', 'state', 'title'])
		.where('openingId', '=', openingId)
		.where('state', '<>', 'draft')
		.executeTakeFirst();
	if (!opening) throw new NotFound('No such opening');
	if (opening.state === 'closed') throw new Invalid('opening_closed', 'words');
	return opening;
}

async function insertApplication(
	db: Db,
	actor: Actor,
	{ openingId, companyId, words, answers, withProfile }: ApplicationForm
): Promise<string> {
	const profile = withProfile ? JSON.stringify(await profileOf(db, actor.personId)) : undefined;
	const made = await db
		.insertInto('application')
		.values({
			networkId: actor.networkId,
			personId: actor.personId,
			openingId,
			companyId,
			words,
			answers,
			...(profile === undefined ? {} : { profile })
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('applicationId')
		.executeTakeFirst();
	if (!made) throw new Invalid('already_applied', 'words');
	return made.applicationId;
}

export async function noteStep(
	db: Db,
	{ networkId, personId }: Actor,
	applicationId: string,
	status: Status
): Promise<void> {
	await db
		.insertInto('applicationStep')
		.values({ networkId, applicationId, status, takenBy: personId })
		.execute();
}

async function tellDesk(db: Db, actor: Actor, applicationId: string, title: string): Promise<void> {
	const desk = await stewards(db);
	await notify(db, actor, {
		kind: 'application',
		to: desk.map((steward) => steward.personId),
		by: actor.personId,
		subjectId: applicationId,
		path: `/desk/applications/${applicationId}`,
		about: title
	});
}

type WithProfile = { profile: unknown };

/**
 * The part of a profile that is sent with an application: what the person shows to everyone, and their time
 * here.
 */
async function profileOf(db: Db, personId: string): Promise<unknown> {
	const { rows } = await sql<WithProfile>`
		select jsonb_build_object(
			'headline', case when ${isShownToAll('present')} then p.headline else '' end,
			'presentCompany', case when ${isShownToAll('present')} then p.present_company else '' end,
			'tenures', (
				select coalesce(
					jsonb_agg(
						jsonb_build_object(
							'company', c.name_ja,
							'department', t.department,
							'title', t.title,
							'startedOn', t.started_on,
							'endedOn', t.ended_on
						)
						order by t.started_on
					),
					'[]'
				)
				from tenure t
				join company c using (network_id, company_id)
				where t.person_id = p.person_id
					and ${isShownToAll('career')}
			)
		) as profile
		from person p
		left join profile f using (network_id, person_id)
		where p.person_id = ${personId}::uuid
	`.execute(db);
	return rows[0]!.profile;
}
