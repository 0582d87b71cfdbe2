import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Audience, Conditions } from './opening.ts';

export type OpeningShown = Conditions & {
	openingId: string;
	title: string;
	language: 'ja' | 'en';
	companyId: string;
	companyJa: string;
	companyEn: string;
	wanted: string;
	remote: boolean;
	payLeast: number | null;
	payMost: number | null;
	payPer: 'hour' | 'month' | 'year' | null;
	reasons: string[];
	questions: string[];
	audience: Audience;
	checkedOn: string;
	closesOn: string | null;
	openedAt: Date;
	state: 'open' | 'closed';
};
export type Search = { terms?: string; companyId?: string; reason?: string };
export const shownAtOnce = 20;

const shown = sql`select o.opening_id, o.title, o.language, o.company_id, c.name_ja as company_ja, c.name_en as company_en, o.business, o.business_range, o.place, o.place_range, o.employment, o.contract, o.trial, o.hours, o.overtime, o.holidays, o.pay, o.insurance,
	o.smoking, o.recruiter, o.wanted, o.remote, o.pay_least, o.pay_most, o.pay_per, o.reasons, o.questions, o.audience, o.checked_on, o.closes_on, o.opened_at, o.state from opening o join company c using (network_id, company_id)`;

/** Words as they are looked for: one width, one case, parted by blanks. */
export const termsOf = (text: string) =>
	[
		...new Set(
			text
				.normalize('NFKC')
				.toLowerCase()
				.split(/[\s、,]+/)
				.filter(Boolean)
		)
	].slice(0, 6);

/** What words are looked for in. */
export const searched = sql`lower(normalize(o.title || ' ' || o.business || ' ' || o.place || ' ' || o.wanted || ' ' || o.hours, nfkc))`;

async function list(
	where: InNetwork,
	audiences: readonly Audience[],
	{ terms = '', companyId, reason }: Search,
	before?: string
): Promise<OpeningShown[]> {
	const { rows } = await readNetwork(where, (db) =>
		sql<OpeningShown>`${shown} where o.state = 'open' and o.audience = any (${[...audiences]}::text[])
		and (${before ?? null}::uuid is null or (o.opened_at, o.opening_id) < (select b.opened_at, b.opening_id from opening b where b.opening_id = ${before ?? null}::uuid))
		and (${companyId ?? null}::uuid is null or o.company_id = ${companyId ?? null}::uuid) and (${reason ?? null}::text is null or ${reason ?? null} = any (o.reasons))
		and not exists (select from unnest(${termsOf(terms)}::text[]) term where strpos(${searched}, term) = 0) order by o.opened_at desc, o.opening_id desc limit ${shownAtOnce}`.execute(
			db
		)
	);
	return rows;
}

const audiencesOf = (actor: Pick<Actor, 'roles'>): Audience[] =>
	actor.roles.some((role) => role === 'alumnus' || role === 'steward' || role === 'admin')
		? ['alumni', 'staff', 'public']
		: ['staff', 'public'];

/** The openings that a member may see, latest first; the next page begins before the last. */
export async function openingsFor(actor: Actor, search: Search, before?: string): Promise<OpeningShown[]> {
	authorize(actor, 'opening.see');
	return list(actor, audiencesOf(actor), search, before);
}

/** The three latest of them, inside a running transaction. */
export async function latestOpenings(db: Db, actor: Actor): Promise<OpeningShown[]> {
	authorize(actor, 'opening.see');
	const { rows } =
		await sql<OpeningShown>`${shown} where o.state = 'open' and o.audience = any (${audiencesOf(actor)}::text[]) order by o.opened_at desc, o.opening_id desc limit 3`.execute(
			db
		);
	return rows;
}

/** The openings that anyone may see. */
export async function publicOpenings(
	where: InNetwork,
	search: Search,
	before?: string
): Promise<OpeningShown[]> {
	return list(where, ['public'], search, before);
}

/** One opening for a member who may see it; one that has closed stays readable for who has the address. An alumnus's look is a touchpoint. Throws NotFound. */
export async function openingFor(actor: Actor, openingId: string): Promise<OpeningShown> {
	authorize(actor, 'opening.see');
	return inNetwork(actor, async (db) => {
		const { rows } =
			await sql<OpeningShown>`${shown} where o.opening_id = ${openingId}::uuid and o.state <> 'draft' and o.opened_at is not null and o.audience = any (${audiencesOf(actor)}::text[])`.execute(
				db
			);
		if (!rows[0]) throw new NotFound('No such opening');
		if (actor.roles.includes('alumnus'))
			await recordTouchpoint(db, actor, actor.personId, 'opening_read', openingId);
		return rows[0];
	});
}

/** One public opening, for anyone, as long as it is open. Throws NotFound. */
export async function publicOpening(where: InNetwork, openingId: string): Promise<OpeningShown> {
	const { rows } = await readNetwork(where, (db) =>
		sql<OpeningShown>`${shown} where o.opening_id = ${openingId}::uuid and o.state = 'open' and o.audience = 'public'`.execute(
			db
		)
	);
	if (!rows[0]) throw new NotFound('No such opening');
	return rows[0];
}
