import { sql } from 'kysely';
import { networkToday } from '#platform/clock/network-today.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { dayBeside, dueOn, stagesToCome, usualSteps, type Side } from './welcome.ts';

/**
 * Begins the welcome of someone who comes back, inside the transaction that records the rehire: the usual steps for
 * the team, and the rejoiner's check-ins. Where the return is only planned, check-ins wait for it.
 */
export async function beginWelcome(
	db: Db,
	{ networkId }: InNetwork,
	rehireId: string,
	returnedOn: string,
	{ isPlanned = false } = {}
): Promise<void> {
	await db.insertInto('welcome').values({ networkId, rehireId, isPlanned }).execute();
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
	if (!isPlanned) await planCheckIns(db, { networkId }, { rehireId, returnedOn, side: 'rejoiner' });
}

/** A planned return has come: its welcome goes on as it was prepared, with check-ins of both sides. */
export async function fulfilWelcome(
	db: Db,
	where: InNetwork,
	rehireId: string,
	days: { from: string; to: string }
): Promise<void> {
	await moveWelcome(db, rehireId, days);
	const welcome = await db
		.updateTable('welcome')
		.set({ isPlanned: false })
		.where('rehireId', '=', rehireId)
		.returning('leaderId')
		.executeTakeFirst();
	if (!welcome) return beginWelcome(db, where, rehireId, days.to);
	await planCheckIns(db, where, { rehireId, returnedOn: days.to, side: 'rejoiner' });
	if (welcome.leaderId) await planCheckIns(db, where, { rehireId, returnedOn: days.to, side: 'leader' });
}

/** The day of a return has changed: the steps that are not done yet move along. */
export async function moveWelcome(
	db: Db,
	rehireId: string,
	{ from, to }: { from: string; to: string }
): Promise<void> {
	await sql`
		update welcome_step
		set due_on = due_on + (${to}::date - ${from}::date)
		where rehire_id = ${rehireId}
			and done_at is null
	`.execute(db);
}

/**
 * Plans a check-in for each stage that is still to come, and for the one before where it is not long over: a return that is
 * recorded late asks nobody three times in one night. Those that one side has already are kept as they are.
 */
export async function planCheckIns(
	db: Db,
	{ networkId }: InNetwork,
	{ rehireId, returnedOn, side }: { rehireId: string; returnedOn: string; side: Side }
): Promise<void> {
	const toCome = stagesToCome(returnedOn, await networkToday(db));
	if (toCome.length === 0) return;
	await db
		.insertInto('checkIn')
		.values(
			toCome.map((stage) => ({ networkId, rehireId, side, stage, dueOn: dueOn(returnedOn, stage) }))
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
