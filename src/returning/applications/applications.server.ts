import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';

/** The first door: an alumnus applies, in their own name and words. Throws Invalid while an application of theirs runs. */
export async function sendApplication(actor: Actor, companyId: string | null, words: string): Promise<void> {
	authorize(actor, 'application.send');
	await inNetwork(actor, async (db) => {
		if (await runningApplication(db, actor.personId)) throw new Invalid('already_applied', 'words');
		const { applicationId } = await db.insertInto('application').values({ networkId: actor.networkId, personId: actor.personId, companyId, words }).returning('applicationId').executeTakeFirstOrThrow();
		await recordTouchpoint(db, actor, actor.personId, 'applied', applicationId);
	});
}

/** Takes one's own application back. */
export async function withdrawApplication(actor: Actor): Promise<void> {
	authorize(actor, 'application.send');
	await inNetwork(actor, (db) => db.updateTable('application').set({ status: 'withdrawn' }).where('personId', '=', actor.personId).where('status', '<>', 'withdrawn').execute());
}

/** Someone's application that runs, if there is one. */
export async function runningApplication(db: Db, personId: string) {
	return db.selectFrom('application').select(['applicationId', 'status', 'appliedAt', 'words', 'companyId']).where('personId', '=', personId).where('status', '<>', 'withdrawn').executeTakeFirst();
}

export type ApplicationAtDesk = { applicationId: string; personId: string; words: string; status: string; appliedAt: Date; familyName: string; givenName: string; familyKana: string; givenKana: string; companyJa: string | null; companyEn: string | null };

/** Applications that were not taken back, newest first. */
export async function applicationsAtDesk(actor: Actor): Promise<ApplicationAtDesk[]> {
	authorize(actor, 'talks.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<ApplicationAtDesk>`select a.application_id, a.person_id, a.words, a.status, a.applied_at, p.family_name, p.given_name, p.family_kana, p.given_kana, c.name_ja as company_ja, c.name_en as company_en
			from application a join person p using (network_id, person_id) left join company c on c.company_id = a.company_id
			where a.status <> 'withdrawn' order by a.applied_at desc, a.application_id desc limit 50`.execute(db)
	);
	return rows;
}

/** The desk has got in touch with the applicant. */
export async function noteContact(actor: Actor, applicationId: string): Promise<void> {
	authorize(actor, 'talks.see');
	const { numUpdatedRows } = await inNetwork(actor, (db) => db.updateTable('application').set({ status: 'in_contact' }).where('applicationId', '=', applicationId).where('status', '=', 'received').executeTakeFirst());
	if (numUpdatedRows === 0n) throw new NotFound('No such application');
}
