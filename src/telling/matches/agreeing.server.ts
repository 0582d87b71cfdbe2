import { sql, type RawBuilder } from 'kysely';
import type { Purpose } from '#people/consents/consent.ts';

/** Whether a person agrees to a purpose now. `person` is the column with their id. */
export const agreesTo = (purpose: Purpose, person: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`
	exists (
		select
		from consent n
		where n.person_id = ${person}
			and n.purpose = ${sql.lit(purpose)}
			and n.withdrawn_at is null
	)
`;
