import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

/**
 * Leaves the job that counts the boards anew after someone's standing, or membership, changed. However many
 * changes come in, one job waits for the network; it runs a second later, or `after` so many seconds.
 */
export async function leaveStandingChanged(db: Db, { networkId }: InNetwork, after = 1): Promise<void> {
	await leaveJob(db, 'standing.changed', { networkId }, { key: `standing.changed:${networkId}`, after });
}
