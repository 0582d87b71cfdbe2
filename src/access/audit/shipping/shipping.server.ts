import { sql } from 'kysely';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { linesAfter } from './lines.server.ts';
import { send, type Target } from './sending.server.ts';

const linesAtOnce = 500;
/** A worker that takes longer than this over one batch is thought to be lost. */
const claimSeconds = 120;

type Claim = Target & { revision: number; sentUpTo: number };

/**
 * Sends what the audit log has gained, in the order of the numbers, until nothing is left. The place is noted after each
 * batch, so a batch may arrive twice, and none is left out. What fails is tried again after growing delays, for ever.
 */
export async function shipAudit({ networkId }: InNetwork): Promise<void> {
	const network = { networkId };
	const claim = await inNetwork(network, claimShipping);
	if (!claim) return inNetwork(network, (db) => comeBack(db, network));
	try {
		for (let place: number | undefined = claim.sentUpTo; place !== undefined;)
			place = await shipBatch(network, claim, place);
	} catch (failure) {
		await inNetwork(network, (db) => noteFailure(db, network, claim, failure as Error));
		return;
	}
	await inNetwork(network, (db) => release(db, claim));
}

/** Sends the lines after a place, and gives the new place; undefined at the end, or where the settings were changed. */
async function shipBatch(network: InNetwork, claim: Claim, place: number): Promise<number | undefined> {
	const lines = await readNetwork(network, (db) => linesAfter(db, place, linesAtOnce));
	const last = lines.at(-1);
	if (!last) return undefined;
	await send(claim, { id: `audit_${network.networkId}_${lines[0]!.number}_${last.number}`, lines });
	const isCurrent = await inNetwork(network, (db) => noteSent(db, claim, last.number));
	return isCurrent ? last.number : undefined;
}

async function claimShipping(db: Db): Promise<Claim | undefined> {
	const { rows } = await sql<Claim>`
		update audit_setting
		set claimed_until = now() + make_interval(secs => ${claimSeconds})
		where way <> 'none'
			and next_try_at <= now()
			and claimed_until <= now()
		returning way, host, port, certificate, url, secret, revision, sent_up_to
	`.execute(db);
	return rows[0];
}

/** Somebody else sends, or it is too early: the job comes back then. */
async function comeBack(db: Db, network: InNetwork): Promise<void> {
	const { rows } = await sql<{ seconds: number }>`
		select ceil(extract(epoch from greatest(next_try_at, least(claimed_until, now() + interval '10 seconds')) - now()))::int
			as seconds
		from audit_setting
		where way <> 'none'
	`.execute(db);
	if (rows[0]) await leaveAgain(db, network, Math.max(1, rows[0].seconds));
}

async function leaveAgain(db: Db, { networkId }: InNetwork, after: number): Promise<void> {
	await leaveJob(
		db,
		'audit.ship',
		{ networkId },
		{ key: `audit.ship:${networkId}`, after, isPutOff: true }
	);
}

/** Notes how far it came, and whether the settings are still those by which it was sent. */
async function noteSent(db: Db, { revision }: Claim, number: number): Promise<boolean> {
	const { rows } = await sql<{ revision: number }>`
		update audit_setting
		set sent_up_to = ${number},
			sent_at = now(),
			failing_since = null,
			last_problem = '',
			tries = 0,
			claimed_until = now() + make_interval(secs => ${claimSeconds})
		where revision = ${revision}
		returning revision
	`.execute(db);
	return rows.length > 0;
}

async function noteFailure(db: Db, network: InNetwork, { revision }: Claim, failure: Error): Promise<void> {
	const { rows } = await sql<{ seconds: number }>`
		update audit_setting
		set failing_since = coalesce(failing_since, now()),
			last_problem = ${failure.message.slice(0, 300)},
			tries = tries + 1,
			claimed_until = now(),
			next_try_at = now() + make_interval(secs => least(900, 5 * power(2, least(tries, 10))))
		where revision = ${revision}
		returning ceil(extract(epoch from next_try_at - now()))::int as seconds
	`.execute(db);
	await leaveAgain(db, network, rows[0]?.seconds ?? 1);
}

async function release(db: Db, { revision }: Claim): Promise<void> {
	await db
		.updateTable('auditSetting')
		.set({ claimedUntil: sql<Date>`now()` })
		.where('revision', '=', revision)
		.execute();
}
