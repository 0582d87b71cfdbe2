import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { heldBy } from '#gathering/uploads/uploads.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { nextOf, type Status } from './application.ts';
import type { Step } from './following.server.ts';
import { mailStep } from './mailing.server.ts';

type ApplicationLine = Named & {
	applicationId: string;
	personId: string;
	status: Status;
	appliedAt: Date;
	openingTitle: string | null;
	companyJa: string | null;
	companyEn: string | null;
	words: string;
};

const lineColumns = sql`
	a.application_id, a.words, a.status, a.applied_at,
	a.person_id, ${nameColumns('p')},
	o.title as opening_title, c.name_ja as company_ja, c.name_en as company_en
`;
const applicationsWithNames = sql`
	application a
	join person p using (network_id, person_id)
	left join opening o on o.opening_id = a.opening_id
	left join company c on c.company_id = a.company_id
`;

type SentProfile = {
	headline: string;
	presentCompany: string;
	tenures: {
		company: string;
		department: string;
		title: string;
		startedOn: string;
		endedOn: string | null;
	}[];
};
type ApplicationInFull = ApplicationLine & {
	answers: string[];
	questions: string[];
	profile: SentProfile | null;
	revision: number;
	outsideRef: string;
	handedOverAt: Date | null;
	locale: 'ja' | 'en';
	companyId: string | null;
	/** Whether they work here at present: then no return is to be recorded. */
	isEmployed: boolean;
};

/**
 * One application for the desk, with its steps and all that was sent. The look is written to the audit log.
 * Throws NotFound.
 */
export async function applicationAtDesk(actor: Actor, applicationId: string) {
	authorize(actor, 'application.handle');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<ApplicationInFull>`
			select ${lineColumns},
				a.answers, coalesce(o.questions, '{}') as questions, a.profile,
				a.revision, a.outside_ref, a.handed_over_at, a.company_id, p.locale,
				exists (
					select
					from tenure t
					where t.person_id = a.person_id
						and ${goesOn('t')}
				) as is_employed
			from ${applicationsWithNames}
			where a.application_id = ${applicationId}::uuid
		`.execute(db);
		if (!rows[0]) throw new NotFound('No such application');
		const [steps, held] = await Promise.all([
			stepsForDesk(db, applicationId),
			heldBy(db, [applicationId])
		]);
		await writeAudit(db, actor, 'application.look', rows[0].personId);
		return { ...rows[0], steps, uploads: held.get(applicationId) ?? [] };
	});
}

type StepForDesk = Step & { reason: string };

/** Every step of an application, first to last, with why the desk took one back. */
async function stepsForDesk(db: Db, applicationId: string): Promise<StepForDesk[]> {
	return (await db
		.selectFrom('applicationStep')
		.select(['stepId', 'status', 'words', 'reason', 'takenAt'])
		.where('applicationId', '=', applicationId)
		.orderBy('stepId')
		.execute()) as StepForDesk[];
}

/**
 * The desk moves an application to another status. The applicant is told, in these words or the usual ones.
 * Throws NotFound, Stale, and Invalid for a status that cannot follow.
 */
export async function takeStep(
	actor: Actor,
	applicationId: string,
	step: { status: Status; words: string; revision: number }
): Promise<void> {
	authorize(actor, 'application.handle');
	await inNetwork(actor, async (db) => {
		await stepInside(db, actor, applicationId, { ...step, takenBy: actor.personId });
		await writeAudit(db, actor, 'application.step', applicationId, { status: step.status });
	});
}

type StepTaken = {
	status: Status;
	words: string;
	revision?: number;
	takenBy: string | null;
	outsideRef?: string;
};

/**
 * Moves an application to another status inside a running transaction, and gives its new revision. The API has
 * nobody of the network behind it: `takenBy` is null. Throws as `takeStep` does.
 */
export async function stepInside(
	db: Db,
	where: InNetwork,
	applicationId: string,
	step: StepTaken
): Promise<{ revision: number }> {
	const found = await db
		.selectFrom('application')
		.select(['status', 'revision'])
		.where('applicationId', '=', applicationId)
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw new NotFound('No such application');
	if (step.revision !== undefined && step.revision !== found.revision)
		throw new Stale('Someone else took a step since');
	if (!nextOf(found.status as Status).includes(step.status))
		throw new Invalid('step_not_possible', 'status');
	const revision = found.revision + 1;
	await db
		.updateTable('application')
		.set({
			status: step.status,
			changedAt: new Date(),
			revision,
			...(step.outsideRef === undefined ? {} : { outsideRef: step.outsideRef })
		})
		.where('applicationId', '=', applicationId)
		.execute();
	await db
		.insertInto('applicationStep')
		.values({
			networkId: where.networkId,
			applicationId,
			status: step.status,
			words: step.words,
			takenBy: step.takenBy
		})
		.execute();
	await mailStep(db, where, applicationId, step.status, step.words);
	await tellOutside(db, where, 'application.changed', { applicationId, status: step.status });
	return { revision };
}
