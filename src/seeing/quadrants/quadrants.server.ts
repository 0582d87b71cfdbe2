import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize, seesSmallCells } from '#access/policy/policy.ts';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { figuresFor } from './small-cells.ts';

export type BoardFigures = Record<Quadrant, number | undefined>;
export type Board = {
	asOf: Date | null;
	total: number;
	now: BoardFigures;
	before: BoardFigures | undefined;
	history: { day: string; figures: BoardFigures }[];
	companies: { companyId: string; nameJa: string; nameEn: string }[];
};

type Row = { day: string; rolledAt: Date } & Record<Quadrant, number>;

/** The quadrant board: registered alumni by where they stand, now, 90 days ago and over 18 months; of one company or all. */
export async function quadrantBoard(actor: Actor, companyId?: string): Promise<Board> {
	authorize(actor, 'quadrants.see');
	const [rows, companies] = await readNetwork(actor, (db) =>
		Promise.all([
			sql<Row>`select day, max(rolled_at) as rolled_at, ${sql.join(quadrants.map((one) => sql`coalesce(sum(people) filter (where quadrant = ${one}), 0)::int as ${sql.ref(one)}`))}
				from quadrant_day where day > current_date - 550 and (${companyId ?? null}::uuid is null or company_id = ${companyId ?? null}::uuid) group by day order by day`
				.execute(db)
				.then((found) => found.rows),
			db
				.selectFrom('company')
				.select(['companyId', 'nameJa', 'nameEn'])
				.orderBy('parentId', (order) => order.asc().nullsFirst())
				.orderBy('companyId')
				.execute()
		])
	);
	const all = seesSmallCells(actor);
	const figures = (row: Row): BoardFigures =>
		figuresFor(
			Object.fromEntries(quadrants.map((one) => [one, row[one]])) as Record<Quadrant, number>,
			all
		);
	const latest = rows.at(-1);
	const wanted = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);
	const before = rows.findLast((row) => row.day <= wanted);
	return {
		asOf: latest?.rolledAt ?? null,
		total: latest ? quadrants.reduce((sum, one) => sum + latest[one], 0) : 0,
		now: latest
			? figures(latest)
			: (Object.fromEntries(quadrants.map((one) => [one, 0])) as BoardFigures),
		before: before && figures(before),
		history: rows
			.filter((row, at) => row.day.endsWith('-01') || at === rows.length - 1)
			.map((row) => ({ day: row.day, figures: figures(row) })),
		companies
	};
}

export type InQuadrant = {
	personId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	department: string;
	leftOn: string;
	saidAt: Date | null;
};
export const peopleAtOnce = 50;

/** The people of a quadrant, for the desk, paged by id. The look is in the audit log. */
export async function peopleIn(
	actor: Actor,
	quadrant: Quadrant,
	companyId?: string,
	after?: string
): Promise<InQuadrant[]> {
	authorize(actor, 'quadrants.people');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'quadrants.people', undefined, { quadrant });
		const { rows } =
			await sql<InQuadrant>`select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, t.department, d.left_on, s.said_at
			from membership mb join person p using (network_id, person_id) join departure d on d.person_id = mb.person_id and d.is_latest join tenure t on t.tenure_id = d.tenure_id
			left join standing s on s.person_id = mb.person_id and s.is_current
			where 'alumnus' = any (mb.roles) and coalesce(s.quadrant, 'unknown') = ${quadrant} and (${companyId ?? null}::uuid is null or t.company_id = ${companyId ?? null}::uuid)
				and (${after ?? null}::uuid is null or mb.person_id > ${after ?? null}::uuid) order by mb.person_id limit ${peopleAtOnce}`.execute(
				db
			);
		return rows;
	});
}
