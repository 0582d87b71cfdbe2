import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { opennessIn } from '#access/policy/letting-in.server.ts';
import { narrower, opennesses, type Openness } from '#access/policy/letting-in.ts';
import { authorize } from '#access/policy/policy.ts';
import { mayRunGroup } from '#access/policy/rules.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { lockGroup, mustRunGroup } from './entering.server.ts';

/** One way in which a group can be open, and how many employees who are not in it can find it then. */
export type WayOpen = { openTo: Openness; employees: number };

type LetIn = { openTo: Openness; network: Openness; rejoiners: number; employees: number };

/**
 * In which ways this group can be open: as it is, and up to what the network is open to. Empty for a reader who does not run
 * the group, and where there is nothing to choose. One statement, as the page reads at once.
 */
export async function waysOpen(db: Db, actor: Actor, groupId: string): Promise<WayOpen[]> {
	authorize(actor, 'group.see');
	const { rows } = await sql<LetIn>`
		select g.open_to, n.open_to as network, let_in.rejoiners, let_in.employees
		from "group" g
		join network n using (network_id)
		cross join lateral (
			select count(*) filter (where m.let_in_as = 'rejoiner')::int as rejoiners, count(*)::int as employees
			from membership m
			where m.let_in_as is not null
				and not exists (
					select from group_member gm
					where gm.group_id = g.group_id
						and gm.person_id = m.person_id
						and gm.state = 'in'
				)
		) let_in
		where g.group_id = ${groupId}::uuid
			and (${mayRunGroup(actor, false)}::boolean or ${isHost(actor)})
	`.execute(db);
	const [found] = rows;
	if (!found) return [];
	const counts: Record<Openness, number> = { ...found, alumni: 0 };
	const ways = opennesses.filter(
		(openTo) => openTo === found.openTo || narrower(openTo, found.network) === openTo
	);
	return ways.length > 1 ? ways.map((openTo) => ({ openTo, employees: counts[openTo] })) : [];
}

const isHost = ({ personId }: Actor) => sql<boolean>`exists (
	select from group_member h
	where h.group_id = g.group_id
		and h.person_id = ${personId}::uuid
		and h.role = 'host'
		and h.state = 'in'
)`;

type Before = { name: string; openTo: Openness; revision: number };

/**
 * Opens a group to more employees or to fewer, and tells all who are in it. What was written before is read by nobody more:
 * its posts stay as narrow as the group was (decision 86). Who is in the group stays in it. Throws NotFound, Forbidden for
 * someone who does not run it, Stale, and Invalid for more than the network is open to.
 */
export async function openGroup(
	actor: Actor,
	groupId: string,
	{ openTo, revision }: { openTo: Openness; revision: number }
): Promise<void> {
	authorize(actor, 'group.run');
	await inNetwork(actor, async (db) => {
		await mustRunGroup(db, actor, groupId);
		await lockGroup(db, groupId);
		const before = await beforeOpening(db, groupId);
		if (before.revision !== revision) throw new Stale('Edited elsewhere');
		if (before.openTo === openTo) return;
		if (narrower(openTo, await opennessIn(db)) !== openTo)
			throw new Invalid('group_wider_than_network', 'openTo');
		await keepAsNarrow(db, groupId, before.openTo);
		await db
			.updateTable('group')
			.set({ openTo, revision: revision + 1 })
			.where('groupId', '=', groupId)
			.execute();
		await tellInside(db, actor, groupId, before.name);
	});
}

async function beforeOpening(db: Db, groupId: string): Promise<Before> {
	const group = await db
		.selectFrom('group')
		.select(['name', 'openTo', 'revision'])
		.where('groupId', '=', groupId)
		.executeTakeFirst();
	if (!group) throw new NotFound('No such group');
	return { ...group, openTo: group.openTo as Openness };
}

/** A post may be open to more than its group, as nobody else could find it there. From now on they could. */
async function keepAsNarrow(db: Db, groupId: string, openTo: Openness): Promise<void> {
	const wider = opennesses.slice(opennesses.indexOf(openTo) + 1);
	if (wider.length === 0) return;
	await db
		.updateTable('post')
		.set({ openTo })
		.where('groupId', '=', groupId)
		.where('openTo', 'in', wider)
		.execute();
}

async function tellInside(db: Db, actor: Actor, groupId: string, name: string): Promise<void> {
	const inside = await db
		.selectFrom('groupMember')
		.select('personId')
		.where('groupId', '=', groupId)
		.where('state', '=', 'in')
		.execute();
	await notify(db, actor, {
		kind: 'group_opened',
		to: inside.map(({ personId }) => personId),
		by: actor.personId,
		subjectId: groupId,
		path: `/groups/${groupId}`,
		about: name
	});
}
