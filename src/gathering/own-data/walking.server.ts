import { sql } from 'kysely';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { byOthers, decisions, isFact, isSecret, leftOut, parts, type Decision } from './decisions.ts';

type Row = Record<string, unknown>;
/** What is known about a person, by table. */
export type OwnData = Record<string, Row[]>;

type Column = { table: string; column: string; types: Record<string, string>; people: string[] };

/**
 * Everything about a person, by walking the catalogue: each column that names someone (`person_columns`), and what hangs
 * on the rows found. `decisions.ts` says how much of each is theirs. Other people in it are given by name.
 */
export async function ownDataOf(db: Db, personId: string, locale: Locale): Promise<OwnData> {
	const columns = await personColumns(db);
	const found: OwnData = {};
	for (const { table, column, types, people } of columns) {
		const decision = decisions.get(`${table}.${column}`) ?? 'fact';
		if (decision === 'not') continue;
		const rows = await rowsBy(db, table, column, personId);
		if (rows.length === 0) continue;
		for (const part of parts.filter(({ of }) => decision === 'own' && of === table))
			add(found, part.table, await partsOf(db, part, rows));
		const kept = rows.map((row) => shown(row, decision, types, byOthers[table] ?? []));
		add(
			found,
			decision === 'own' ? table : `${table} (${column})`,
			await named(db, kept, people, { table, column, personId, locale })
		);
	}
	add(found, 'audit', await looksAt(db, personId));
	add(found, 'conversation_with', await partnersOf(db, personId, locale));
	return found;
}

/** Every column that names a person in a table that may be read here, with the table's columns and their types. */
async function personColumns(db: Db): Promise<Column[]> {
	const { rows } = await sql<Column>`
		with named as (
			select tab, col from person_columns()
			union
			select 'person'::regclass, 'person_id'
		)
		select n.tab::text as table, n.col as column,
			(
				select jsonb_object_agg(a.attname, format_type(a.atttypid, a.atttypmod))
				from pg_attribute a
				where a.attrelid = n.tab
					and a.attnum > 0
					and not a.attisdropped
			) as types,
			array(
				select o.col
				from person_columns() o
				where o.tab = n.tab
			) as people
		from named n
		where has_table_privilege(n.tab, 'select')
		order by 1, 2
	`.execute(db);
	return rows.map((row) => ({ ...row, table: row.table.replaceAll('"', '') }));
}

type Found = { row: Row };

async function rowsBy(db: Db, table: string, column: string, personId: string): Promise<Row[]> {
	const but = leftOut[table] ? sql.raw(`and not (${leftOut[table]})`) : sql``;
	const { rows } = await sql<Found>`
		select to_jsonb(t) as row
		from ${sql.table(table)} t
		where t.${sql.ref(column)} = ${personId}::uuid
			${but}
	`.execute(db);
	return rows.map(({ row }) => row);
}

async function partsOf(db: Db, part: (typeof parts)[number], of: readonly Row[]): Promise<Row[]> {
	const but = part.but ? sql.raw(`and not (${part.but})`) : sql``;
	const { rows } = await sql<Found>`
		select to_jsonb(t) as row
		from ${sql.table(part.table)} t
		where t.${sql.ref(part.by)} = any (${of.map((row) => row[part.by])}::uuid[])
			${but}
	`.execute(db);
	const left = new Set(part.without);
	return rows.map(({ row }) => withColumns(row, (column) => !isSecret(column) && !left.has(column)));
}

function shown(row: Row, decision: Decision, types: Record<string, string>, left: readonly string[]): Row {
	if (decision === 'own') return withColumns(row, (column) => !isSecret(column) && !left.includes(column));
	return withColumns(row, (column) => isFact(column, types[column] ?? ''));
}

const withColumns = (row: Row, keeps: (column: string) => boolean): Row =>
	Object.fromEntries(Object.entries(row).filter(([column, value]) => keeps(column) && value !== null));

type Person = Named & { personId: string };

type Self = { table: string; column: string; personId: string; locale: Locale };

/**
 * The rows with other people's names where their ids stood; of those who may not be shown to them, '…'. Who led them is
 * named in any case: they know it from their time there.
 */
async function named(
	db: Db,
	rows: Row[],
	people: string[],
	{ table, column: self, personId, locale }: Self
): Promise<Row[]> {
	const others = people.filter((column) => column !== self);
	const ids = rows.flatMap((row) => [...others.map((column) => row[column]), row['actor_ids']]).flat();
	const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
	const { rows: found } = await sql<Person>`
		select p.person_id, ${nameColumns('p')}
		from person p
		where p.person_id = any (${wanted}::uuid[])
			and (${table === 'tenure'} or ${notApart(sql`p.person_id`, personId)})
	`.execute(db);
	const names = new Map(found.map((person) => [person.personId, fullName(person, locale)]));
	const nameOf = (id: unknown) => names.get(String(id)) ?? (wanted.includes(String(id)) ? '…' : id);
	return rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, value]) => [
				column,
				others.includes(column)
					? nameOf(value)
					: column === 'actor_ids'
						? (value as string[]).map(nameOf)
						: value
			])
		)
	);
}

/** What was done to their entry and when, as the audit log has it. Who did it is the desk's to say. */
async function looksAt(db: Db, personId: string): Promise<Row[]> {
	const { rows } = await sql<Row>`
		select at, act
		from audit
		where subject_id = ${personId}::uuid
		order by at
	`.execute(db);
	return rows;
}

type Partner = Named & { conversationId: string };

/** Whom they wrote with, by conversation, without who may not be shown to them among several. What the others wrote is theirs. */
async function partnersOf(db: Db, personId: string, locale: Locale): Promise<Row[]> {
	const { rows } = await sql<Partner>`
		select o.conversation_id, ${nameColumns('p')}
		from conversation_member s
		join conversation_member o using (network_id, conversation_id)
		join conversation c using (network_id, conversation_id)
		join person p on p.network_id = o.network_id and p.person_id = o.person_id
		where s.person_id = ${personId}::uuid
			and o.person_id <> s.person_id
			and (c.kind <> 'several' or ${notApart(sql`o.person_id`, personId)})
	`.execute(db);
	return rows.map((row) => ({ conversation_id: row.conversationId, with: fullName(row, locale) }));
}

function add(found: OwnData, table: string, rows: Row[]): void {
	if (rows.length > 0) found[table] = [...(found[table] ?? []), ...rows];
}
