import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { cardOf, type Found } from '#gathering/directory/directory.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { GroupKind, Rule } from './group.ts';

export type Group = Rule & {
	groupId: string;
	name: string;
	purpose: string;
	kind: GroupKind;
	members: number;
	postedAt: Date | null;
	revision: number;
	myState: 'in' | 'asked' | 'left' | null;
	myRole: 'member' | 'host' | null;
};
export const groupsAtOnce = 30;
export const membersAtOnce = 60;

const columns = sql`g.group_id, g.name, g.purpose, g.kind, g.members, g.posted_at, g.revision, g.rule_department, g.rule_place, g.rule_joined, gm.state as my_state, gm.role as my_role`;

/** The groups someone is in or asked to join, the liveliest first; one may be in a hundred. */
export async function groupsOf(db: Db, actor: Actor): Promise<Group[]> {
	authorize(actor, 'group.see');
	const { rows } =
		await sql<Group>`select ${columns} from group_member gm join "group" g using (network_id, group_id) where gm.person_id = ${actor.personId} and gm.state in ('in', 'asked')
		order by g.posted_at desc nulls last, g.group_id desc limit 100`.execute(db);
	return rows;
}

/** Groups one could join, the largest first; paged by the last one seen. */
export async function otherGroups(
	db: Db,
	actor: Actor,
	before?: { members: number; id: string }
): Promise<Group[]> {
	authorize(actor, 'group.see');
	const { rows } =
		await sql<Group>`select ${columns} from "group" g left join group_member gm on gm.group_id = g.group_id and gm.person_id = ${actor.personId}
		where g.kind <> 'rule' and coalesce(gm.state, 'left') = 'left' and ${before ? sql`(g.members, g.group_id) < (${before.members}::int, ${before.id}::uuid)` : sql`true`}
		order by g.members desc, g.group_id desc limit ${groupsAtOnce}`.execute(db);
	return rows;
}

/** One group as the reader stands to it. Throws NotFound. */
export async function groupFor(db: Db, actor: Actor, groupId: string): Promise<Group> {
	authorize(actor, 'group.see');
	const { rows } =
		await sql<Group>`select ${columns} from "group" g left join group_member gm on gm.group_id = g.group_id and gm.person_id = ${actor.personId} where g.group_id = ${groupId}`.execute(
			db
		);
	if (!rows[0]) throw new NotFound('No such group');
	return rows[0];
}

/** May the reader see what is inside: members of a closed or ruled group, everyone of an open one. */
export function mayLookInside(group: Pick<Group, 'kind' | 'myState'>): boolean {
	return group.kind === 'open' || group.myState === 'in';
}

export type Member = Found & { role: 'member' | 'host'; state: string };

/** Who is in a group, hosts first; or who asked to join. Paged by the last one seen. */
export async function membersOf(
	db: Db,
	actor: Actor,
	groupId: string,
	state: 'in' | 'asked',
	after?: { isHost: boolean; id: string }
): Promise<Member[]> {
	const card = cardOf(actor.roles.includes('alumnus'));
	const { rows } = await sql<Member>`select ${card.columns}, gm.role, gm.state, 0 as rank, '' as sort
		from group_member gm join person p using (network_id, person_id) ${card.joins}
		where gm.group_id = ${groupId} and gm.state = ${state} and ${notApart(sql`p.person_id`, actor.personId)}
			and ${after ? sql`(gm.role <> 'host', gm.person_id) > (${!after.isHost}, ${after.id}::uuid)` : sql`true`}
		order by gm.role <> 'host', gm.person_id limit ${membersAtOnce}`.execute(db);
	return rows;
}

export type GroupWish = Rule & { name: string; purpose: string; kind: GroupKind };

/** Makes a group with the actor as its host. One by rule fills itself in the background. Throws Invalid for a rule that says nothing. */
export async function makeGroup(actor: Actor, wish: GroupWish): Promise<string> {
	authorize(actor, 'group.make');
	const { networkId, personId } = actor;
	const { kind, name, purpose } = wish;
	const rule =
		kind === 'rule'
			? { ruleDepartment: wish.ruleDepartment, rulePlace: wish.rulePlace, ruleJoined: wish.ruleJoined }
			: {};
	if (kind === 'rule' && !Object.values(rule).some(Boolean))
		throw new Invalid('rule_needed', 'ruleDepartment');
	return inNetwork(actor, async (db) => {
		const { groupId } = await db
			.insertInto('group')
			.values({ networkId, name, purpose, kind, madeBy: personId, ...rule })
			.returning('groupId')
			.executeTakeFirstOrThrow();
		await db.insertInto('groupMember').values({ networkId, groupId, personId, role: 'host' }).execute();
		if (kind === 'rule') await leaveJob(db, 'group.fill', { networkId, groupId });
		return groupId;
	});
}

