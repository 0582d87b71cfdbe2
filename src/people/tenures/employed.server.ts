import { sql, type RawBuilder } from 'kysely';

/**
 * Does a stay, known by its alias, go on today? Its last day is still to come, or none is known. The same by the server's
 * clock says to PostgreSQL how few stays end later.
 */
export function goesOn(alias: string): RawBuilder<boolean> {
	const end = sql.ref(`${alias}.endedOn`);
	return sql<boolean>`(
		${end} is null
		or (${end} > (select network_today()) and ${end} > (now() - interval '2 days')::date)
	)`;
}

/** Does the person of a row, known by its alias, work at a company of the network today? */
export function isEmployed(alias: string): RawBuilder<boolean> {
	return sql<boolean>`exists (
		select from tenure open
		where open.network_id = ${sql.ref(`${alias}.networkId`)}
			and open.person_id = ${sql.ref(`${alias}.personId`)}
			and ${goesOn('open')}
	)`;
}
