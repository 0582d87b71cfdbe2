import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { heldBy, type Upload } from '#gathering/uploads/uploads.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Status } from './application.ts';

export type OwnApplication = {
	applicationId: string;
	openingId: string | null;
	openingTitle: string | null;
	openingLanguage: 'ja' | 'en' | null;
	companyJa: string | null;
	companyEn: string | null;
	status: Status;
	appliedAt: Date;
	changedAt: Date;
};
export type Step = { stepId: string; status: Status; words: string; takenAt: Date };

const ownApplications = sql`
	select a.application_id, a.status, a.applied_at, a.changed_at,
		a.opening_id, o.title as opening_title, o.language as opening_language,
		c.name_ja as company_ja, c.name_en as company_en
	from application a
	left join opening o using (network_id, opening_id)
	left join company c on c.company_id = a.company_id
`;

/** Someone's applications, latest first. */
export async function applicationsOf(db: Db, personId: string): Promise<OwnApplication[]> {
	const { rows } = await sql<OwnApplication>`
		${ownApplications}
		where a.person_id = ${personId}::uuid
		order by a.applied_at desc
		limit 20
	`.execute(db);
	return rows;
}

type Sent = { words: string; answers: string[]; questions: string[]; hasProfile: boolean };
export type FollowedApplication = OwnApplication & Sent & { steps: Step[]; uploads: Upload[] };

/** One's own application, with its steps and all that was sent. Throws NotFound for someone else's. */
export async function ownApplication(actor: Actor, applicationId: string): Promise<FollowedApplication> {
	authorize(actor, 'application.follow');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<OwnApplication>`
			${ownApplications}
			where a.application_id = ${applicationId}::uuid and a.person_id = ${actor.personId}::uuid
		`.execute(db);
		if (!rows[0]) throw new NotFound('No such application');
		const [sent, steps, held] = await Promise.all([
			sentWith(db, applicationId),
			stepsOf(db, applicationId),
			heldBy(db, [applicationId])
		]);
		return { ...rows[0], ...sent, steps, uploads: held.get(applicationId) ?? [] };
	});
}

async function sentWith(db: Db, applicationId: string): Promise<Sent> {
	const { rows } = await sql<Sent>`
		select a.words, a.answers, coalesce(o.questions, '{}') as questions, a.profile is not null as has_profile
		from application a
		left join opening o using (network_id, opening_id)
		where a.application_id = ${applicationId}::uuid
	`.execute(db);
	return rows[0]!;
}

/** Every step of an application, first to last. */
export async function stepsOf(db: Db, applicationId: string): Promise<Step[]> {
	return (await db
		.selectFrom('applicationStep')
		.select(['stepId', 'status', 'words', 'takenAt'])
		.where('applicationId', '=', applicationId)
		.orderBy('stepId')
		.execute()) as Step[];
}
