import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import type { Status } from './application.ts';

type Returned = { personId: string; companyId: string; recordedBy: string };
type Closed = { applicationId: string; status: Status };

/**
 * Closes the applications that still run of someone who has come back: what went to this company, or to none in
 * particular, led to a hire; the others are withdrawn. Nobody is mailed, as the return itself was told.
 */
export async function closeApplicationsOf(
	db: Db,
	where: InNetwork,
	{ personId, companyId, recordedBy }: Returned
): Promise<void> {
	const { rows } = await sql<Closed>`
		with closed as (
			update application
			set status = case when coalesce(company_id, ${companyId}::uuid) = ${companyId}::uuid
					then 'hired' else 'withdrawn' end,
				changed_at = now(),
				revision = revision + 1
			where person_id = ${personId}::uuid
				and status not in ('hired', 'refused', 'withdrawn')
			returning network_id, application_id, status
		),
		noted as (
			insert into application_step (network_id, application_id, status, taken_by)
			select network_id, application_id, status, ${recordedBy}::uuid
			from closed
		)
		select application_id, status
		from closed
	`.execute(db);
	for (const { applicationId, status } of rows)
		await tellOutside(db, where, 'application.changed', { applicationId, status });
}
