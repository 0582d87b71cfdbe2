import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { opennesses, opennessesFor, type Openness } from './letting-in.ts';
import { memberHolds } from './roles.server.ts';
import type { WithRoles } from './roles.ts';

/** For whom the network is open now. What is written now is open to them. */
export async function opennessIn(db: Db): Promise<Openness> {
	const { openTo } = await db.selectFrom('network').select('openTo').executeTakeFirstOrThrow();
	return openTo as Openness;
}

/** SQL: what is open to `openTo` is open to this reader. */
export function isOpenTo(reader: WithRoles, openTo: RawBuilder<unknown>): RawBuilder<boolean> {
	const open = opennessesFor(reader);
	if (open.length === opennesses.length) return sql<boolean>`true`;
	return sql<boolean>`${openTo} = any (${[...open]}::text[])`;
}

/** SQL: the same for any member. `membership` is the alias of that table in the query: our own word, never input. */
export function isOpenToMember(membership: string, openTo: RawBuilder<unknown>): RawBuilder<boolean> {
	return sql<boolean>`(
		${memberHolds(['alumnus', 'executive', 'steward'], membership)}
		or ${isOpenToLetIn(sql.ref(`${membership}.let_in_as`), openTo)}
	)`;
}

/** SQL: what is open to `openTo` is open to an employee who is let in as this. */
export function isOpenToLetIn(
	letInAs: RawBuilder<unknown>,
	openTo: RawBuilder<unknown>
): RawBuilder<boolean> {
	return sql<boolean>`case ${letInAs}
		when 'rejoiner' then ${openTo} <> 'alumni'
		when 'companion' then ${openTo} = 'employees'
		else false
	end`;
}
