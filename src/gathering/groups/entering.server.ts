import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { mayRunGroup } from '#access/policy/rules.ts';
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

/** Lets those run a group who may (`mayRunGroup`). Throws Forbidden for all others. */
export async function mustRunGroup(db: Db, actor: Actor, groupId: string): Promise<void> {
	if (!mayRunGroup(actor, await isHostOf(db, actor, groupId))) throw new Forbidden('group.run');
}

/** Locks a group, so that of two hosts who leave at once the second sees that the first is gone. */
export async function lockGroup(db: Db, groupId: string): Promise<void> {
	await sql`select from "group" where group_id = ${groupId} for update`.execute(db);
}
