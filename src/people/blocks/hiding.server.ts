import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { ClosedKind } from '#people/profiles/profile.ts';
import { ensureProfile } from '#people/profiles/profiles.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { blockedBy, type Blocked } from './blocks.server.ts';

export type Privacy = {
	closedTo: ClosedKind[];
	companies: string[];
	domains: string[];
	presentCompany: string;
	blocked: Blocked[];
};

type Row = Omit<Privacy, 'blocked'>;

/** Whom the actor keeps away: kinds of people, colleagues of today, and single people. */
export async function ownPrivacy(actor: Actor): Promise<Privacy> {
	authorize(actor, 'me.see');
	const me = sql`${actor.personId}::uuid`;
	const named = (kind: string) => sql`array(
		select h.value
		from hidden_from h
		where h.person_id = ${me}
			and h.kind = ${kind}
		order by h.value
	)`;
	return readNetwork(actor, async (db) => {
		const own = sql<Row>`
			select coalesce(f.closed_to, '{}') as closed_to,
				coalesce(p.present_company, '') as present_company,
				${named('company')} as companies,
				${named('domain')} as domains
			from person p
			left join profile f using (network_id, person_id)
			where p.person_id = ${me}
		`.execute(db);
		const [{ rows }, blocked] = await Promise.all([own, blockedBy(db, actor)]);
		return { ...rows[0]!, blocked };
	});
}

/** From which companies, and from the owners of addresses at which domains, the actor is hidden from now on. */
export async function hideFrom(
	actor: Actor,
	{ companies, domains }: { companies: readonly string[]; domains: readonly string[] }
): Promise<void> {
	authorize(actor, 'me.change');
	await countTry('hiding.day', actor.personId);
	const { networkId, personId } = actor;
	const wanted = [
		...companies.map((value) => ({ networkId, personId, kind: 'company', value })),
		...domains.map((value) => ({ networkId, personId, kind: 'domain', value }))
	];
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('hiddenFrom').where('personId', '=', personId).execute();
		if (wanted.length > 0) await db.insertInto('hiddenFrom').values(wanted).execute();
	});
}

/** Which kinds of people must not begin to write to the actor, call them or mention them. */
export async function closeTo(actor: Actor, kinds: readonly ClosedKind[]): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		await ensureProfile(db, actor);
		await db
			.updateTable('profile')
			.set({ closedTo: [...kinds] })
			.where('personId', '=', actor.personId)
			.execute();
	});
}
