import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { dayBeside, dueOn, stages, usualSteps } from './welcome.ts';

/** Begins the welcome of someone who comes back: the usual steps for the team, and the rejoiner's check-ins. In the transaction that records the rehire. */
export async function beginWelcome(
	db: Db,
	{ networkId }: InNetwork,
	rehireId: string,
	returnedOn: string
): Promise<void> {
	await db.insertInto('welcome').values({ networkId, rehireId }).execute();
	await db
		.insertInto('welcomeStep')
		.values(
			usualSteps.map((step) => ({
				networkId,
				rehireId,
				words: step.words(),
				dueOn: dayBeside(returnedOn, step.days)
			}))
		)
		.execute();
	await db
		.insertInto('checkIn')
		.values(
			stages.map((stage) => ({
				networkId,
				rehireId,
				side: 'rejoiner',
				stage,
				dueOn: dueOn(returnedOn, stage)
			}))
		)
		.execute();
}

export type WelcomeStep = { stepId: string; words: string; dueOn: string; doneAt: Date | null };
export type Welcome = {
	rehireId: string;
	personId: string;
	person: Named;
	returnedOn: string;
	companyJa: string;
	companyEn: string;
	leaderId: string | null;
	leader: Named | null;
	buddyId: string | null;
	buddy: Named | null;
	notes: string;
	revision: number;
};

const named = (alias: string) =>
	sql.raw(
		`case when ${alias}.person_id is not null then jsonb_build_object('familyName', ${alias}.family_name, 'givenName', ${alias}.given_name, 'familyKana', ${alias}.family_kana, 'givenKana', ${alias}.given_kana) end`
	);
const welcomes = sql`select w.rehire_id, r.person_id, ${named('p')} as person, r.returned_on, c.name_ja as company_ja, c.name_en as company_en, w.leader_id, ${named('l')} as leader, w.buddy_id, ${named('b')} as buddy, w.notes, w.revision
	from welcome w join rehire r using (network_id, rehire_id) join person p on p.person_id = r.person_id join company c on c.company_id = r.company_id left join person l on l.person_id = w.leader_id left join person b on b.person_id = w.buddy_id`;

/** A welcome with its steps: for the desk, its leader and its buddy. Throws NotFound for everyone else. */
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
	const { rows } =
		await sql<Welcome>`${welcomes} where w.rehire_id = ${rehireId}::uuid and (${may(actor, 'rehire.record')} or ${actor.personId}::uuid in (w.leader_id, w.buddy_id)) and r.person_id <> ${actor.personId}::uuid`.execute(
			db
		);
	if (!rows[0]) throw new NotFound('No such welcome');
	return rows[0];
}

/** The welcomes that someone leads or accompanies, of the last half year. */
export async function ownWelcomes(actor: Actor): Promise<Welcome[]> {
	authorize(actor, 'welcome.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Welcome>`${welcomes} where ${actor.personId}::uuid in (w.leader_id, w.buddy_id) and r.returned_on > current_date - 180 order by r.returned_on desc limit 20`.execute(
			db
		)
	);
	return rows;
}

/** The employees of the network who could lead or accompany, for the desk to choose from. */
export async function receivers(
	actor: Actor
): Promise<(Named & { personId: string; department: string | null })[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<
			Named & { personId: string; department: string | null }
		>`select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, t.department from membership m join person p using (network_id, person_id)
		left join tenure t on t.person_id = p.person_id and t.ended_on is null where m.roles && '{employee,executive}' order by p.family_kana, p.given_kana, p.person_id limit 500`.execute(
			db
		)
	);
	return rows;
}

/** The desk says who leads and who accompanies, and what the team may be told. The leader gets check-ins of their own. Both are told. Throws NotFound, Stale, Invalid. */
export async function arrangeWelcome(
	actor: Actor,
	rehireId: string,
	plan: { leaderId: string | null; buddyId: string | null; notes: string; revision: number }
): Promise<void> {
	authorize(actor, 'rehire.record');
	await inNetwork(actor, async (db) => {
		const before = await ownWelcome(db, actor, rehireId);
		if (before.revision !== plan.revision) throw new Stale('Someone else saved since');
		if ([plan.leaderId, plan.buddyId].includes(before.personId))
			throw new Invalid('not_oneself', 'leaderId');
		await db
			.updateTable('welcome')
			.set({
				leaderId: plan.leaderId,
				buddyId: plan.buddyId,
				notes: plan.notes,
				revision: before.revision + 1
			})
			.where('rehireId', '=', rehireId)
			.execute();
		if (plan.leaderId !== before.leaderId) {
			await db
				.deleteFrom('checkIn')
				.where('rehireId', '=', rehireId)
				.where('side', '=', 'leader')
				.where('answeredAt', 'is', null)
				.execute();
			if (plan.leaderId)
				await db
					.insertInto('checkIn')
					.values(
						stages.map((stage) => ({
							networkId: actor.networkId,
							rehireId,
							side: 'leader',
							stage,
							dueOn: dueOn(before.returnedOn, stage)
						}))
					)
					.onConflict((conflict) => conflict.doNothing())
					.execute();
		}
		const fresh = [plan.leaderId, plan.buddyId].filter(
			(id): id is string => id !== null && id !== before.leaderId && id !== before.buddyId
		);
		await notify(db, actor, {
			kind: 'welcome',
			to: fresh,
			by: actor.personId,
			subjectId: rehireId,
			path: `/staff/welcome/${rehireId}`,
			about: before.person.familyName
		});
		await writeAudit(db, actor, 'welcome.arrange', before.personId);
	});
}

/** Ticks a step of the plan off, or on again. Throws NotFound for who has no part in it. */
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

/** Takes a step out of the plan. Throws NotFound. */
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
