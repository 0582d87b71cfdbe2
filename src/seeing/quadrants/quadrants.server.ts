import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesExactFigures } from '#access/policy/rules.ts';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { figuresOf, peopleByQuadrant, totalOf } from './figures.server.ts';
import { publishedBoard } from './published-board.server.ts';

export type BoardFigures = Record<Quadrant, number | undefined>;
export type Board = {
	/** When exact figures were counted. Null in what is published for a week, and where nothing was counted yet. */
	asOf: Date | null;
	/** Whether these are the published figures of a week: rounded to five, and small ones hidden. */
	isPublished: boolean;
	isEmpty: boolean;
	total: number | undefined;
	now: BoardFigures;
	before: BoardFigures | undefined;
	history: { day: string; figures: BoardFigures }[];
	companies: { companyId: string; nameJa: string; nameEn: string }[];
};
type Told = Omit<Board, 'companies'>;

/**
 * The quadrant board of one company or of all: where registered alumni stand now, 90 days ago and over 18 months.
 * Stewards see it as it is now, everyone else as it was published for the week.
 */
export async function quadrantBoard(actor: Actor, companyId?: string): Promise<Board> {
	authorize(actor, 'quadrants.see');
	const [told, companies] = await readNetwork(actor, (db) =>
		Promise.all([
			seesExactFigures(actor) ? exactBoard(db, companyId) : publishedBoard(db, companyId),
			companiesOf(db)
		])
	);
	return { ...told, companies };
}

async function exactBoard(db: Db, companyId?: string): Promise<Told> {
	const days = await daysOf(db, companyId);
	const latest = days.at(-1);
	const before = days.findLast((day) => day.isBefore);
	return {
		asOf: latest?.rolledAt ?? null,
		isPublished: false,
		isEmpty: !latest,
		total: latest ? totalOf(latest) : 0,
		now: latest ? figuresOf(latest) : nobody,
		before: before && figuresOf(before),
		history: days
			.filter((day) => day.day.endsWith('-01') || day === latest)
			.map((day) => ({ day: day.day, figures: figuresOf(day) }))
	};
}

const nobody = Object.fromEntries(quadrants.map((quadrant) => [quadrant, 0])) as BoardFigures;

/** The figures of a day. `isBefore`: the day is 90 days ago or earlier. */
type Day = { day: string; rolledAt: Date; isBefore: boolean } & Record<Quadrant, number>;

async function daysOf(db: Db, companyId: string | undefined): Promise<Day[]> {
	const company = sql`${companyId ?? null}::uuid`;
	const { rows } = await sql<Day>`
		select day, max(rolled_at) as rolled_at,
			day <= (select network_today()) - 90 as is_before,
			${peopleByQuadrant}
		from quadrant_day
		where day > (select network_today()) - 550
			and (${company} is null or company_id = ${company})
		group by day
		order by day
	`.execute(db);
	return rows;
}

async function companiesOf(db: Db): Promise<Board['companies']> {
	return db
		.selectFrom('company')
		.select(['companyId', 'nameJa', 'nameEn'])
		.orderBy('parentId', (order) => order.asc().nullsFirst())
		.orderBy('companyId')
		.execute();
}
