import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

/** A count stands for so many seconds at least, but where it found nobody, which costs nothing, */
const secondsAtLeast = 60;
const secondsOfNobody = 5;
/** and for one more second for each so many who left: where there are many, counting takes long. */
const leaversASecond = 300;

type Due = { isDue: boolean };

/**
 * Has the figures of the overview counted anew for whoever looks at them, where they are no longer fresh: what happens today is
 * seen today, and where nobody looks nothing is counted. Says whether that is under way.
 */
export async function freshenOverview(actor: Actor): Promise<boolean> {
	authorize(actor, 'overview.count');
	const { networkId } = actor;
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<Due>`
			select not exists (
				select from overview_count
				where counted_at > now() - make_interval(secs => case leavers
					when 0 then ${secondsOfNobody}::int
					else greatest(${secondsAtLeast}::int, leavers / ${leaversASecond}::int)
				end)
			) as is_due
			from (
				select coalesce(sum(people), 0)::int as leavers
				from overview_figure
				where board = 'leavers'
			) counted
		`.execute(db);
		const { isDue } = rows[0]!;
		if (isDue)
			await leaveJob(db, 'overview.count', { networkId }, { key: `overview.count:${networkId}` });
		return isDue;
	});
}
