import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { memberIsColleague } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { nameColumns, namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { planCheckIns } from './beginning.server.ts';

export type WelcomeStep = { stepId: string; words: string; dueOn: string; doneAt: Date | null };
export type Welcome = {
	rehireId: string;
	personId: string;
	person: Named;
	returnedOn: string;
	/** The return lies ahead. */
	isPlanned: boolean;
	companyJa: string;
	companyEn: string;
	leaderId: string | null;
	leader: Named | null;
	buddyId: string | null;
	buddy: Named | null;
	notes: string;
	revision: number;
};

/** The name of the joined person, or null if there is none. `alias` is our own word, never input. */
const nameOf = (alias: 'p' | 'l' | 'b') =>
	sql`case when ${sql.ref(`${alias}.person_id`)} is not null then jsonb_build_object(${namePairs(alias)}) end`;

/** The returns that were recorded, and those that are planned. */
const returns = sql`(
	select network_id, rehire_id, person_id, company_id, returned_on
	from rehire
	union all
	select network_id, planned_return_id, person_id, company_id, returns_on
	from planned_return
	where state in ('planned', 'missed')
)`;

const welcomes = sql`
	select w.rehire_id, w.notes, w.revision, w.is_planned,
		r.person_id, ${nameOf('p')} as person, r.returned_on,
		c.name_ja as company_ja, c.name_en as company_en,
		w.leader_id, ${nameOf('l')} as leader,
		w.buddy_id, ${nameOf('b')} as buddy
	from welcome w
	join ${returns} r using (network_id, rehire_id)
	join person p on p.person_id = r.person_id
	join company c on c.company_id = r.company_id
	left join person l on l.person_id = w.leader_id
	left join person b on b.person_id = w.buddy_id
`;

/** A welcome with its steps, for the desk, its leader and its buddy. Throws NotFound for everyone else. */
export async function welcomeOf(actor: Actor, rehireId: string): Promise<Welcome & { steps: WelcomeStep[] }> {
	authorize(actor, 'welcome.see');
	return readNetwork(actor, async (db) => {
		const welcome = await ownWelcome(db, actor, rehireId);
		const steps = await db
			.selectFrom('welcomeStep')
			.select(['stepId', 'words', 'dueOn', 'doneAt'])
			.where('rehireId', '=', rehireId)
			.orderBy('dueOn')
			.orderBy('stepId')
			.execute();
		return { ...welcome, steps };
	});
}

async function ownWelcome(db: Db, actor: Actor, rehireId: string): Promise<Welcome> {
	const { rows } = await sql<Welcome>`
		${welcomes}
		where w.rehire_id = ${rehireId}::uuid
			and (${may(actor, 'rehire.record')} or ${actor.personId}::uuid in (w.leader_id, w.buddy_id))
			and r.person_id <> ${actor.personId}::uuid
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such welcome');
	return rows[0];
}

/** The welcomes of the last 180 days that the actor leads or accompanies. */
export async function ownWelcomes(actor: Actor): Promise<Welcome[]> {
	authorize(actor, 'welcome.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Welcome>`
			${welcomes}
			where ${actor.personId}::uuid in (w.leader_id, w.buddy_id)
				and r.returned_on > (select network_today()) - 180
			order by r.returned_on desc
			limit 20
		`.execute(db)
	);
	return rows;
}

export type Receiver = Named & { personId: string; department: string | null };

/** The employees who could lead or accompany a welcome, for the desk to choose from. */
export async function receivers(actor: Actor): Promise<Receiver[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Receiver>`
			select p.person_id, ${nameColumns('p')}, t.department
			from membership m
			join person p using (network_id, person_id)
			left join tenure t on t.person_id = p.person_id and ${goesOn('t')}
			where ${memberIsColleague('m')}
			order by p.family_kana, p.given_kana, p.person_id
			limit 500
		`.execute(db)
	);
	return rows;
}

type Plan = { leaderId: string | null; buddyId: string | null; notes: string; revision: number };

/**
 * The desk sets who leads and who accompanies a welcome, and what the team may be told. The leader gets check-ins of
 * their own. Both are told. Throws NotFound, Stale, and Invalid if the rejoiner would lead or accompany themselves.
 */
export async function arrangeWelcome(actor: Actor, rehireId: string, plan: Plan): Promise<void> {
	authorize(actor, 'rehire.record');
	await inNetwork(actor, async (db) => {
		const before = await ownWelcome(db, actor, rehireId);
		if (before.revision !== plan.revision) throw new Stale('Someone else saved since');
		if ([plan.leaderId, plan.buddyId].includes(before.personId))
			throw new Invalid('not_oneself', 'leaderId');
		const { leaderId, buddyId, notes } = plan;
		await db
			.updateTable('welcome')
			.set({ leaderId, buddyId, notes, revision: before.revision + 1 })
			.where('rehireId', '=', rehireId)
			.execute();
		if (leaderId !== before.leaderId) await changeLeader(db, actor, before, leaderId);
		await tellTeam(db, actor, before, plan);
		await writeAudit(db, actor, 'welcome.arrange', before.personId);
	});
}

/** The check-ins that the former leader did not answer go; the new leader, if there is one, gets their own. */
async function changeLeader(
	db: Db,
	actor: Actor,
	{ rehireId, returnedOn, isPlanned }: Welcome,
	leaderId: string | null
): Promise<void> {
	await db
		.deleteFrom('checkIn')
		.where('rehireId', '=', rehireId)
		.where('side', '=', 'leader')
		.where('answeredAt', 'is', null)
		.execute();
	if (leaderId && !isPlanned) await planCheckIns(db, actor, { rehireId, returnedOn, side: 'leader' });
}

/** Tells the leader and the buddy who were neither before. */
async function tellTeam(db: Db, actor: Actor, before: Welcome, plan: Plan): Promise<void> {
	const fresh = [plan.leaderId, plan.buddyId].filter(
		(id): id is string => id !== null && id !== before.leaderId && id !== before.buddyId
	);
	await notify(db, actor, {
		kind: 'welcome',
		to: fresh,
		by: actor.personId,
		subjectId: before.rehireId,
		path: `/staff/welcome/${before.rehireId}`,
		about: before.person.familyName
	});
}

/**
 * Marks a step of the plan as done, or as not done. Throws NotFound for someone who has no part in the
 * welcome.
 */
export async function tickStep(
	actor: Actor,
	rehireId: string,
	stepId: string,
	isDone: boolean
): Promise<void> {
	authorize(actor, 'welcome.see');
	await inNetwork(actor, async (db) => {
		await ownWelcome(db, actor, rehireId);
		await db
			.updateTable('welcomeStep')
			.set({ doneAt: isDone ? new Date() : null, doneBy: isDone ? actor.personId : null })
			.where('stepId', '=', stepId)
			.where('rehireId', '=', rehireId)
			.execute();
	});
}

/** Adds a step to the plan. Throws NotFound. */
export async function addStep(
	actor: Actor,
	rehireId: string,
	step: { words: string; dueOn: string }
): Promise<void> {
	authorize(actor, 'welcome.see');
	await inNetwork(actor, async (db) => {
		await ownWelcome(db, actor, rehireId);
		await db
			.insertInto('welcomeStep')
			.values({ networkId: actor.networkId, rehireId, ...step })
			.execute();
	});
}

/** Removes a step from the plan. Throws NotFound. */
export async function dropStep(actor: Actor, rehireId: string, stepId: string): Promise<void> {
	authorize(actor, 'welcome.see');
	await inNetwork(actor, async (db) => {
		await ownWelcome(db, actor, rehireId);
		await db
			.deleteFrom('welcomeStep')
			.where('stepId', '=', stepId)
			.where('rehireId', '=', rehireId)
			.execute();
	});
}
