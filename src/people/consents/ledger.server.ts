import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Basis } from '#people/contacts/basis.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { Purpose } from './consent.ts';
import { consentsOf, setConsents, withdraw } from './consents.server.ts';
import { currentNotice } from './notices.server.ts';
import type { How, Source } from './source.ts';

/** One line of the ledger: what was agreed to, and how it was taken back where it was. */
type LedgerLine = {
	consentId: string;
	purpose: Purpose;
	wording: string;
	noticeVersion: number | null;
	givenAt: Date;
	givenHow: How;
	givenFrom: string;
	withdrawnAt: Date | null;
	withdrawnHow: How | null;
	withdrawnFrom: string;
};
/** On what ground the person may be written to at all, as an import, the desk or they themselves said. */
type Ground = { basis: Basis; basisOn: string; basisNote: string };
export type Ledger = { lines: LedgerLine[]; ground: Ground | null };

const linesShown = 500;

/** The member's own ledger, and the notice that they would agree under now. */
export async function ownLedger(actor: Actor) {
	authorize(actor, 'me.see');
	return readNetwork(actor, async (db) => ({
		...(await ledgerIn(db, actor.personId)),
		notice: await currentNotice(db)
	}));
}

/** A person's ledger as the desk sees it. */
export async function ledgerOf(actor: Actor, personId: string): Promise<Ledger> {
	authorize(actor, 'person.see');
	return readNetwork(actor, (db) => ledgerIn(db, personId));
}

async function ledgerIn(db: Db, personId: string): Promise<Ledger> {
	const [lines, ground] = await Promise.all([
		db
			.selectFrom('consent')
			.select([
				'consentId',
				'purpose',
				'wording',
				'noticeVersion',
				'givenAt',
				'givenHow',
				'givenFrom',
				'withdrawnAt',
				'withdrawnHow',
				'withdrawnFrom'
			])
			.where('personId', '=', personId)
			.orderBy('givenAt', 'desc')
			.orderBy('consentId', 'desc')
			.limit(linesShown)
			.execute(),
		db
			.selectFrom('contact')
			.select(['basis', 'basisOn', 'basisNote'])
			.where('personId', '=', personId)
			.where('basis', 'is not', null)
			.executeTakeFirst()
	]);
	return { lines: lines as LedgerLine[], ground: (ground as Ground | undefined) ?? null };
}

/**
 * A member agrees to one purpose more, by the version of the notice that they read. Throws Invalid (notice_changed) where
 * another is in force by now.
 */
export async function giveConsent(
	actor: Actor,
	purpose: Purpose,
	shown: number,
	source: Source
): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		const given = new Set([...(await consentsOf(db, actor.personId)), purpose]);
		await setConsents(db, actor, actor.personId, [...given], shown, source);
		await leaveSpoke(db, actor, actor.personId);
	});
}

/** A member takes one consent back. Being in the network is taken back by leaving it: throws Invalid. */
export async function withdrawConsent(actor: Actor, purpose: Purpose, source: Source): Promise<void> {
	authorize(actor, 'me.change');
	if (purpose === 'network') throw new Invalid('not_usable', 'form');
	await inNetwork(actor, async (db) => {
		await withdraw(db, actor.personId, [purpose], source);
		await leaveSpoke(db, actor, actor.personId);
	});
}

/**
 * The desk takes a consent back for someone who told it so. It never gives one. Throws Invalid for being in the network,
 * and NotFound where the person does not agree to that now.
 */
export async function withdrawForPerson(actor: Actor, personId: string, purpose: Purpose): Promise<void> {
	authorize(actor, 'person.change');
	if (purpose === 'network') throw new Invalid('not_usable', 'form');
	await inNetwork(actor, async (db) => {
		const source = { how: 'desk', from: '' } as const;
		if ((await withdraw(db, personId, [purpose], source)) === 0) throw new NotFound('No such consent');
		await writeAudit(db, actor, 'consent.withdraw', personId, { purpose });
		await leaveSpoke(db, actor, personId);
	});
}

async function leaveSpoke(db: Db, { networkId }: Actor, personId: string): Promise<void> {
	await leaveJob(db, 'person.spoke', { networkId, personId });
}
