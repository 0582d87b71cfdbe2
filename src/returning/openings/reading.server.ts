import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesAlumniOpenings } from '#access/policy/rules.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { withoutUnseen } from '#platform/text/clean.ts';
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

const openingsShown = sql`
	select o.opening_id, o.title, o.language, o.state, o.audience,
		o.company_id, c.name_ja as company_ja, c.name_en as company_en,
		o.business, o.business_range, o.place, o.place_range, o.employment, o.contract, o.trial,
		o.hours, o.overtime, o.holidays, o.pay, o.insurance, o.smoking, o.recruiter,
		o.wanted, o.remote, o.pay_least, o.pay_most, o.pay_per,
		o.reasons, o.questions, o.checked_on, o.closes_on, o.opened_at
	from opening o
	join company c using (network_id, company_id)
`;

/**
 * Splits a search into at most six words, in one width and one case. Columns are compared as `searched`
 * writes them.
 */
export const termsOf = (text: string) =>
	[
		...new Set(
			withoutUnseen(text)
				.normalize('NFKC')
				.toLowerCase()
				.split(/[\s、,]+/)
				.filter(Boolean)
		)
	].slice(0, 6);

/** The text of an opening `o` in which the words of a search are looked for. */
export const searched = sql`lower(normalize(
	o.title || ' ' || o.business || ' ' || o.place || ' ' || o.wanted || ' ' || o.hours,
	nfkc
))`;

async function list(
	where: InNetwork,
	audiences: readonly Audience[],
	{ terms = '', companyId, reason }: Search,
	before?: string
): Promise<OpeningShown[]> {
	const { rows } = await readNetwork(where, (db) =>
		sql<OpeningShown>`
			${openingsShown}
			where o.state = 'open'
				and o.audience = any (${[...audiences]}::text[])
				and (
					${before ?? null}::uuid is null
					or (o.opened_at, o.opening_id) < (
						select b.opened_at, b.opening_id from opening b where b.opening_id = ${before ?? null}::uuid
					)
				)
				and (${companyId ?? null}::uuid is null or o.company_id = ${companyId ?? null}::uuid)
				and (${reason ?? null}::text is null or ${reason ?? null} = any (o.reasons))
				and not exists (
					select from unnest(${termsOf(terms)}::text[]) term where strpos(${searched}, term) = 0
				)
			order by o.opened_at desc, o.opening_id desc
			limit ${shownAtOnce}
		`.execute(db)
	);
	return rows;
}

const audiencesOf = (actor: Pick<Actor, 'roles'>): Audience[] =>
	seesAlumniOpenings(actor) ? ['alumni', 'staff', 'public'] : ['staff', 'public'];

/** The open openings that a member may see, latest first. `before` is the last opening of the page before. */
export async function openingsFor(actor: Actor, search: Search, before?: string): Promise<OpeningShown[]> {
	authorize(actor, 'opening.see');
	return list(actor, audiencesOf(actor), search, before);
}

/** The three latest openings that a member may see, inside a running transaction. */
export async function latestOpenings(db: Db, actor: Actor): Promise<OpeningShown[]> {
	authorize(actor, 'opening.see');
	const { rows } = await sql<OpeningShown>`
		${openingsShown}
		where o.state = 'open' and o.audience = any (${audiencesOf(actor)}::text[])
		order by o.opened_at desc, o.opening_id desc
		limit 3
	`.execute(db);
	return rows;
}

/** The open openings that anyone may see, latest first. */
export async function publicOpenings(
	where: InNetwork,
	search: Search,
	before?: string
): Promise<OpeningShown[]> {
	return list(where, ['public'], search, before);
}

/**
 * One opening, for a member who may see it. A closed opening can still be read by those who have its address.
 * When an alumnus reads it, a touchpoint is recorded. Throws NotFound.
 */
export async function openingFor(actor: Actor, openingId: string): Promise<OpeningShown> {
	authorize(actor, 'opening.see');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<OpeningShown>`
			${openingsShown}
			where o.opening_id = ${openingId}::uuid
				and o.state <> 'draft'
				and o.opened_at is not null
				and o.audience = any (${audiencesOf(actor)}::text[])
		`.execute(db);
		if (!rows[0]) throw new NotFound('No such opening');
		if (isAlumnus(actor)) await recordTouchpoint(db, actor, actor.personId, 'opening_read', openingId);
		return rows[0];
	});
}

/** One public opening, as long as it is open. Throws NotFound. */
export async function publicOpening(where: InNetwork, openingId: string): Promise<OpeningShown> {
	const { rows } = await readNetwork(where, (db) =>
		sql<OpeningShown>`
			${openingsShown}
			where o.opening_id = ${openingId}::uuid and o.state = 'open' and o.audience = 'public'
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such opening');
	return rows[0];
}
