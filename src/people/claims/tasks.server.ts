import { writeAudit } from '#access/audit/audit.server.ts';
import { sql } from 'kysely';
import { countQuietly } from '#access/limits/limits.server.ts';
import { settingsIn } from '#access/settings/settings.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { candidatesFor } from './candidates.server.ts';
import { claimDays, fitOf, whyLook, type Candidate } from './claim.ts';
import { letIn, tellOtherAddress, type Proved } from './letting-in.server.ts';
import { leaveIsMember } from './mailing.server.ts';

/**
 * Compares a claim whose address was proved with the file. Whom exactly one record fits in everything is let in, where the
 * network lets people in at once and nothing speaks against it. Everybody else waits for the desk; where their record has
 * another address, that is told. A member who asked from their own address is reminded that they can sign in.
 */
export async function compareClaim(job: InNetwork & { claimId: string }): Promise<void> {
	await freshenRows(job);
	await inNetwork(job, async (db) => {
		const claim = await lockProved(db, job.claimId);
		if (!claim) return;
		const found = (await candidatesFor(db, [claim]))[0]!;
		const own = found.find(({ isMember, email }) => isMember && email === claim.address);
		if (own) return remind(db, job, claim, own);
		const exact = found.filter(({ same }) => fitOf(same) === 'exact');
		const only = exact.length === 1 ? exact[0]! : undefined;
		const { claims } = await settingsIn(db);
		if (only && claims === 'at_once' && !whyLook(only, claim.address)) {
			await letIn(db, job, claim, only, null);
			return noteLetIn(db, job, only.personId);
		}
		await setState(db, claim.claimId, 'waiting');
		if (
			only &&
			only.email !== claim.address &&
			(await countQuietly('claim_notice.person', only.personId))
		)
			await tellOtherAddress(db, job, claim, only);
	});
}

async function lockProved(db: Db, claimId: string): Promise<Proved | undefined> {
	const { rows } = await sql<Proved>`
		select
			claim_id, family_name, given_name, family_kana, given_kana,
			number, joined_year, left_year, department, words, address,
			locale, pass_on_id, state, person_id
		from claim
		where claim_id = ${claimId}
			and state = 'proved'
		for update
	`.execute(db);
	return rows[0];
}

async function remind(db: Db, where: InNetwork, claim: Proved, { personId }: Candidate): Promise<void> {
	await leaveIsMember(db, where, claim, personId);
	await db
		.updateTable('claim')
		.set({ state: 'is_member', personId, settledAt: new Date() })
		.where('claimId', '=', claim.claimId)
		.execute();
}

async function setState(db: Db, claimId: string, state: 'waiting'): Promise<void> {
	await db.updateTable('claim').set({ state }).where('claimId', '=', claimId).execute();
}

/** Nobody decided it but the network's rule: the audit log says so. */
async function noteLetIn(db: Db, { networkId }: InNetwork, personId: string): Promise<void> {
	await writeAudit(db, { networkId, personId: null }, 'claim.let_in', personId, { by: 'rule' });
}

/** Erases claims that are over: whose link was not used in time, and after thirty days all of them, with their mails. */
export async function forgetClaims(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		await sql`
			delete from claim
			where made_at < now() - make_interval(days => ${claimDays})
				or (state = 'unproved' and link_expires_at < now())
		`.execute(db);
		await sql`
			delete from mail
			where kind in ('claim', 'claim_proof')
				and person_id is null
				and status <> 'waiting'
				and created_at < now() - make_interval(days => ${claimDays})
		`.execute(db);
	});
}
