import type { Rehearsed } from './rehearsal.ts';
import { rowBytes, type Size, type Speed } from './speed.ts';

/** What a migration will be like here. `seconds` is for how long people wait who want one of `waiting`. */
export type Forecast = {
	name: string;
	adds: string[];
	takesAway: string[];
	demands: string[];
	/** Tables of which all rows are written anew, go into an index, are read, or may be changed; with how many rows. */
	rewrites: Touched[];
	indexes: Touched[];
	scans: Touched[];
	changes: Touched[];
	waiting: string[];
	seconds: number;
	/** Why the version before cannot go on serving meanwhile; empty where it can. */
	hindrances: string[];
};
type Touched = { table: string; rows: number };

/** People wait so long without noticing more than a slow page; their requests are given up after 8 seconds. */
const shortWait = 2;

/**
 * What a migration that was rehearsed does to tables of these sizes on a server of this speed. `isContracted` says
 * whether no code that may run meanwhile needs a thing any more.
 */
export function forecast(
	{ name, effects, closes, holds, writes }: Rehearsed,
	sizes: Map<string, Size>,
	speed: Speed,
	isContracted: (thing: string) => boolean
): Forecast {
	const size = (table: string) => sizes.get(table) ?? { rows: 0, bytes: 0 };
	const touched = (tables: string[]) => tables.map((table) => ({ table, rows: size(table).rows }));
	const secondsOf = (tables: string[], rowsASecond: number) =>
		tables.reduce((sum, table) => sum + worth(size(table)) / rowsASecond, 0);
	const seconds =
		secondsOf([...effects.rewrites, ...writes], speed.writes) +
		secondsOf(effects.indexes, speed.indexes) +
		secondsOf(effects.scans, speed.reads);
	const waiting = [...new Set([...closes, ...holds, ...writes])];
	const lost = [...effects.takesAway, ...effects.demands].filter((thing) => !isContracted(thing));
	return {
		name,
		adds: effects.adds,
		takesAway: effects.takesAway,
		demands: effects.demands,
		rewrites: touched(effects.rewrites),
		indexes: touched(effects.indexes),
		scans: touched(effects.scans),
		changes: touched(writes),
		waiting,
		seconds,
		hindrances: [
			...lost.map((thing) => `the version before may need ${thing} as it is`),
			...(waiting.length > 0 && seconds > shortWait
				? [`who needs ${waiting.join(', ')} waits for about ${Math.ceil(seconds)} s`]
				: [])
		]
	};
}

/** A table as rows of the measured kind: long rows count as several. */
function worth({ rows, bytes }: Size): number {
	return Math.max(rows, bytes / rowBytes);
}

/** The same as lines for the command line. */
export function linesOf(told: Forecast): string[] {
	const tables = (all: Touched[]) =>
		all.map(({ table, rows }) => `${table} (${Math.round(rows).toLocaleString('en')} rows)`).join(', ');
	const acts = [
		told.adds.length > 0 && `adds ${told.adds.join(', ')}`,
		told.rewrites.length > 0 && `writes anew ${tables(told.rewrites)}`,
		told.changes.length > 0 && `may change ${tables(told.changes)}`,
		told.indexes.length > 0 && `makes an index of ${tables(told.indexes)}`,
		told.scans.length > 0 && `checks ${tables(told.scans)}`,
		told.takesAway.length > 0 && `takes away or renames ${told.takesAway.join(', ')}`,
		told.demands.length > 0 && `demands ${told.demands.join(', ')}`,
		told.waiting.length > 0 && `holds ${told.waiting.join(', ')} for ${inSeconds(told.seconds)}`
	].filter((act) => act !== false);
	return [told.name, ...(acts.length > 0 ? acts : ['changes routines only']).map((act) => `  ${act}`)];
}

export function inSeconds(seconds: number): string {
	return seconds < 0.1
		? 'less than 0.1 s'
		: `about ${seconds < 10 ? seconds.toFixed(1) : Math.ceil(seconds)} s`;
}
