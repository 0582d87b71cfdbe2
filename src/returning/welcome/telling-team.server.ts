import { sql } from 'kysely';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';

/** Who prepares a welcome, and the family name of whom they prepare it for. */
export type Team = { rehireId: string; people: string[]; familyName: string };
type By = InNetwork & { personId: string };

/** The leader and the buddy of a welcome, who were told of it. Asked before the welcome goes. */
export async function teamOf(db: Db, rehireId: string, personId: string): Promise<Team> {
	const { rows } = await sql<Team>`
		select w.rehire_id, array_remove(array[w.leader_id, w.buddy_id], null) as people, p.family_name
		from welcome w
		join person p on p.person_id = ${personId}::uuid
		where w.rehire_id = ${rehireId}::uuid
	`.execute(db);
	return rows[0] ?? { rehireId, people: [], familyName: '' };
}

/** Tells those who prepare a welcome that its day or its company is another. */
export async function tellTeamMoved(db: Db, by: By, team: Team): Promise<void> {
	const path = `/staff/welcome/${team.rehireId}`;
	await tell(db, by, team, 'welcome_moved', path);
}

/**
 * Tells those who prepared a welcome that nobody comes back. What they were told before and have not seen leads nowhere
 * any more, and goes.
 */
export async function tellTeamOff(db: Db, by: By, team: Team): Promise<void> {
	await db
		.deleteFrom('notification')
		.where('kind', 'in', ['welcome', 'welcome_due', 'welcome_moved'])
		.where('subjectId', '=', team.rehireId)
		.execute();
	await tell(db, by, team, 'welcome_off', '/staff');
}

async function tell(
	db: Db,
	by: By,
	{ rehireId, people, familyName }: Team,
	kind: 'welcome_moved' | 'welcome_off',
	path: string
): Promise<void> {
	await notify(db, by, {
		kind,
		to: [...new Set(people)],
		by: by.personId,
		subjectId: rehireId,
		path,
		about: familyName
	});
}
