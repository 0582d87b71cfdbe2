import { sql } from 'kysely';
import { z } from 'zod';
import { writeAudit } from '#access/audit/audit.server.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { putOpening } from '#returning/openings/putting.server.ts';
import { openingFields, payIsSound } from '#returning/openings/opening-form.ts';
import { count, day, id, instant, language, oneId, orNull, text } from '../fields.ts';
import type { Bearer } from '../../tokens/tokens.server.ts';
import { operation, type Operation } from '../operation.ts';
import { resource } from '../resource.server.ts';

const openings = resource({
	name: 'openings',
	tag: 'Returning',
	singular: 'Opening',
	summary: 'Jobs open to alumni, with their conditions',
	scope: 'openings.read',
	fields: {
		id,
		externalId: orNull(text),
		source: text,
		state: text,
		companyId: id,
		language,
		title: text,
		business: text,
		businessRange: text,
		place: text,
		placeRange: text,
		employment: text,
		contract: text,
		trial: text,
		hours: text,
		overtime: text,
		holidays: text,
		pay: text,
		insurance: text,
		smoking: text,
		recruiter: text,
		wanted: text,
		remote: z.boolean(),
		reasons: z.array(text),
		audience: text,
		checkedOn: day,
		closesOn: orNull(day),
		openedAt: orNull(instant),
		closedAt: orNull(instant),
		revision: count
	},
	rows: sql`
		select opening_id as id, external_id, source, state, company_id, language,
			title, business, business_range, place, place_range,
			employment, contract, trial, hours, overtime, holidays,
			pay, insurance, smoking, recruiter,
			wanted, remote, reasons, audience,
			checked_on, closes_on, opened_at, closed_at, revision
		from opening
	`
});

const put = operation({
	id: 'putOpening',
	method: 'put',
	path: '/openings/by-number/{externalId}',
	tag: 'Returning',
	summary: 'Makes or changes an opening by its number in your system',
	description:
		'With all the conditions that the law wants said it is open at once; ' +
		'otherwise it waits as a draft, and the desk is shown what is missing.',
	scope: 'openings.write',
	params: z.object({
		externalId: z.string().min(1).max(200).describe('The number of the job in your system.')
	}),
	body: z
		.object({
			...openingFields,
			companyId: z.uuid(),
			remote: z.boolean().default(false),
			reasons: z
				.array(z.enum(answerableReasons.map((reason) => reason.code)))
				.max(100)
				.default([])
		})
		.strict()
		.refine(payIsSound, { message: 'pay_not_sound', path: ['payMost'] }),
	status: 200,
	answer: openings.answer,
	handle: async ({ db, bearer, params, body }) => {
		const { companyId, audience, ...row } = body;
		await checkCompany(db, companyId);
		const { openingId } = await putOpening(
			db,
			bearer.networkId,
			{ ...row, externalId: params.externalId },
			{ source: 'api', companyId, audience, ownerId: null }
		);
		return openings.one(db, openingId);
	}
});

async function checkCompany(db: Db, companyId: string): Promise<void> {
	const company = await db
		.selectFrom('company')
		.select('companyId')
		.where('companyId', '=', companyId)
		.executeTakeFirst();
	if (!company) throw new Invalid('no_such_company', 'companyId');
}

const close = operation({
	id: 'closeOpening',
	method: 'post',
	path: '/openings/{id}/close',
	tag: 'Returning',
	summary: 'Closes an opening',
	scope: 'openings.write',
	params: oneId,
	status: 200,
	answer: openings.answer,
	current: async ({ db, params }) => {
		await db
			.selectFrom('opening')
			.select('openingId')
			.where('openingId', '=', params.id)
			.forUpdate()
			.execute();
		return openings.one(db, params.id);
	},
	handle: async ({ db, bearer, params }) => {
		await openings.one(db, params.id);
		const closed = await db
			.updateTable('opening')
			.set((by) => ({
				state: 'closed',
				closedAt: new Date(),
				closedWhy: 'api',
				revision: by('revision', '+', 1)
			}))
			.where('openingId', '=', params.id)
			.where('state', '<>', 'closed')
			.returning('openingId')
			.executeTakeFirst();
		if (closed) await noteClosing(db, bearer, closed.openingId);
		return openings.one(db, params.id);
	}
});

/** Tells other systems of it, and writes it into the audit log under the name of who made the token. */
async function noteClosing(db: Db, { networkId, madeBy, tokenId }: Bearer, openingId: string): Promise<void> {
	await tellOutside(db, { networkId }, 'opening.closed', { openingId });
	await writeAudit(db, { networkId, personId: madeBy }, 'opening.close', openingId, { token: tokenId });
}

/** Openings: read by anyone with the scope, brought and closed by the system that the jobs come from. */
export const openingOperations: readonly Operation[] = [...openings.operations, put, close];
