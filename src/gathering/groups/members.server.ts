import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { cardOf, type Found } from '#gathering/directory/directory.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { lockGroup, mustRunGroup } from './entering.server.ts';
import { seesWithin } from './visibility.server.ts';

export type Member = Found & { role: 'member' | 'host'; state: string };
export const membersAtOnce = 60;

/**
 * The people who are in a group, hosts first, or who asked to join; paged by the last one seen. Nobody for a reader who
 * may not see what is inside the group.
 */
export async function membersOf(
	db: Db,
	actor: Actor,
	groupId: string,
	state: 'in' | 'asked',
	after?: { isHost: boolean; id: string }
): Promise<Member[]> {
	const card = cardOf(actor);
	const later = after
		? sql`(gm.role <> 'host', gm.person_id) > (${!after.isHost}, ${after.id}::uuid)`
		: sql`true`;
	const { rows } = await sql<Member>`
		select ${card.columns}, gm.role, gm.state, 0 as rank, '' as sort
		from group_member gm
		join person p using (network_id, person_id)
		${card.joins}
		where gm.group_id = ${groupId}
			and gm.state = ${state}
			and ${seesWithin(actor, sql`${groupId}::uuid`)}
			and ${notApart(sql`p.person_id`, actor.personId)}
			and ${later}
		order by gm.role <> 'host', gm.person_id
		limit ${membersAtOnce}
	`.execute(db);
	return rows;
}

/** A host answers someone who asked to join: yes, or no. Throws Forbidden for someone who is not a host. */
export async function answerAsked(
	actor: Actor,
	groupId: string,
	personId: string,
	isWelcome: boolean
): Promise<void> {
	authorize(actor, 'group.run');
	await inNetwork(actor, async (db) => {
		await mustRunGroup(db, actor, groupId);
		const { numUpdatedRows } = await db
			.updateTable('groupMember')
			.set({ state: isWelcome ? 'in' : 'left', since: new Date() })
			.where('groupId', '=', groupId)
			.where('personId', '=', personId)
			.where('state', '=', 'asked')
			.executeTakeFirst();
		if (numUpdatedRows === 0n || !isWelcome) return;
		await recordTouchpoint(db, actor, personId, 'group_joined', groupId);
		const { name } = await db
			.selectFrom('group')
			.select('name')
			.where('groupId', '=', groupId)
			.executeTakeFirstOrThrow();
		await notify(db, actor, {
			kind: 'group_accepted',
			to: [personId],
			by: actor.personId,
			subjectId: groupId,
			path: `/groups/${groupId}`,
			about: name
		});
	});
}

/**
 * A host makes a member a host, or a host a member again. Throws Forbidden for someone who is not a host, and Invalid for
 * the last host: a group keeps at least one.
 */
export async function setHost(
	actor: Actor,
	groupId: string,
	personId: string,
	isHost: boolean
): Promise<void> {
	authorize(actor, 'group.run');
	await inNetwork(actor, async (db) => {
		await mustRunGroup(db, actor, groupId);
		await lockGroup(db, groupId);
		if (!isHost) await mustHaveTwoHosts(db, groupId);
		await db
			.updateTable('groupMember')
			.set({ role: isHost ? 'host' : 'member' })
			.where('groupId', '=', groupId)
			.where('personId', '=', personId)
			.where('state', '=', 'in')
			.execute();
	});
}

async function mustHaveTwoHosts(db: Db, groupId: string): Promise<void> {
	const { hosts } = await db
		.selectFrom('groupMember')
		.select((by) => by.fn.countAll<number>().as('hosts'))
		.where('groupId', '=', groupId)
		.where('role', '=', 'host')
		.executeTakeFirstOrThrow();
	if (hosts < 2) throw new Invalid('last_host', 'form');
}
