import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { Basis } from './waves.server.ts';

/** People who may be written to on one basis, of one day. `isMore` where they are more than `people`, and not counted. */
type RecordedBasis = { basis: Basis; basisOn: string; basisNote: string; people: number; isMore: boolean };

const shownAtMost = 20;
const countedAtMost = 1000;

/** A row of `contact` rests on a basis that was recorded for many at once. */
const isRecorded = sql`basis in ('consent_on_leaving', 'notice')`;
/** As the index has it. No coalesce: under row-level security an index is used only for what cannot leak. */
const note = sql`case when basis_note is null then '' else basis_note end`;
const thatBasis = sql`basis_on, basis, ${note} as basis_note`;
const latestFirst = sql`basis_on desc, basis desc, ${note} desc`;

/** The bases that were recorded, the latest first. The recursion looks into the index once for each of them. */
export async function recordedBases(db: Db): Promise<RecordedBasis[]> {
	const { rows } = await sql<RecordedBasis>`
		with recursive step as (
			(
				select ${thatBasis}
				from contact
				where ${isRecorded}
				order by ${latestFirst}
				limit 1
			)
			union all
			select n.*
			from step s
			cross join lateral (
				select ${thatBasis}
				from contact
				where ${isRecorded}
					and (basis_on, basis, ${note}) < (s.basis_on, s.basis, s.basis_note)
				order by ${latestFirst}
				limit 1
			) n
		)
		select b.basis, b.basis_on, b.basis_note,
			least(c.people, ${countedAtMost}::int) as people,
			c.people > ${countedAtMost}::int as is_more
		from (select * from step limit ${shownAtMost}) b
		cross join lateral (
			select count(*)::int as people
			from (
				select
				from contact
				where ${isRecorded}
					and basis_on = b.basis_on
					and basis = b.basis
					and ${note} = b.basis_note
				limit ${countedAtMost + 1}
			) counted
		) c
	`.execute(db);
	return rows;
}
