import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Openness } from '#access/policy/letting-in.ts';
import { isOpenToMember } from '#access/policy/letting-in.server.ts';
import { memberMay } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { FaceOf } from '#people/profiles/faces.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { apartFrom } from '#people/blocks/blocks.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { lockGroup, mustRunGroup } from './entering.server.ts';
import type { GroupKind, Rule } from './group.ts';
import { facesInside } from './inside.server.ts';
import { knowsGroup } from './visibility.server.ts';

export type Group = Rule & {
	groupId: string;
	name: string;
	purpose: string;
	kind: GroupKind;
	openTo: Openness;
	members: number;
	postedAt: Date | null;
	revision: number;
	myState: 'in' | 'asked' | 'left' | null;
	myRole: 'member' | 'host' | null;
	/** Whether the reader may join it by its rule. */
	fits: boolean;
	/** Some who are in it, for readers who may look inside. */
	faces: FaceOf[];
};
export const groupsAtOnce = 30;

/** A group by rule is offered to the actor: they fit it by what they show to everyone. */
const fits = ({ personId }: Actor) => sql<boolean>`fits_group(g, ${personId}::uuid)`;

/** How many members the actor can find in it: the number must not tell that there is one more whom they may not see. */
const membersFor = ({ personId }: Actor, group = 'g') => sql<number>`(
	${sql.ref(group)}.members - (
		select count(*)
		from group_member unseen
		where unseen.group_id = ${sql.ref(group)}.group_id
			and unseen.state = 'in'
			and unseen.person_id in ${apartFrom(personId)}
	)
)::int`;

const columnsFor = (actor: Actor) => sql`
	${fits(actor)} as fits,
	${facesInside(actor)} as faces,
	g.group_id, g.name, g.purpose, g.kind, g.open_to, g.posted_at, g.revision,
	${membersFor(actor)} as members,
	g.rule_department, g.rule_place, g.rule_joined,
	gm.state as my_state, gm.role as my_role`;

/** At most a hundred groups that someone is in or asked to join, the one with the latest post first. */
export async function groupsOf(db: Db, actor: Actor): Promise<Group[]> {
	authorize(actor, 'group.see');
	const { rows } = await sql<Group>`
		select ${columnsFor(actor)}
		from group_member gm
		join "group" g using (network_id, group_id)
		where gm.person_id = ${actor.personId}
			and gm.state in ('in', 'asked')
		order by g.posted_at desc nulls last, g.group_id desc
		limit 100
	`.execute(db);
	return rows;
}

/** Groups that the actor could join, the largest first; paged by the last one seen. */
export async function otherGroups(db: Db, actor: Actor, before?: string): Promise<Group[]> {
	authorize(actor, 'group.see');
	const smaller = before
		? sql`(${membersFor(actor)}, g.group_id) < (
			select ${membersFor(actor, 'l')}, l.group_id
			from "group" l
			where l.group_id = ${before}::uuid
		)`
		: sql`true`;
	const { rows } = await sql<Group>`
		select ${columnsFor(actor)}
		from "group" g
		left join group_member gm on gm.group_id = g.group_id
			and gm.person_id = ${actor.personId}
		where (g.kind <> 'rule' or ${fits(actor)})
			and ${knowsGroup(actor, 'g')}
			and coalesce(gm.state, 'left') = 'left'
			and ${smaller}
		order by members desc, g.group_id desc
		limit ${groupsAtOnce}
	`.execute(db);
	return rows;
}

