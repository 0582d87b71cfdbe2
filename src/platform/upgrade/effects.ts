import type { Catalogue, Column, Demand, Routine, Table } from './catalogue.ts';

/** What a migration does to what was there before it. */
export type Effects = {
	/** New tables and new columns of old tables. */
	adds: string[];
	/** What code of the version before may still read, and is gone or has another name, type or result. */
	takesAway: string[];
	/** What code of the version before does not know it must keep: required columns, keys, checks. */
	demands: string[];
	/** Old tables whose rows are all written anew, get an index, or are read as a whole. */
	rewrites: string[];
	indexes: string[];
	scans: string[];
};

/** The effects by what the catalogue says before and after. */
export function effectsOf(before: Catalogue, after: Catalogue): Effects {
	const kept = Object.entries(before.tables)
		.filter(([id]) => after.tables[id])
		.map(([id, old]) => ({ id, old, now: after.tables[id]! }));
	const isNew = (old: Demand[]) => {
		const known = new Set(old.map(({ id }) => id));
		return ({ id, table }: Demand) => !known.has(id) && before.tables[table] !== undefined;
	};
	const scanned = after.constraints.filter(({ isChecked, isUnique }) => isChecked && !isUnique);
	const nameOf = ({ table }: Demand) => after.tables[table]!.name;
	return {
		adds: [
			...Object.entries(after.tables)
				.filter(([id, { isPartition }]) => !before.tables[id] && !isPartition)
				.map(([, { name }]) => name),
			...kept.flatMap(({ old, now }) => columnsIn(now, old).map(({ name }) => `${now.name}.${name}`))
		],
		takesAway: [...tablesGone(before, after), ...kept.flatMap(columnsGone), ...otherGone(before, after)],
		demands: [...kept.flatMap(requiredColumns), ...demandsOnOldColumns(before, after)],
		rewrites: kept.filter(({ old, now }) => old.file !== now.file).map(({ now }) => now.name),
		indexes: unique(after.indexes.filter(isNew(before.indexes)).map(nameOf)),
		scans: unique([
			...scanned.filter(isNew(before.constraints)).map(nameOf),
			...kept.filter(({ old, now }) => becameRequired(old, now).length > 0).map(({ now }) => now.name)
		])
	};
}

type Kept = { old: Table; now: Table };

const unique = (names: string[]) => [...new Set(names)];

const columnsIn = (table: Table, without: Table): Column[] =>
	Object.entries(table.columns)
		.filter(([number]) => !without.columns[number])
		.map(([, column]) => column);

function tablesGone(before: Catalogue, after: Catalogue): string[] {
	return Object.entries(before.tables)
		.filter(([id, { name, isPartition }]) => !isPartition && after.tables[id]?.name !== name)
		.map(([, { name }]) => name);
}

function columnsGone({ old, now }: Kept): string[] {
	if (old.isPartition) return [];
	return Object.entries(old.columns)
		.filter(([number, { name, type }]) => {
			const same = now.columns[number];
			return same?.name !== name || same.type !== type;
		})
		.map(([, { name }]) => `${old.name}.${name}`);
}

function otherGone(before: Catalogue, after: Catalogue): string[] {
	const views = Object.entries(before.views)
		.filter(([name, columns]) => columns.some((column) => !after.views[name]?.includes(column)))
		.map(([name]) => name);
	const routines = before.routines
		.filter((old) => !after.routines.some((now) => takesTheSame(old, now)))
		.map(({ name, takes }) => `${name}(${takes.join(', ')})`);
	return [...views, ...routines];
}

/** Does a call that the old routine answered still work? New arguments at the end may have defaults. */
function takesTheSame(old: Routine, now: Routine): boolean {
	const more = now.takes.slice(old.takes.length);
	return (
		now.name === old.name &&
		now.gives === old.gives &&
		old.takes.every((type, at) => now.takes[at] === type) &&
		more.length <= now.withDefault &&
		old.withDefault + more.length <= now.withDefault
	);
}

/** A new column that must be given, and an old one that must be from now on. */
function requiredColumns({ old, now }: Kept): string[] {
	if (now.isPartition) return [];
	return [...columnsIn(now, old).filter(({ isRequired }) => isRequired), ...becameRequired(old, now)]
		.filter(({ hasDefault }) => !hasDefault)
		.map(({ name }) => `${now.name}.${name}`);
}

const becameRequired = (old: Table, now: Table): Column[] =>
	Object.entries(now.columns)
		.filter(([number, { isRequired }]) => isRequired && old.columns[number]?.isRequired === false)
		.map(([, column]) => column);

/**
 * Keys and checks that an old table did not have by that name, and that look at old columns only: in a new column the
 * version before writes nothing. One that replaces another keeps its name.
 */
function demandsOnOldColumns(before: Catalogue, after: Catalogue): string[] {
	const keys = ({ indexes, constraints }: Catalogue) => [
		...constraints,
		...indexes.filter(({ isUnique }) => isUnique)
	];
	const known = new Set(keys(before).map(({ table, name }) => `${table} ${name}`));
	const isOld = ({ table, columns }: Demand) =>
		(columns ?? []).every((number) => number <= 0 || before.tables[table]!.columns[number]);
	return unique(
		keys(after)
			.filter(({ table, name }) => before.tables[table] && !known.has(`${table} ${name}`))
			.filter((demand) => !after.tables[demand.table]!.isPartition && isOld(demand))
			.map(({ table, name }) => `${after.tables[table]!.name}: ${name}`)
	);
}
