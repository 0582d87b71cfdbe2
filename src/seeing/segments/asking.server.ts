import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { restrictedReasons } from '#people/departures/reason.ts';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { askedIn, queryOf, type Askable } from '#platform/table/table.ts';
import type { SegmentField } from './fields.server.ts';
import type { SegmentAsked, SegmentCount } from './segment.ts';

const askableOf = (fields: readonly SegmentField[]): Askable => ({
	usualSort: '',
	isUsuallyDown: false,
	columns: fields.map(({ key, filter }) => ({ key, isUsual: false, isSorted: false, filter: filter.kind }))
});

/** What an address asks of people. What it asks wrongly counts as not asked. Throws Invalid for a restricted reason. */
export function segmentIn(query: URLSearchParams, fields: readonly SegmentField[]): SegmentAsked {
	const asked = askedIn(query, askableOf(fields)).filters;
	refuseRestricted(asked);
	return asked;
}

/** The address that asks the same. */
export function addressOf(asked: SegmentAsked, fields: readonly SegmentField[]): string {
	const query = queryOf({ q: '', sort: '', isDown: false, filters: asked, columns: [] }, askableOf(fields));
	query.delete('sort');
	return String(query);
}

/** Restricted reasons are never asked (rule 7). The table refuses them too. */
export function refuseRestricted(asked: SegmentAsked): void {
	if (asked['reason']?.some((code) => restrictedReasons.includes(code)))
		throw new Invalid('segment_restricted', 'reason');
}

/** What tells why people left, or where they stand: to ask it is to look at it. */
const confidential = ['reason', 'told', 'notTold', 'quadrant'];

/** Writes into the audit log that someone asked what is confidential. Throws Forbidden where they may not. */
export async function noteLook(
	db: Db,
	actor: Actor,
	all: readonly SegmentAsked[],
	segmentId?: string
): Promise<void> {
	const keys = confidential.filter((key) => all.some((asked) => asked[key]));
	if (keys.length === 0) return;
	if (keys.includes('quadrant')) authorize(actor, 'quadrants.people');
	if (keys.some((key) => key !== 'quadrant')) authorize(actor, 'reasons.read');
	const [first] = all;
	const detail = all.length === 1 && first ? Object.fromEntries(keys.map((key) => [key, first[key]])) : {};
	await writeAudit(db, actor, 'segment.look', segmentId, { fields: keys, ...detail });
}

/** SQL: the row `r` of the list of people is in a segment. Who works at the company now is in none that does not ask for it. */
export function fitsSegment(fields: readonly SegmentField[], asked: SegmentAsked): RawBuilder<boolean> {
	const asksEmployed =
		asked['state']?.some((state) => state === 'employed' || state === 'colleague') ?? false;
	const conditions = fields.flatMap(({ key, filter }) => {
		const values = asked[key];
		return values ? [filter.fits(values)] : [];
	});
	return sql<boolean>`(${sql.join(
		[asksEmployed ? sql`true` : sql`r.state <> 'employed'`, ...conditions],
		sql` and `
	)})`;
}

/** How many people fit now. */
export async function countFitting(db: Db, fits: RawBuilder<boolean>): Promise<SegmentCount> {
	const { rows } = await sql<SegmentCount>`
		select
			count(*)::int as people,
			(count(*) filter (where r.state = 'member'))::int as members,
			(count(*) filter (where r.state in ('reachable', 'invited')))::int as reachable
		from directory.person_row r
		where ${fits}
	`.execute(db);
	return rows[0]!;
}
