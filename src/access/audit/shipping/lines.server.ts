import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { ShippedLine } from './line.ts';

/** SQL: a line `a` of the audit log, in network `n`, as it is sent outside. */
export const shipped = sql.raw(`
	n.slug as network, a.number, a.audit_id as id,
	to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
	a.act as kind, a.actor_id as actor, a.subject_id as subject, a.detail,
	jsonb_build_object(
		'actor', encode(a.actor_mark, 'hex'),
		'subject', encode(a.subject_mark, 'hex'),
		'detail', encode(a.detail_mark, 'hex')
	) as marks,
	encode(a.hash, 'hex') as hash
`);

/** The lines after a number, in their order. */
export async function linesAfter(db: Db, number: number, most: number): Promise<ShippedLine[]> {
	const { rows } = await sql<ShippedLine>`
		select ${shipped}
		from audit a
		join network n using (network_id)
		where a.number > ${number}
		order by a.number
		limit ${most}
	`.execute(db);
	return rows;
}
