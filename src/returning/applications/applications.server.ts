import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { addFile, hold } from '#gathering/uploads/uploads.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
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
 * The first door: an alumnus applies, in their own name and words, to an opening or to the company as such. Gives the id. Throws Invalid while one of theirs for the same
 * runs, where the opening has closed, or for a file that is not taken; NotFound for an opening that is not theirs to see.
 */
export async function sendApplication(actor: Actor, form: ApplicationForm): Promise<string> {
	authorize(actor, 'application.send');
	const cv = form.cv && form.cv.size > 0 ? await addFile(actor, form.cv) : null;
	const { networkId, personId } = actor;
	return inNetwork(actor, async (db) => {
		const opening = form.openingId
			? await db
					.selectFrom('opening')
					.select(['companyId', 'state', 'title'])
					.where('openingId', '=', form.openingId)
					.where('state', '<>', 'draft')
					.executeTakeFirst()
			: undefined;
		if (form.openingId && !opening) throw new NotFound('No such opening');
		if (opening?.state === 'closed') throw new Invalid('opening_closed', 'words');
		const profile = form.withProfile ? await profileOf(db, personId) : null;
		const made = await db
			.insertInto('application')
			.values({
				networkId,
				personId: actor.personId,
				openingId: form.openingId,
				companyId: opening?.companyId ?? form.companyId,
				words: form.words,
				answers: form.answers,
				...(profile === null ? {} : { profile: JSON.stringify(profile) })
			})
			.onConflict((conflict) => conflict.doNothing())
			.returning('applicationId')
			.executeTakeFirst();
		if (!made) throw new Invalid('already_applied', 'words');
		const { applicationId } = made;
		if (cv) await hold(db, actor, 'application', applicationId, [cv.uploadId]);
		await db
			.insertInto('applicationStep')
			.values({ networkId, applicationId, status: 'received', takenBy: personId })
			.execute();
		await recordTouchpoint(db, actor, personId, 'applied', applicationId);
		await mailStep(db, actor, applicationId, 'received', '');
		const { rows } = await sql<{
			personId: string;
		}>`select person_id from membership where 'steward' = any (roles)`.execute(db);
		await notify(db, actor, {
			kind: 'application',
			to: rows.map((row) => row.personId),
			by: personId,
			subjectId: applicationId,
			path: `/desk/applications/${applicationId}`,
			about: opening?.title ?? ''
		});
		await tellOutside(db, actor, 'application.submitted', {
			applicationId,
			openingId: form.openingId,
			companyId: opening?.companyId ?? form.companyId
		});
		return applicationId;
	});
}

/** What goes along of a profile: what its person shows to everyone, and their time here. */
async function profileOf(db: Db, personId: string) {
	const { rows } = await sql<{
		profile: unknown;
	}>`select jsonb_build_object('headline', p.headline, 'presentCompany', p.present_company,
		'tenures', (select coalesce(jsonb_agg(jsonb_build_object('company', c.name_ja, 'department', t.department, 'title', t.title, 'startedOn', t.started_on, 'endedOn', t.ended_on) order by t.started_on), '[]') from tenure t join company c using (network_id, company_id) where t.person_id = p.person_id)) as profile
		from person p where p.person_id = ${personId}::uuid`.execute(db);
	return rows[0]!.profile;
}

/** Takes one's own application back. Throws NotFound where it does not run. */
export async function withdrawApplication(actor: Actor, applicationId: string): Promise<void> {
	authorize(actor, 'application.send');
	await inNetwork(actor, async (db) => {
		const gone = await db
			.updateTable('application')
			.set((by) => ({ status: 'withdrawn', changedAt: new Date(), revision: by('revision', '+', 1) }))
			.where('applicationId', '=', applicationId)
			.where('personId', '=', actor.personId)
			.where('status', 'not in', ['withdrawn', 'refused', 'hired'])
			.returning('openingId')
			.executeTakeFirst();
		if (!gone) throw new NotFound('No such application');
		await db
			.insertInto('applicationStep')
			.values({
				networkId: actor.networkId,
				applicationId,
				status: 'withdrawn',
				takenBy: actor.personId
			})
			.execute();
		await tellOutside(db, actor, 'application.withdrawn', { applicationId, openingId: gone.openingId });
	});
}
