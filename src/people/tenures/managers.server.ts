import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';

const withoutSpaces = (text: string) => text.replace(/\s+/g, '');

/**
 * Whom the desk means as the manager of a stay: by employee number in that company, else by full name. Null for an empty
 * answer. Throws Invalid where nobody fits, or several do.
 */
export async function managerCalled(
	db: Db,
	wanted: string,
	companyId: string,
	personId: string
): Promise<string | null> {
	if (!wanted) return null;
	const name = withoutSpaces(wanted);
	type Fitting = { personId: string; byNumber: boolean };
	const { rows } = await sql<Fitting>`
		select n.person_id, true as by_number
		from employee_number n
		where n.company_id = ${companyId}
			and n.number = ${wanted}
			and n.person_id <> ${personId}
		union
		select p.person_id, false
		from person p
		where replace(p.family_name || p.given_name, ' ', '') = ${name}
			and p.removed_at is null
			and p.person_id <> ${personId}
		limit 20
	`.execute(db);
	const byNumber = rows.filter((row) => row.byNumber);
	const fitting = byNumber.length > 0 ? byNumber : rows;
	if (fitting.length === 0) throw new Invalid('manager_unknown', 'manager');
	if (fitting.length > 1) throw new Invalid('manager_ambiguous', 'manager');
	return fitting[0]!.personId;
}
