import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesExactFigures } from '#access/policy/rules.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
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

export type InQuadrant = Named & {
	personId: string;
	department: string;
	leftOn: string;
	saidAt: Date | null;
};
export const peopleAtOnce = 50;

/**
 * The people in a quadrant, for the desk, a page at a time. `after` is the id of the last one on the page before.
 * The look is written to the audit log.
 */
export async function peopleIn(
	actor: Actor,
	quadrant: Quadrant,
	companyId?: string,
	after?: string
): Promise<InQuadrant[]> {
	authorize(actor, 'quadrants.people');
	const company = sql`${companyId ?? null}::uuid`;
	const last = sql`${after ?? null}::uuid`;
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'quadrants.people', undefined, { quadrant });
		const { rows } = await sql<InQuadrant>`
			select p.person_id, ${nameColumns('p')}, t.department, d.left_on, s.said_at
			from membership mb
			join person p using (network_id, person_id)
			join departure d on d.person_id = mb.person_id
				and d.is_latest
			join tenure t on t.tenure_id = d.tenure_id
			left join standing s on s.person_id = mb.person_id
				and s.is_current
			where ${memberIsAlumnus('mb')}
				and coalesce(s.quadrant, 'unknown') = ${quadrant}
				and (${company} is null or t.company_id = ${company})
				and (${last} is null or mb.person_id > ${last})
			order by mb.person_id
			limit ${peopleAtOnce}
		`.execute(db);
		return rows;
	});
}
