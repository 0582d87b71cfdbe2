import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { seesExactFigures } from '#access/policy/rules.ts';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { daysPublished } from '#seeing/published/overview-boards.server.ts';
import { publishedNow } from '#seeing/published/boards.server.ts';
import { countMovesBetween, type CountedMove } from './moves-between.server.ts';
import { moveFroms, type Between, type Move, type MoveFrom, type MovesAsked } from './moves.ts';

export type Moves = {
	/** What is told, which may differ from what was asked: without a key, or with one that nobody has, the largest is. */
	asked: MovesAsked;
	days: number;
	moves: Move[];
	/** What movements can be asked by, with how many people each has. Empty for whoever reads what is published. */
	keys: { key: string; people: number }[];
	isPublished: boolean;
};

const keysAtMost = 100;

/**
 * How alumni moved between the quadrants up to now. Stewards see it as it was counted last, by what people have in common,
 * and between two days that they choose;
 * everyone else sees all alumni, as it was published for the week. `companyId` is the company whose board stands beside it.
 */
export async function quadrantMoves(actor: Actor, asked: MovesAsked, companyId?: string): Promise<Moves> {
	authorize(actor, 'quadrants.see');
	if (!seesExactFigures(actor)) return readNetwork(actor, publishedMoves);
	const isAllowed = asked.part !== 'reason' || may(actor, 'reasons.read');
	const wanted = isAllowed ? asked : { ...asked, part: 'all' as const };
	return readNetwork(actor, async (db) => {
		if (wanted.between) return movesBetween(db, wanted, wanted.between, companyId);
		const keys = await keysOf(db, wanted);
		const found = { ...wanted, key: keyAmong(keys, wanted, companyId) };
		return { asked: found, days: found.days, moves: await movesOf(db, found), keys, isPublished: false };
	});
}

async function movesBetween(
	db: Db,
	asked: MovesAsked,
	between: Between,
	companyId: string | undefined
): Promise<Moves> {
	const counted = await countMovesBetween(db, between, asked.part);
	const keys = asked.part === 'all' ? [] : keysAmong(counted);
	const key = keyAmong(keys, asked, companyId);
	const moves = inOrder(counted.filter((move) => move.key === key));
	return { asked: { ...asked, key }, days: asked.days, moves, keys, isPublished: false };
}

function keysAmong(counted: readonly CountedMove[]): Moves['keys'] {
	return [...Map.groupBy(counted, ({ key }) => key)]
		.map(([key, moves]) => ({ key, people: moves.reduce((all, { people }) => all + people, 0) }))
		.toSorted((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1))
		.slice(0, keysAtMost);
}

/** The key that was asked for; else the company whose board stands beside it, or the largest. */
function keyAmong(keys: Moves['keys'], { part, key }: MovesAsked, companyId: string | undefined): string {
	if (keys.some((known) => known.key === key)) return key;
	return (part === 'company' ? companyId : undefined) ?? keys[0]?.key ?? '';
}

async function movesOf(db: Db, { days, part, key }: MovesAsked): Promise<Move[]> {
	const { rows } = await sql<{ from: MoveFrom; to: Quadrant; people: number }>`
		select from_key as "from", to_key as "to", people
		from quadrant_move
		where days = ${days}::int
			and part = ${part}
			and part_key = ${key}
	`.execute(db);
	return inOrder(rows);
}

async function keysOf(db: Db, { days, part }: MovesAsked): Promise<Moves['keys']> {
	if (part === 'all') return [];
	const { rows } = await sql<Moves['keys'][number]>`
		select part_key as key, sum(people)::int as people
		from quadrant_move
		where days = ${days}::int
			and part = ${part}
		group by part_key
		order by people desc, part_key
		limit ${keysAtMost}
	`.execute(db);
	return rows;
}

async function publishedMoves(db: Db): Promise<Moves> {
	const rows = await publishedNow(db, 'moved');
	const moves = rows.flatMap(({ row, column, shown }): Move[] => {
		const from = moveFroms.find((name) => name === row);
		const to = quadrants.find((name) => name === column);
		return from && to && shown !== 0 ? [{ from, to, people: shown ?? undefined }] : [];
	});
	return {
		asked: { days: daysPublished, part: 'all', key: '' },
		days: daysPublished,
		moves: inOrder(moves),
		keys: [],
		isPublished: true
	};
}

function inOrder(moves: readonly Move[]): Move[] {
	return moves.toSorted(
		(a, b) =>
			Number(a.from === a.to) - Number(b.from === b.to) ||
			(b.people ?? 0) - (a.people ?? 0) ||
			moveFroms.indexOf(a.from) - moveFroms.indexOf(b.from) ||
			moveFroms.indexOf(a.to) - moveFroms.indexOf(b.to)
	);
}
