import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesExactFigures } from '#access/policy/rules.ts';
import { quadrants } from '#people/standings/standing.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { publishedNow, type BoardName } from '#seeing/published/boards.server.ts';
import { isThere, steps, type Step, type Steps, type ThingKind } from './reach.ts';
import { things } from './things.server.ts';

export type ReachOfThing = {
	/** When exact figures were counted. Null in what is published for a week. */
	countedAt: Date | null;
	isPublished: boolean;
	/** Undefined where nothing was counted yet. */
	all: Steps | undefined;
	byQuadrant: { key: string; steps: Steps }[];
	/** Without restricted reasons. Empty in what is published: the desk alone sees it by reason and by quadrant. */
	byReason: { key: string; steps: Steps }[];
};
export type Told = {
	kind: ThingKind;
	subjectId: string;
	title: string;
	language: string | null;
	toldAt: Date;
	steps: Steps;
};

type Counted = Record<Step, number> & { split: string; key: string; countedAt: Date };

/** How far a thing has reached. Stewards see it exactly and split up, everyone else in all and as published for the week. */
export async function reachOfThing(actor: Actor, subjectId: string): Promise<ReachOfThing> {
	authorize(actor, 'reach.see');
	if (!seesExactFigures(actor)) return readNetwork(actor, (db) => publishedReach(db, subjectId));
	const { rows } = await readNetwork(actor, (db) =>
		sql<Counted>`
			select split, key, told, delivered, read, answered, talked, counted_at
			from reach_tally
			where subject_id = ${subjectId}::uuid
			order by told desc, key
		`.execute(db)
	);
	const of = (split: string) =>
		rows.filter((row) => row.split === split).map((row) => ({ key: row.key, steps: stepsOf(row) }));
	return {
		countedAt: rows[0]?.countedAt ?? null,
		isPublished: false,
		all: of('all')[0]?.steps,
		byQuadrant: of('quadrant').toSorted((a, b) => order(a.key) - order(b.key)),
		byReason: of('reason')
	};
}

const order = (quadrant: string) => (quadrants as readonly string[]).indexOf(quadrant);

async function publishedReach(db: Db, subjectId: string): Promise<ReachOfThing> {
	const shown = await publishedSteps(db);
	return {
		countedAt: null,
		isPublished: true,
		all: shown.get(subjectId),
		byQuadrant: [],
		byReason: []
	};
}

const toldAtOnce = 100;

/** What was told lately, the latest first, each with how far it has reached. At most 100 things, of one kind or of all. */
export async function reachOfAll(
	actor: Actor,
	kind?: ThingKind
): Promise<{ told: Told[]; isPublished: boolean }> {
	authorize(actor, 'reach.see');
	const isPublished = !seesExactFigures(actor);
	const told = await readNetwork(actor, (db) => toldLately(db, isPublished, sql`${kind ?? null}::text`));
	return { told, isPublished };
}

type Listed = Omit<Told, 'steps'> & Record<Step, number | null>;

/** What was told of a kind, inside a running transaction. */
export async function toldLately(
	db: Db,
	isPublished: boolean,
	kind: RawBuilder<unknown> = sql`null::text`
): Promise<Told[]> {
	const { rows } = await sql<Listed>`
		select t.kind, t.subject_id, t.title, t.language, t.told_at,
			r.told, r.delivered, r.read, r.answered, r.talked
		from (
			select *
			from ${things} t
			where ${kind} is null or t.kind = ${kind}
			order by t.told_at desc, t.subject_id
			limit ${sql.lit(toldAtOnce)}
		) t
		left join reach_tally r on r.kind = t.kind
			and r.subject_id = t.subject_id
			and r.split = 'all'
		order by t.told_at desc, t.subject_id
	`.execute(db);
	const shown = isPublished ? await publishedSteps(db) : undefined;
	const there = rows.filter(({ kind }) => isThere(kind));
	return there.map(({ kind, subjectId, title, language, toldAt, ...counted }) => ({
		kind,
		subjectId,
		title,
		language,
		toldAt,
		steps: shown ? (shown.get(subjectId) ?? stepsOf({})) : stepsOf(counted)
	}));
}

/** What stands published of each thing, by its id. */
async function publishedSteps(db: Db): Promise<Map<string, Steps>> {
	const found = new Map<string, Steps>();
	for (const step of steps)
		for (const { row, column, shown } of await publishedNow(db, boardOf(step))) {
			if (column !== 'people' || shown === null) continue;
			found.set(row, { ...(found.get(row) ?? stepsOf({})), [step]: shown });
		}
	return found;
}

/** The board on which a step is published. */
const boardOf = (step: Step): BoardName => `reach_${step}`;

function stepsOf(counted: Partial<Record<Step, number | null>>): Steps {
	return Object.fromEntries(steps.map((step) => [step, counted[step] ?? undefined])) as Steps;
}
