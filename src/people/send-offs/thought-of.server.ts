import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import type { Because } from './send-off.ts';

export type ThoughtOf = Required<Named> & {
	personId: string;
	because: Because;
	saidOn: string;
	leftOn: string | null;
};
const atMost = 500;

/** Those who wait: they left, did not come back, and asked to be thought of. `w` is the row of their wish. */
const waits = sql`
	p.removed_at is null
		and not ${isEmployed('w')}
`;

/**
 * Who asked on leaving to be thought of when there is an opening, since they left for birth, childcare or family care
 * (育児・介護休業法27条). At most 500, the latest first. The look is written to the audit log.
 */
export async function whoAskedToBeThoughtOf(actor: Actor): Promise<ThoughtOf[]> {
	authorize(actor, 'send_off.run');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'thought_of.see');
		const { rows } = await sql<ThoughtOf>`
			select w.person_id, w.because, w.said_on, d.left_on, ${nameColumns('p')}
			from thought_of w
			join person p using (network_id, person_id)
			left join departure d on d.network_id = w.network_id
				and d.person_id = w.person_id
				and d.is_latest
			where ${waits}
			order by w.said_on desc, w.person_id
			limit ${atMost}
		`.execute(db);
		return rows;
	});
}

type Count = { people: number };

/** How many people wait to be thought of. */
export async function countThoughtOf(actor: Actor): Promise<number> {
	authorize(actor, 'send_off.run');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Count>`
			select count(*)::int as people
			from thought_of w
			join person p using (network_id, person_id)
			where ${waits}
		`.execute(db)
	);
	return rows[0]!.people;
}

/** Keeps someone's wish to be thought of, or, with null, that they have none. A wish that stays the same keeps its day. */
export async function keepThoughtOf(
	db: Db,
	{ networkId }: InNetwork,
	personId: string,
	because: Because | null
): Promise<void> {
	if (because === null) {
		await db.deleteFrom('thoughtOf').where('personId', '=', personId).execute();
		return;
	}
	const saidOn = await networkToday(db);
	await db
		.insertInto('thoughtOf')
		.values({ networkId, personId, because, saidOn })
		.onConflict((conflict) =>
			conflict
				.columns(['networkId', 'personId'])
				.doUpdateSet({ because, saidOn })
				.where('thoughtOf.because', '<>', because)
		)
		.execute();
}

/** What someone themselves asked for: why they want to be thought of, or null. */
export async function ownThoughtOf(db: Db, personId: string): Promise<Because | null> {
	const found = await db
		.selectFrom('thoughtOf')
		.select('because')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return (found?.because ?? null) as Because | null;
}

/** The same for a member's own page. */
export async function ownWishToBeThoughtOf(actor: Actor): Promise<Because | null> {
	authorize(actor, 'me.see');
	return readNetwork(actor, (db) => ownThoughtOf(db, actor.personId));
}

/** A member changes their wish, or takes it back. */
export async function saveOwnThoughtOf(actor: Actor, because: Because | null): Promise<void> {
	authorize(actor, 'reasons.say');
	await inNetwork(actor, (db) => keepThoughtOf(db, actor, actor.personId, because));
}