/** One group, and how the reader stands to it. Throws NotFound. What is inside it needs `mayLookInside`. */
export async function groupFor(db: Db, actor: Actor, groupId: string): Promise<Group> {
	authorize(actor, 'group.see');
	const { rows } = await sql<Group>`
		select ${columnsFor(actor)}
		from "group" g
		left join group_member gm on gm.group_id = g.group_id
			and gm.person_id = ${actor.personId}
		where g.group_id = ${groupId}
			and ${knowsGroup(actor, 'g')}
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such group');
	return rows[0];
}

export type GroupWish = Rule & { name: string; purpose: string; kind: GroupKind };

/**
 * Makes a group with the actor as its host. A group by rule is made by the desk alone, and offered in the background to
 * those who fit. Throws Invalid for a rule without any condition.
 */
export async function makeGroup(actor: Actor, wish: GroupWish): Promise<string> {
	authorize(actor, wish.kind === 'rule' ? 'group.make_by_rule' : 'group.make');
	await countTry('group.day', actor.personId);
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

/** Changes a group's name and purpose. Throws Forbidden for someone who is not a host, and Stale. */
export async function editGroup(
	actor: Actor,
	groupId: string,
	wish: { name: string; purpose: string; revision: number }
): Promise<void> {
	authorize(actor, 'group.run');
	await inNetwork(actor, async (db) => {
		await mustRunGroup(db, actor, groupId);
		const { numUpdatedRows } = await db
			.updateTable('group')
			.set({ name: wish.name, purpose: wish.purpose, revision: wish.revision + 1 })
			.where('groupId', '=', groupId)
			.where('revision', '=', wish.revision)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Stale('Edited elsewhere');
	});
}

/**
 * Joins an open group, or asks the hosts of a closed one. A group by rule is joined by those who fit it, and
 * again by those who left it; for others it throws NotFound. Hosts are told once, however often someone asks.
 */
export async function joinGroup(actor: Actor, groupId: string): Promise<void> {
	authorize(actor, 'group.see');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const group = await groupFor(db, actor, groupId);
		if (group.kind === 'rule' && group.myState === null && !group.fits)
			throw new NotFound('Not for them');
		const state = group.kind === 'closed' && group.myRole !== 'host' ? 'asked' : 'in';
		const { numAffectedRows } = await sql`
			insert into group_member (network_id, group_id, person_id, state)
			values (${networkId}, ${groupId}, ${personId}, ${state})
			on conflict (network_id, group_id, person_id)
				do update set state = excluded.state, since = now()
				where group_member.state = 'left'
		`.execute(db);
		if (!numAffectedRows) return;
		if (state === 'asked') await tellAsked(db, actor, group);
		else await recordTouchpoint(db, actor, personId, 'group_joined', groupId);
	});
}

async function tellAsked(db: Db, actor: Actor, { groupId, name }: Group): Promise<void> {
	const hosts = await db
		.selectFrom('groupMember')
		.select('personId')
		.where('groupId', '=', groupId)
		.where('role', '=', 'host')
		.where('state', '=', 'in')
		.execute();
	await notify(db, actor, {
		kind: 'group_asked',
		to: hosts.map((host) => host.personId),
		by: actor.personId,
		subjectId: groupId,
		path: `/groups/${groupId}/members`,
		about: name
	});
}

type Hosts = { others: number; am: boolean | null };

/**
 * Leaves a group for good: a group by rule is not offered again to someone who left it. Throws Invalid for the last host, who
 * may not leave.
 */
export async function leaveGroup(actor: Actor, groupId: string): Promise<void> {
	authorize(actor, 'group.see');
	await inNetwork(actor, async (db) => {
		await lockGroup(db, groupId);
		const { rows } = await sql<Hosts>`
			select count(*) filter (where person_id <> ${actor.personId})::int as others,
				bool_or(person_id = ${actor.personId}) as am
			from group_member
			where group_id = ${groupId}
				and role = 'host'
				and state = 'in'
		`.execute(db);
		if (rows[0]?.am && rows[0].others === 0) throw new Invalid('last_host', 'form');
		await sql`
			update group_member
			set state = 'left', role = 'member'
			where group_id = ${groupId}
				and person_id = ${actor.personId}
		`.execute(db);
	});
}

const offeredAtMost = 500;

type Fitting = { personId: string; name: string };

/** Offers a group by rule to those who fit it and never were in it: to 500 by a notice, to the others in the list of groups. */
export async function offerGroup({ networkId, groupId }: InNetwork & { groupId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const { rows } = await sql<Fitting>`
			select m.person_id, g.name
			from "group" g
			join membership m using (network_id)
			where g.group_id = ${groupId}
				and ${memberMay('group.see', 'm')}
				and ${isOpenToMember('m', sql`g.open_to`)}
				and fits_group(g, m.person_id)
				and not exists (
					select
					from group_member gm
					where gm.group_id = g.group_id
						and gm.person_id = m.person_id
				)
			order by m.person_id
			limit ${offeredAtMost}
		`.execute(db);
		await notify(
			db,
			{ networkId },
			{
				kind: 'group_offered',
				to: rows.map(({ personId }) => personId),
				by: null,
				subjectId: groupId,
				path: `/groups/${groupId}`,
				about: rows[0]?.name ?? ''
			}
		);
	});
}
