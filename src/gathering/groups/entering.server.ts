import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';

/** Lets those write in a group who are in it. Throws NotFound for all others. */
export async function mayWriteIn(db: Db, actor: Actor, groupId: string): Promise<void> {
	const member = await db
		.selectFrom('groupMember')
		.select('personId')
		.where('groupId', '=', groupId)
		.where('personId', '=', actor.personId)
		.where('state', '=', 'in')
		.executeTakeFirst();
	if (!member) throw new NotFound('Not in this group');
}

/** Is the actor one of the group's hosts? */
export async function isHostOf(db: Db, actor: Actor, groupId: string): Promise<boolean> {
	const host = await db
		.selectFrom('groupMember')
		.select('personId')
		.where('groupId', '=', groupId)
		.where('personId', '=', actor.personId)
		.where('role', '=', 'host')
		.where('state', '=', 'in')
		.executeTakeFirst();
	return host !== undefined;
}

/** Lets the group's hosts and the desk run a group. Throws Forbidden for all others. */
export async function mustHost(db: Db, actor: Actor, groupId: string): Promise<void> {
	if (actor.roles.includes('steward') || (await isHostOf(db, actor, groupId))) return;
	throw new Forbidden('group.host');
}

/** Locks a group, so that of two hosts who leave at once the second sees that the first is gone. */
export async function lockGroup(db: Db, groupId: string): Promise<void> {
	await sql`select from "group" where group_id = ${groupId} for update`.execute(db);
}
