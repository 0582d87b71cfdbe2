import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';

export type ReferralWish = {
	name: string;
	email: string;
	words: string;
	wouldWrite: boolean;
	openingId: string | null;
};
export type ReferralState = 'open' | 'invited' | 'joined' | 'returned' | 'closed';

/**
 * An employee or an alumnus names someone who knows of it, for the network or for an opening. The desk finds out who
 * it is and invites them on its own basis. No money is paid for a referral. Throws NotFound if the opening is not open.
 */
export async function refer(actor: Actor, wish: ReferralWish): Promise<void> {
	authorize(actor, 'referral.make');
	await countTry('referral.day', actor.personId);
	await inNetwork(actor, async (db) => {
		if (wish.openingId && !(await isOpen(db, wish.openingId))) throw new NotFound('No such opening');
		const { referralId } = await db
			.insertInto('referral')
			.values({ ...wish, networkId: actor.networkId, byId: actor.personId })
			.returning('referralId')
			.executeTakeFirstOrThrow();
		await tellOutside(db, actor, 'referral.made', { referralId, openingId: wish.openingId });
	});
}

async function isOpen(db: Db, openingId: string): Promise<boolean> {
	const opening = await db
		.selectFrom('opening')
		.select('openingId')
		.where('openingId', '=', openingId)
		.where('state', '=', 'open')
		.executeTakeFirst();
	return opening !== undefined;
}

export type OwnReferral = {
	referralId: string;
	name: string;
	state: ReferralState;
	madeAt: Date;
	openingTitle: string | null;
};

/** Whether the maker of a referral `f` may learn what came of it: no block keeps the two apart. */
const tellsOutcome = sql<boolean>`(f.person_id is null or ${notApart(sql`f.person_id`, sql`f.by_id`)})`;

/** The referrals that the actor made and what came of them, latest first. */
export async function ownReferrals(actor: Actor): Promise<OwnReferral[]> {
	authorize(actor, 'referral.make');
	const { rows } = await readNetwork(actor, (db) =>
		sql<OwnReferral>`
			select f.referral_id, f.name, f.made_at, o.title as opening_title,
				case when ${tellsOutcome} then f.state else 'open' end as state
			from referral f
			left join opening o using (network_id, opening_id)
			where f.by_id = ${actor.personId}::uuid
			order by f.made_at desc
			limit 50
		`.execute(db)
	);
	return rows;
}

/** The referrals that wait for the desk, latest first, with the person who made each. */
export async function openReferrals(actor: Actor) {
	authorize(actor, 'referral.see');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('referral as r')
			.innerJoin('person as p', (join) =>
				join.onRef('p.networkId', '=', 'r.networkId').onRef('p.personId', '=', 'r.byId')
			)
			.leftJoin('opening as o', (join) =>
				join.onRef('o.networkId', '=', 'r.networkId').onRef('o.openingId', '=', 'r.openingId')
			)
			.select([
				'r.referralId',
				'r.name',
				'r.email',
				'r.words',
				'r.wouldWrite',
				'r.madeAt',
				'o.title as openingTitle',
				...nameFields('p')
			])
			.where('r.state', '=', 'open')
			.orderBy('r.madeAt', 'desc')
			.limit(100)
			.execute()
	);
}

/**
 * The desk settles a referral. With `personId`, that person is meant and was or will be invited; with null, the
 * referral is closed. The person who made it is thanked either way. Throws NotFound.
 */
export async function settleReferral(
	actor: Actor,
	referralId: string,
	personId: string | null
): Promise<void> {
	authorize(actor, 'referral.see');
	await inNetwork(actor, async (db) => {
		const state = personId === null ? 'closed' : (await isMember(db, personId)) ? 'joined' : 'invited';
		const settled = await db
			.updateTable('referral')
			.set({ state, personId })
			.where('referralId', '=', referralId)
			.where('state', '=', 'open')
			.returning(['byId', 'name', 'personId'])
			.executeTakeFirst();
		if (!settled) throw new NotFound('No such referral');
		await thank(db, actor, { referralId, ...settled });
		await writeAudit(db, actor, 'referral.settle', personId ?? undefined);
	});
}

async function isMember(db: Db, personId: string): Promise<boolean> {
	const membership = await db
		.selectFrom('membership')
		.select('personId')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return membership !== undefined;
}

/**
 * Notes that someone who was named has joined or come back. The person who named them is told, with thanks. This
 * much is no secret; nothing else is told.
 */
export async function noteOutcome(
	where: InNetwork & { personId: string },
	outcome: 'joined' | 'returned'
): Promise<void> {
	await inNetwork(where, async (db) => {
		const before: ReferralState[] = outcome === 'joined' ? ['invited'] : ['invited', 'joined'];
		const changed = await db
			.updateTable('referral')
			.set({ state: outcome })
			.where('personId', '=', where.personId)
			.where('state', 'in', before)
			.returning(['referralId', 'byId', 'name', 'personId'])
			.execute();
		for (const referral of changed) await thank(db, where, referral);
	});
}

type Referral = { referralId: string; byId: string; name: string; personId: string | null };

/** Thanks the maker of a referral for what came of it, unless a block keeps them apart from the person they named. */
async function thank(
	db: Db,
	where: InNetwork,
	{ referralId, byId, name, personId }: Referral
): Promise<void> {
	if (personId && (await areApart(db, personId, byId))) return;
	await notify(db, where, {
		kind: 'referral',
		to: [byId],
		by: null,
		subjectId: referralId,
		path: '/refer#own',
		about: name
	});
}

async function areApart(db: Db, personId: string, otherId: string): Promise<boolean> {
	const { rows } = await sql`select where ${notApart(sql`${personId}::uuid`, otherId)}`.execute(db);
	return rows.length === 0;
}

/** Notes that the person of a rehire has come back, as `noteOutcome` does. */
export async function noteReturn(where: InNetwork & { rehireId: string }): Promise<void> {
	const rehire = await readNetwork(where, (db) =>
		db.selectFrom('rehire').select('personId').where('rehireId', '=', where.rehireId).executeTakeFirst()
	);
	if (rehire) await noteOutcome({ networkId: where.networkId, personId: rehire.personId }, 'returned');
}
