import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';

export type ScimTrouble = { method: string; status: number; why: string; times: number; lastAt: Date };

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'];
const keptDays = 30;

/**
 * Notes that an identity provider did not get what it wanted, where the desk should know: its token is not in force or may
 * not do this, or a change was refused. What it looked for and did not find is no trouble.
 */
export async function noteTrouble(where: InNetwork, request: Request, answer: Response): Promise<void> {
	const { status } = answer;
	const isTrouble =
		[401, 403].includes(status) || (status >= 400 && status < 500 && methods.includes(request.method));
	if (!isTrouble || !['GET', ...methods].includes(request.method)) return;
	const { scimType = '' } = (await answer.clone().json()) as { scimType?: string };
	await inNetwork(where, async (db) => {
		await sql`delete from scim_trouble where day < network_today() - ${keptDays}::int`.execute(db);
		await sql`
			insert into scim_trouble (network_id, day, method, status, why)
			values (${where.networkId}, network_today(), ${request.method}, ${status}, ${scimType})
			on conflict (network_id, day, method, status, why)
				do update set times = scim_trouble.times + 1, last_at = now()
		`.execute(db);
	});
}

/** What identity providers did not get in the last 30 days, the latest first. */
export async function scimTroubles(actor: Actor): Promise<ScimTrouble[]> {
	authorize(actor, 'api.manage');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<ScimTrouble>`
			select method, status, why, sum(times)::int as times, max(last_at) as last_at
			from scim_trouble
			group by method, status, why
			order by max(last_at) desc
			limit 50
		`.execute(db);
		return rows;
	});
}
