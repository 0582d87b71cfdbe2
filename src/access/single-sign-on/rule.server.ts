import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDeskOrAdmin, memberIsOnlyColleague } from '#access/policy/roles.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';

/** Do people who work at the company sign in by its identity provider only? */
export async function isOnlyWay(db: Db): Promise<boolean> {
	const { onlySingleSignOn } = await db
		.selectFrom('network')
		.select('onlySingleSignOn')
		.executeTakeFirstOrThrow();
	return onlySingleSignOn;
}

/** Someone who works at the company and is no alumnus: whom an identity provider may let in. */
const isOfCompany = memberIsOnlyColleague('m');

/**
 * Must whoever has this address sign in by the company's identity provider? Who runs the network must, too, at the page of
 * the network; a link that the operator prints lets them in (`runsIt` leaves them out).
 */
export async function mustUseProvider(
	where: InNetwork,
	by: { email: string } | { accountId: string },
	{ runsIt = true }: { runsIt?: boolean } = {}
): Promise<boolean> {
	const named =
		'email' in by
			? sql<boolean>`c.email = ${by.email}`
			: sql<boolean>`m.account_id = ${by.accountId}::uuid`;
	const { rows } = await readNetwork(where, (db) =>
		sql`
			select
			from membership m
			join contact c using (network_id, person_id)
			join network n on n.network_id = m.network_id
			where n.only_single_sign_on
				and ${named}
				and ${isOfCompany}
				and (${runsIt} or not (${memberIsDeskOrAdmin('m')}))
		`.execute(db)
	);
	return rows.length > 0;
}

/**
 * Makes the company's identity provider the only way in for those who work there, or lets them use others again. When it
 * begins, all of them but those who run the network are signed out. Throws Invalid where no provider is on.
 */
export async function setOnlyWay(actor: Actor, only: boolean): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	await inNetwork(actor, async (db) => {
		await db.selectFrom('network').select('networkId').forNoKeyUpdate().executeTakeFirstOrThrow();
		if ((await isOnlyWay(db)) === only) return;
		if (only && !(await isAnyOn(db))) throw new Invalid('no_provider_on', 'only');
		await db.updateTable('network').set({ onlySingleSignOn: only }).execute();
		const ended = only ? await endSessions(db) : 0;
		await writeAudit(db, actor, only ? 'single_sign_on.only' : 'single_sign_on.not_only', undefined, {
			ended
		});
	});
}

async function endSessions(db: Db): Promise<number> {
	const { rows } = await sql<{ ended: number }>`select end_sessions_of_employees() as ended`.execute(db);
	return rows[0]!.ended;
}

async function isAnyOn(db: Db, except?: string): Promise<boolean> {
	const found = await db
		.selectFrom('signOnProvider')
		.select('providerId')
		.where('isOn', '=', true)
		.execute();
	return found.some(({ providerId }) => providerId !== except);
}

/** Throws Invalid where this provider is the only way in, and would not be there any more. */
export async function refuseLastWay(db: Db, providerId: string): Promise<void> {
	if ((await isOnlyWay(db)) && !(await isAnyOn(db, providerId))) throw new Invalid('last_provider', 'form');
}

/** Whether it is the only way, for the page where that is set. */
export async function onlyWay(actor: Actor): Promise<boolean> {
	authorize(actor, 'single_sign_on.manage');
	return readNetwork(actor, isOnlyWay);
}
