import { sql } from 'kysely';
import { z } from 'zod';
import { Invalid } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';
import { askForReturn } from '#returning/applications/asking-return.server.ts';
import { stepInside } from '#returning/applications/handling.server.ts';
import { rehireInside } from '#returning/rehires/rehires.server.ts';
import type { Bearer } from '../../tokens/tokens.server.ts';
import { count, day, id, instant, oneId, orNull, text } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { resource } from '../resource.server.ts';

const applications = resource({
	name: 'applications',
	tag: 'Returning',
	singular: 'Application',
	summary: 'Applications, to hand over',
	description: 'What the applicant sent. Why they left and whether they would return is never part of it.',
	scope: 'applications.read',
	isConfidential: true,
	fields: {
		id,
		personId: id,
		openingId: orNull(id),
		companyId: orNull(id),
		status: text,
		words: text,
		answers: z.array(text),
		profile: z.unknown(),
		outsideRef: text,
		appliedAt: instant,
		changedAt: instant,
		revision: count
	},
	rows: sql`
		select application_id as id, person_id, opening_id, company_id,
			status, words, answers, profile, outside_ref,
			applied_at, changed_at, revision
		from application
	`
});

const outsideRef = z.string().max(200);
const outsideRefMeans = 'The number of the application in your system.';

const change = operation({
	id: 'changeApplication',
	method: 'patch',
	path: '/applications/{id}',
	tag: 'Returning',
	summary: 'Tells how an application goes on',
	description:
		'The applicant is told in kind words: yours, or the usual ones in their language. ' +
		'An application goes forwards only, and only the applicant withdraws it.',
	scope: 'applications.write',
	params: oneId,
	body: z
		.object({
			status: z.enum(['in_contact', 'interviewing', 'offered', 'hired', 'refused']),
			words: z
				.string()
				.max(4000)
				.default('')
				.describe('What the applicant is told; empty for the usual words.'),
			outsideRef: outsideRef.optional().describe(outsideRefMeans),
			returnedOn: day
				.optional()
				.describe(
					'With "hired": the first day, once it has come. The return is then recorded; without it the desk is asked.'
				),
			returnedTo: id
				.optional()
				.describe('The company they come back to, where the application names none, or another one.')
		})
		.strict(),
	status: 200,
	answer: applications.answer,
	isConfidential: true,
	current: async ({ db, params }) => {
		await db
			.selectFrom('application')
			.select('applicationId')
			.where('applicationId', '=', params.id)
			.forUpdate()
			.execute();
		return applications.one(db, params.id);
	},
	handle: async ({ db, bearer, params, body }) => {
		await stepInside(db, bearer, params.id, {
			status: body.status,
			words: body.words,
			takenBy: null,
			...(body.outsideRef === undefined ? {} : { outsideRef: body.outsideRef })
		});
		if (body.status === 'hired') await followHire(db, bearer, params.id, body);
		return applications.one(db, params.id);
	}
});

type Hired = { returnedOn?: string | undefined; returnedTo?: string | undefined };

/** Records the return of someone who was hired, or asks the desk to, where the day is not known. */
async function followHire(
	db: Db,
	{ networkId, madeBy }: Bearer,
	applicationId: string,
	{ returnedOn, returnedTo }: Hired
): Promise<void> {
	const { personId, companyId } = await db
		.selectFrom('application')
		.select(['personId', 'companyId'])
		.where('applicationId', '=', applicationId)
		.executeTakeFirstOrThrow();
	const company = returnedTo ?? companyId;
	if (!returnedOn) return askForReturn(db, { networkId }, applicationId, personId);
	if (!company) throw new Invalid('required', 'returnedTo');
	await rehireInside(db, { networkId, personId: madeBy }, { personId, companyId: company, returnedOn });
}

const takeOver = operation({
	id: 'takeOverApplication',
	method: 'post',
	path: '/applications/{id}/taken-over',
	tag: 'Returning',
	summary: 'Says that your system has taken an application over',
	scope: 'applications.write',
	params: oneId,
	body: z.object({ outsideRef: outsideRef.min(1).describe(outsideRefMeans) }).strict(),
	status: 200,
	answer: applications.answer,
	isConfidential: true,
	handle: async ({ db, params, body }) => {
		await applications.one(db, params.id);
		await db
			.updateTable('application')
			.set((by) => ({
				outsideRef: body.outsideRef,
				handedOverAt: new Date(),
				revision: by('revision', '+', 1)
			}))
			.where('applicationId', '=', params.id)
			.execute();
		return applications.one(db, params.id);
	}
});

/** Applications: handed over to another system, which tells how they go on. */
export const applicationOperations: readonly Operation[] = [...applications.operations, change, takeOver];
