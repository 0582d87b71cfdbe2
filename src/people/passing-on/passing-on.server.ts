import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isColleague, isDesk } from '#access/policy/roles.ts';
import { settingsIn } from '#access/settings/settings.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Forbidden } from '#platform/http/failures.ts';

/** How many days a link that is passed on works. */
export const passOnDays = 90;

export type PassOn = { code: string; expiresAt: Date; joined: number };

/** May this member pass a link on? The network says who may, and whether leavers can ask to join at all. */
async function mayPassOn(db: Db, actor: Actor): Promise<boolean> {
	const { claims, passingOn } = await settingsIn(db);
	if (claims === 'off' || passingOn === 'off') return false;
	return passingOn === 'members' || isColleague(actor) || isDesk(actor);
}

/** A member's link with how many joined by it, and whether they may have one. */
export async function ownPassOn(actor: Actor): Promise<{ isOpen: boolean; link: PassOn | undefined }> {
	authorize(actor, 'referral.make');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<PassOn>`
			select o.code, o.expires_at, (
				select count(*)::int
				from invitation i
				where i.pass_on_id = o.pass_on_id
					and i.used_at is not null
			) as joined
			from pass_on o
			where o.person_id = ${actor.personId}
				and o.withdrawn_at is null
				and o.expires_at > now()
		`.execute(db);
		return { isOpen: await mayPassOn(db, actor), link: rows[0] };
	});
}

/** Makes a member's link; the one from before works no more. Throws Forbidden where the network does not let them. */
export async function makePassOn(actor: Actor): Promise<void> {
	authorize(actor, 'referral.make');
	const { networkId, personId } = actor;
	const code = randomBytes(9).toString('base64url');
	const expiresAt = new Date(Date.now() + passOnDays * 86_400_000);
	await inNetwork(actor, async (db) => {
		if (!(await mayPassOn(db, actor))) throw new Forbidden('referral.make');
		await withdraw(db, personId);
		await db.insertInto('passOn').values({ networkId, personId, code, expiresAt }).execute();
	});
}

/** Takes a member's link back. Whoever asked to join by it stays. */
export async function withdrawPassOn(actor: Actor): Promise<void> {
	authorize(actor, 'referral.make');
	await inNetwork(actor, (db) => withdraw(db, actor.personId));
}

async function withdraw(db: Db, personId: string): Promise<void> {
	await db
		.updateTable('passOn')
		.set({ withdrawnAt: new Date() })
		.where('personId', '=', personId)
		.where('withdrawnAt', 'is', null)
		.execute();
}

export type Introducer = Required<Named> & { passOnId: string };

/** Whose link has this code: a member, while it works. */
export async function passOnBy(db: Db, code: string): Promise<Introducer | undefined> {
	if (!/^[A-Za-z0-9_-]{12}$/.test(code)) return undefined;
	const { rows } = await sql<Introducer>`
		select o.pass_on_id, ${nameColumns('p')}
		from pass_on o
		join person p using (network_id, person_id)
		join membership mb using (network_id, person_id)
		where o.code = ${code}
			and o.withdrawn_at is null
			and o.expires_at > now()
	`.execute(db);
	return rows[0];
}

/** Whose link a visitor came by. */
export async function introducerOf(where: InNetwork, code: string): Promise<Introducer | undefined> {
	return readNetwork(where, (db) => passOnBy(db, code));
}