/** Changes a group's name and purpose. Throws Forbidden for who is no host, Stale. */
export async function editGroup(
	actor: Actor,
	groupId: string,
	wish: { name: string; purpose: string; revision: number }
): Promise<void> {
	await inNetwork(actor, async (db) => {
		await mustHost(db, actor, groupId);
		const { numUpdatedRows } = await db
			.updateTable('group')
			.set({ name: wish.name, purpose: wish.purpose, revision: wish.revision + 1 })
			.where('groupId', '=', groupId)
			.where('revision', '=', wish.revision)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Stale('Edited elsewhere');
	});
}

/** Joins an open group, or asks a closed one's hosts. One by rule can be joined again by who once left it and fits. */
export async function joinGroup(actor: Actor, groupId: string): Promise<void> {
	authorize(actor, 'group.see');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const group = await groupFor(db, actor, groupId);
		if (group.kind === 'rule' && group.myState === null) throw new NotFound('Not for them');
		const state = group.kind === 'closed' && group.myRole !== 'host' ? 'asked' : 'in';
		await sql`insert into group_member (network_id, group_id, person_id, state) values (${networkId}, ${groupId}, ${personId}, ${state})
			on conflict (network_id, group_id, person_id) do update set state = excluded.state, since = now() where group_member.state = 'left'`.execute(
			db
		);
		if (state === 'in') return recordTouchpoint(db, actor, personId, 'group_joined', groupId);
		const hosts = await db
			.selectFrom('groupMember')
			.select('personId')
			.where('groupId', '=', groupId)
			.where('role', '=', 'host')
			.where('state', '=', 'in')
			.execute();
		await notify(db, actor, {
			kind: 'group_asked',
			to: hosts.map((one) => one.personId),
			by: personId,
			subjectId: groupId,
			path: `/groups/${groupId}/members`,
			about: group.name
		});
	});
}

/** Leaves a group, for good: one by rule does not take its leaver in again by itself. The last host may not leave. */
export async function leaveGroup(actor: Actor, groupId: string): Promise<void> {
	authorize(actor, 'group.see');
	await inNetwork(actor, async (db) => {
		const { rows } = await sql<{
			others: number;
			am: boolean;
		}>`select count(*) filter (where person_id <> ${actor.personId})::int as others, bool_or(person_id = ${actor.personId}) as am from group_member where group_id = ${groupId} and role = 'host' and state = 'in'`.execute(
			db
		);
		if (rows[0]?.am && rows[0].others === 0) throw new Invalid('last_host', 'form');
		await db
			.updateTable('groupMember')
			.set({ state: 'left', role: 'member' })
			.where('groupId', '=', groupId)
			.where('personId', '=', actor.personId)
			.execute();
	});
}

/** A host answers who asked to join: yes, or no. */
export async function answerAsked(
	actor: Actor,
	groupId: string,
	personId: string,
	isWelcome: boolean
): Promise<void> {
	await inNetwork(actor, async (db) => {
		await mustHost(db, actor, groupId);
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

/** A host makes a member a host too, or a host a member again. A group keeps at least one. */
export async function setHost(
	actor: Actor,
	groupId: string,
	personId: string,
	isHost: boolean
): Promise<void> {
	await inNetwork(actor, async (db) => {
		await mustHost(db, actor, groupId);
		if (!isHost) {
			const { n } = await db
				.selectFrom('groupMember')
				.select((by) => by.fn.countAll<number>().as('n'))
				.where('groupId', '=', groupId)
				.where('role', '=', 'host')
				.executeTakeFirstOrThrow();
			if (n < 2) throw new Invalid('last_host', 'form');
		}
		await db
			.updateTable('groupMember')
			.set({ role: isHost ? 'host' : 'member' })
			.where('groupId', '=', groupId)
			.where('personId', '=', personId)
			.where('state', '=', 'in')
			.execute();
	});
}

async function mustHost(db: Db, actor: Actor, groupId: string): Promise<void> {
	if (actor.roles.includes('steward')) return;
	const host = await db
		.selectFrom('groupMember')
		.select('personId')
		.where('groupId', '=', groupId)
		.where('personId', '=', actor.personId)
		.where('role', '=', 'host')
		.where('state', '=', 'in')
		.executeTakeFirst();
	if (!host) throw new Forbidden('group.host');
}

const fillAtOnce = 5000;

/** Takes everyone in who fits a group by rule, 5,000 members at a time. Who left it stays out. */
export async function fillGroup({ networkId, groupId }: InNetwork & { groupId: string }): Promise<void> {
	let after: string | null = '00000000-0000-0000-0000-000000000000';
	while (after) {
		const from: string = after;
		after = await inNetwork({ networkId }, async (db) => {
			const { rows } = await sql<{ last: string | null }>`
				with slice as (select person_id from membership where person_id > ${from}::uuid order by person_id limit ${fillAtOnce}),
					filled as (insert into group_member (network_id, group_id, person_id) select g.network_id, g.group_id, s.person_id from "group" g cross join slice s
						where g.group_id = ${groupId} and fits_group(g, s.person_id) on conflict do nothing)
				select max(person_id::text) as last from slice`.execute(db);
			return rows[0]?.last ?? null;
		});
	}
}
