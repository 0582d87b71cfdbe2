import { sql, type RawBuilder } from 'kysely';

/** Does the person of a row, known by its alias, work at a company of the network today? */
export function isEmployed(alias: string): RawBuilder<boolean> {
	return sql<boolean>`exists (
		select from tenure open
		where open.network_id = ${sql.ref(`${alias}.networkId`)}
			and open.person_id = ${sql.ref(`${alias}.personId`)}
			and open.ended_on is null
	)`;
}
