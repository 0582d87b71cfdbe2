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

const own = sql`select a.application_id, a.opening_id, o.title as opening_title, o.language as opening_language, c.name_ja as company_ja, c.name_en as company_en, a.status, a.applied_at, a.changed_at
	from application a left join opening o using (network_id, opening_id) left join company c on c.company_id = a.company_id`;

/** Someone's applications, latest first. */
export async function applicationsOf(db: Db, personId: string): Promise<OwnApplication[]> {
	const { rows } =
		await sql<OwnApplication>`${own} where a.person_id = ${personId}::uuid order by a.applied_at desc limit 20`.execute(
			db
		);
	return rows;
}

/** One's own application, with every step it took and what one sent. Throws NotFound for anyone else's. */
export async function ownApplication(
	actor: Actor,
	applicationId: string
): Promise<
	OwnApplication & {
		words: string;
		answers: string[];
		questions: string[];
		steps: Step[];
		uploads: Upload[];
		hasProfile: boolean;
	}
> {
	authorize(actor, 'application.follow');
	return readNetwork(actor, async (db) => {
		const { rows } =
			await sql<OwnApplication>`${own} where a.application_id = ${applicationId}::uuid and a.person_id = ${actor.personId}::uuid`.execute(
				db
			);
		if (!rows[0]) throw new NotFound('No such application');
		const [sent, steps, held] = await Promise.all([
			sql<{
				words: string;
				answers: string[];
				questions: string[];
				hasProfile: boolean;
			}>`select a.words, a.answers, coalesce(o.questions, '{}') as questions, a.profile is not null as has_profile from application a left join opening o using (network_id, opening_id) where a.application_id = ${applicationId}::uuid`.execute(
				db
			),
			stepsOf(db, applicationId),
			heldBy(db, [applicationId])
		]);
		return { ...rows[0], ...sent.rows[0]!, steps, uploads: held.get(applicationId) ?? [] };
	});
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
