import { sql } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

/** Does a person work at a company of the network today? */
export async function worksHere(db: Db, personId: string): Promise<boolean> {
	const { rows } = await sql`
		select
		from tenure
		where person_id = ${personId}
			and (ended_on is null or ended_on > network_today())
		limit 1
	`.execute(db);
	return rows.length > 0;
}

/** A member whose last stay ended is an alumnus from then on, and one who is back an employee. Other roles stay. */
export async function followEmployment(db: Db, personId: string, worked: boolean): Promise<void> {
	const works = await worksHere(db, personId);
	if (works === worked) return;
	const [gone, come] = works ? ['alumnus', 'employee'] : ['employee', 'alumnus'];
	await sql`
		update membership
		set roles = array_append(array_remove(array_remove(roles, ${gone}), ${come}), ${come})
		where person_id = ${personId}
	`.execute(db);
}
