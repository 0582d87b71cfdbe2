import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { typeOfFile } from '#platform/files/file.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { daysToFetch, paperName, type PaperKind, type PaperState } from './paper.ts';

export type PaperLine = Named & {
	paperRequestId: string;
	personId: string;
	kind: PaperKind;
	year: number | null;
	state: PaperState;
	askedAt: Date;
};
export type PaperAtDesk = PaperLine & {
	items: string[];
	words: string;
	answer: string;
	answeredAt: Date | null;
	answererFamily: string | null;
	answererGiven: string | null;
	fileName: string | null;
	expiresAt: Date | null;
	fetchedAt: Date | null;
	tenures: {
		companyJa: string;
		companyEn: string;
		department: string;
		startedOn: string;
		endedOn: string | null;
	}[];
};
export const papersAtOnce = 30;

/** The requests at the desk, a page at a time: those that wait, the oldest first, or all of them, the latest first. */
export async function papersAtDesk(actor: Actor, isAll: boolean, after?: string): Promise<PaperLine[]> {
	authorize(actor, 'paper.answer');
	const last = sql`${after ?? null}::uuid`;
	const [step, order] = isAll ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
	const { rows } = await readNetwork(actor, (db) =>
		sql<PaperLine>`
			select r.paper_request_id, r.person_id, r.kind, r.year, r.state, r.asked_at, ${nameColumns('p')}
			from paper_request r
			join person p using (network_id, person_id)
			where (${isAll} or r.state = 'asked')
				and (${last} is null or r.paper_request_id ${step} ${last})
			order by r.paper_request_id ${order}
			limit ${papersAtOnce}
		`.execute(db)
	);
	return rows;
}

/** One request with what the desk needs to answer it. Throws NotFound. */
export async function paperAtDesk(actor: Actor, paperRequestId: string): Promise<PaperAtDesk> {
	authorize(actor, 'paper.answer');
	const { rows } = await readNetwork(actor, (db) =>
		sql<PaperAtDesk>`
			select
				r.paper_request_id, r.person_id, r.kind, r.items, r.year, r.words,
				r.state, r.asked_at, r.answer, r.answered_at,
				${nameColumns('p')},
				a.family_name as answerer_family, a.given_name as answerer_given,
				f.name as file_name, f.expires_at, f.fetched_at,
				(
					select coalesce(
						jsonb_agg(
							jsonb_build_object(
								'companyJa', c.name_ja,
								'companyEn', c.name_en,
								'department', t.department,
								'startedOn', t.started_on,
								'endedOn', t.ended_on
							)
							order by t.started_on
						),
						'[]'
					)
					from tenure t
					join company c using (network_id, company_id)
					where t.person_id = r.person_id
				) as tenures
			from paper_request r
			join person p using (network_id, person_id)
			left join person a on a.person_id = r.answered_by
			left join paper_file f on f.paper_request_id = r.paper_request_id
			where r.paper_request_id = ${paperRequestId}
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such request');
	return rows[0];
}

/**
 * Answers a request with a file, which whoever asked can fetch for some days, and tells them. Throws NotFound where it is
 * answered or withdrawn, and Invalid for a file that is missing or of a kind that is not taken.
 */
export async function sendPaper(
	actor: Actor,
	paperRequestId: string,
	{ file, answer }: { file: File | null; answer: string }
): Promise<void> {
	authorize(actor, 'paper.answer');
	if (!file) throw new Invalid('required', 'file');
	const bytes = Buffer.from(await file.arrayBuffer());
	const mediaType = await typeOfFile(file.name, bytes).catch(atField);
	await inNetwork(actor, async (db) => {
		await settle(db, actor, paperRequestId, 'sent', answer);
		await db
			.insertInto('paperFile')
			.values({
				networkId: actor.networkId,
				paperRequestId,
				name: file.name.replace(/[\p{Cc}/\\]/gu, '_').slice(-200) || 'file',
				mediaType,
				bytes,
				expiresAt: new Date(Date.now() + daysToFetch * 86_400_000)
			})
			.execute();
	});
}

/** What is wrong with a file stands at this form's own field. */
function atField(failure: unknown): never {
	throw failure instanceof Invalid ? new Invalid(failure.why, 'file') : failure;
}

/** Says why a paper cannot be given. Throws NotFound where the request is answered or withdrawn. */
export async function refusePaper(actor: Actor, paperRequestId: string, answer: string): Promise<void> {
	authorize(actor, 'paper.answer');
	await inNetwork(actor, (db) => settle(db, actor, paperRequestId, 'refused', answer));
}

async function settle(
	db: Db,
	actor: Actor,
	paperRequestId: string,
	state: 'sent' | 'refused',
	answer: string
): Promise<void> {
	const settled = await db
		.updateTable('paperRequest')
		.set({ state, answer, answeredBy: actor.personId, answeredAt: new Date() })
		.where('paperRequestId', '=', paperRequestId)
		.where('state', '=', 'asked')
		.returning(['personId', 'kind'])
		.executeTakeFirst();
	if (!settled) throw new NotFound('Answered or withdrawn already');
	const { personId } = settled;
	const { locale, timeZone } = await db
		.selectFrom('person')
		.select(['locale', 'timeZone'])
		.where('personId', '=', personId)
		.executeTakeFirstOrThrow();
	await writeAudit(db, actor, state === 'sent' ? 'paper.sent' : 'paper.refused', personId, {
		paperRequestId
	});
	await notify(db, actor, {
		kind: state === 'sent' ? 'paper_sent' : 'paper_refused',
		to: [personId],
		by: null,
		subjectId: paperRequestId,
		path: '/papers',
		about: asReader({ locale: locale as Locale, timeZone }, () => paperName[settled.kind as PaperKind]())
	});
}

/** Forgets files whose days are over. */
export async function forgetPapers(network: InNetwork): Promise<void> {
	await inNetwork(network, (db) =>
		db.deleteFrom('paperFile').where('expiresAt', '<=', new Date()).execute()
	);
}
