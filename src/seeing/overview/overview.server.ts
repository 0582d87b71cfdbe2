import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { seesExactFigures } from '#access/policy/rules.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import {
	contacts,
	dated,
	datedBoard,
	quartersTold,
	spans,
	stays,
	steps,
	wayRules,
	ways,
	wishes,
	type DatedName,
	type StepName
} from './measures.ts';
import { quartersUntil, type Costs, type Overview, type Told } from './overview.ts';
import { exactFigures, publishedFigures, type Reading } from './reading.server.ts';

/**
 * The overview of one company or of all. Stewards see figures as they were counted last, everyone else as they were
 * published for the week, which is done for all companies together only.
 */
export async function overviewOf(actor: Actor, companyId?: string): Promise<Overview> {
	authorize(actor, 'overview.see');
	const isExact = seesExactFigures(actor);
	const [read, countedAt, today] = await readNetwork(actor, (db) =>
		Promise.all([
			isExact ? exactFigures(db, companyId) : publishedFigures(db, companyId),
			isExact ? countedAtOf(db) : null,
			networkToday(db)
		])
	);
	return { countedAt, isPublished: !isExact, ...figuresOf(read, today, actor.partsOff ?? []) };
}

function figuresOf(
	read: Reading,
	today: string,
	partsOff: readonly string[]
): Omit<Overview, 'countedAt' | 'isPublished'> {
	const quarters = quartersUntil(today, quartersTold);
	const isOn = (name: StepName | DatedName) =>
		!(name === 'talked' && partsOff.includes('talks')) &&
		!(name === 'applied' && partsOff.includes('openings'));
	const record = <K extends string, V>(keys: readonly K[], value: (key: K) => V) =>
		Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
	return {
		isEmpty: read.isEmpty,
		week: read.week,
		steps: read.isTold ? steps.filter(isOn).map((step) => ({ step, people: read.step(step) })) : [],
		medians: record(spans, read.median),
		quarters,
		flows: read.isTold
			? record(dated.filter(isOn), (name) =>
					quarters.map((quarter) => read.quarter(datedBoard(name), quarter))
				)
			: {},
		ways: record(wayRules, (rule) => record(ways, (way): Told => read.cell('ways', rule, way))),
		stayed: stays.map((months) => ({
			months,
			stayed: read.cell(`stayed_${months}`, 'rehires', 'stayed'),
			gone: read.cell(`stayed_${months}`, 'rehires', 'gone')
		})),
		contact: record(contacts, (contact) =>
			record(wishes, (wish): Told => read.cell('contact', contact, wish))
		)
	};
}

async function countedAtOf(db: Db): Promise<Date | null> {
	const counted = await db.selectFrom('overviewCount').select('countedAt').executeTakeFirst();
	return counted?.countedAt ?? null;
}

/** What the network assumes of its costs, with the revision at which it is read, for whoever reads the overview. */
export async function costsOf(actor: Actor): Promise<Costs & { revision: number }> {
	authorize(actor, 'overview.see');
	type Row = Costs & { revision: number };
	const { rows } = await readNetwork(actor, (db) =>
		sql<Row>`
			select cost_of_hiring as of_hiring, cost_of_rehire as of_rehire, cost_of_year as of_year,
				coalesce((section_revisions ->> 'costs')::int, 0) as revision
			from network
		`.execute(db)
	);
	return rows[0]!;
}

/** Leaves the job that counts the figures anew. Several wishes at once are one job. */
export async function askForCount(actor: Actor): Promise<void> {
	authorize(actor, 'overview.count');
	const { networkId } = actor;
	await inNetwork(actor, async (db) => {
		await leaveJob(db, 'overview.count', { networkId }, { key: `overview.count:${networkId}` });
	});
}
