import { sql, type RawBuilder } from 'kysely';
import { purposes } from '#people/consents/consent.ts';
import { waveName } from '#people/invitations/wave-name.server.ts';
import type { ListFilter } from '#platform/table/list.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { personStates, purposeName, stateName } from './words.ts';

/* How the columns of the list of people are filtered: SQL over `directory.person_row r`. */

const tagsOffered = 200;

/** A day between two, which count too. */
export const daysFilter = (column: RawBuilder<unknown>): ListFilter => ({
	kind: 'days',
	fits: ([from = '', to = '']) => sql<boolean>`(
		isfinite(${column})
		and ${from ? sql`${column} >= ${from}::date` : sql`true`}
		and ${to ? sql`${column} <= ${to}::date` : sql`true`}
	)`
});

/** A moment of a day between two, at the network's clock. The days beside them say to PostgreSQL how many may fit. */
export const momentFilter = (column: RawBuilder<unknown>): ListFilter => {
	const startOf = (day: string, later: number) => sql`(
		select ((${day}::date + ${later}::int)::timestamp at time zone n.time_zone)
		from network n
		where n.network_id = (select current_network())
	)`;
	const from = (day: string) =>
		sql`${column} >= ${startOf(day, 0)} and ${column} >= (${day}::date - 1)::timestamptz`;
	const to = (day: string) =>
		sql`${column} < ${startOf(day, 1)} and ${column} < (${day}::date + 2)::timestamptz`;
	return {
		kind: 'days',
		fits: ([first = '', last = '']) => sql<boolean>`(
			isfinite(${column})
			and ${first ? from(first) : sql`true`}
			and ${last ? to(last) : sql`true`}
		)`
	};
};

const yearsAgo = (years: string) =>
	sql`((select network_today()) - make_interval(years => ${years}::int))::date`;
/** The same by the server's clock, `later` days on: it says to PostgreSQL how many may fit. */
const aboutYearsAgo = (years: string, later: number) =>
	sql`(now() - make_interval(years => ${years}::int, days => ${-later}::int))::date`;

const leftBy = (years: string) =>
	sql`r.left_on <= ${yearsAgo(years)} and r.left_on <= ${aboutYearsAgo(years, 2)}`;
const leftAfter = (years: string) =>
	sql`r.left_on > ${yearsAgo(years)} and r.left_on > ${aboutYearsAgo(years, -2)}`;

/** At least and at most so many full years since someone left. */
export const yearsAgoFilter: ListFilter = {
	kind: 'numbers',
	fits: ([from = '', to = '']) => sql<boolean>`(
		isfinite(r.left_on)
		and r.left_on <= (select network_today())
		and ${from ? leftBy(from) : sql`true`}
		and ${to ? leftAfter(String(Number(to) + 1)) : sql`true`}
	)`
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const companyFilter = (locale: Locale, column = sql`r.company_id`): ListFilter => ({
	kind: 'choice',
	options: async (db) => {
		const companies = await db
			.selectFrom('company')
			.select(['companyId', 'nameJa', 'nameEn'])
			.orderBy('parentId', (order) => order.asc().nullsFirst())
			.orderBy('companyId')
			.execute();
		return companies.map(({ companyId, nameJa, nameEn }) => ({
			value: companyId,
			label: locale === 'ja' ? nameJa : nameEn
		}));
	},
	fits: (values) => sql<boolean>`${column} = any (${values.filter((value) => uuid.test(value))}::uuid[])`
});

/** Someone who counts as employed has a stay that goes on: its last day is still to come, or none is known. */
const hasStay = sql`(isfinite(r.started_on) and (not isfinite(r.left_on) or r.next_end_on is not null))`;

/** SQL: whether the stay that goes on has a last day. */
export const isLeaving = sql`(isfinite(r.left_on) and r.next_end_on is not null)`;

/** SQL: how someone can be reached, or has been: a `PersonState`. */
export const personState = sql`
	case when r.state = 'employed' and not ${hasStay} then 'colleague' else r.state end
`;

export const stateFilter: ListFilter = {
	kind: 'choice',
	options: async () => personStates.map((state) => ({ value: state, label: stateName[state]() })),
	fits: (values) => {
		const [works, helps] = [values.includes('employed'), values.includes('colleague')];
		const kept = helps && !works ? [...values, 'employed'] : values;
		const isAny = sql<boolean>`r.state = any (${kept}::text[])`;
		return works === helps
			? isAny
			: sql<boolean>`(${isAny} and (r.state <> 'employed' or ${hasStay} = ${works}::boolean))`;
	}
};

type Tag = { tag: string };

/** Tags that are in use. The recursion looks into the index once for each of them. */
export const tagFilter: ListFilter = {
	kind: 'choice',
	options: async (db) => {
		const { rows } = await sql<Tag>`
			with recursive step as (
				(
					select tag
					from person_tag
					order by tag
					limit 1
				)
				union all
				select n.tag
				from step s
				cross join lateral (
					select g.tag
					from person_tag g
					where g.tag > s.tag
					order by g.tag
					limit 1
				) n
			)
			select tag
			from step
			limit ${tagsOffered}
		`.execute(db);
		return rows.map(({ tag }) => ({ value: tag, label: tag }));
	},
	fits: (values) => sql<boolean>`exists (
		select
		from person_tag g
		where g.person_id = r.person_id
			and g.tag = any (${values}::text[])
	)`
};

const wavesOffered = 100;

/** Whom a wave of invitations was for. */
export const waveFilter: ListFilter = {
	kind: 'choice',
	options: async (db) => {
		const waves = await db
			.selectFrom('invitationWave')
			.select(['waveId', waveName('invitation_wave').as('called')])
			.orderBy('madeAt', 'desc')
			.limit(wavesOffered)
			.execute();
		return waves.map(({ waveId, called }) => ({ value: waveId, label: called }));
	},
	fits: (values) => sql<boolean>`exists (
		select
		from invitation i
		where i.person_id = r.person_id
			and i.wave_id = any (${values.filter((value) => uuid.test(value))}::uuid[])
	)`
};

export const consentFilter: ListFilter = {
	kind: 'choice',
	options: async () => purposes.map((purpose) => ({ value: purpose, label: purposeName[purpose]() })),
	fits: (values) => sql<boolean>`exists (
		select
		from consent k
		where k.person_id = r.person_id
			and k.withdrawn_at is null
			and k.purpose = any (${values}::text[])
	)`
};
