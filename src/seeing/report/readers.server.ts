import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberMay } from '#access/policy/roles.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';

export type Reader = Required<Named> & { personId: string; isChosen: boolean };

/** Who may read the report, and to whom of them it goes. */
export async function reportReaders(actor: Actor): Promise<Reader[]> {
	authorize(actor, 'report.send');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Reader>`
			select mb.person_id, ${nameColumns('p')}, r.person_id is not null as is_chosen
			from membership mb
			join person p on p.person_id = mb.person_id
				and p.removed_at is null
			left join report_reader r on r.person_id = mb.person_id
			where ${memberMay('report.see', 'mb')}
			order by p.family_kana, p.given_kana, mb.person_id
			limit 100
		`.execute(db)
	);
	return rows;
}

/** Chooses to whom the report goes. Those who may not read it are left out. */
export async function chooseReaders(actor: Actor, personIds: readonly string[]): Promise<void> {
	authorize(actor, 'report.send');
	await inNetwork(actor, async (db) => {
		await sql`delete from report_reader`.execute(db);
		await sql`
			insert into report_reader (network_id, person_id)
			select mb.network_id, mb.person_id
			from membership mb
			where mb.person_id = any (${[...personIds]}::uuid[])
				and ${memberMay('report.see', 'mb')}
		`.execute(db);
		await writeAudit(db, actor, 'report.readers', undefined, { count: personIds.length });
	});
}
