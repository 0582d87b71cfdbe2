import type pg from 'pg';
import type { Column } from './columns.ts';

/** Every schema that the migrations make. The job queue keeps its own (graphile_worker). */
export const schemas = ['public', 'auth', 'directory', 'ground'];

/** One statement of the file, with the table, view or function that it belongs to. */
type Statement = { schema: string; owner: string; line: string };

/**
 * The text of db/schema.sql: for each schema its grants, types, tables (with constraints, indexes, policies, triggers
 * and grants), views, functions and procedures. The order is by name, so that the same schema gives the same text.
 * PostgreSQL 15 and later give the same text, too. Partitions are left out: they follow the calendar.
 */
export async function readSchemaText(client: pg.Client, columns: Column[]): Promise<string> {
	const read = async (query: string) => {
		const inOrder = `select * from (${query}) statement order by owner collate "C", line collate "C"`;
		return (await client.query<Statement>(inOrder, [schemas])).rows;
	};
	const ofSchemas = await read(schemaGrants);
	const types = await read(typeStatements);
	const constraints = await read(constraintLines);
	const partitionKeys = await read(partitionKeyLines);
	const ofTables = [
		...(await read(indexStatements)),
		...(await read(rowSecurityStatements)),
		...(await read(policyStatements)),
		...(await read(triggerStatements)),
		...(await read(grantStatements))
	];
	const views = await read(viewStatements);
	const functions = await read(functionStatements);

	const out = ['-- What db/migrations adds up to. Made by `node db/dump.ts`; never edited by hand.\n'];
	for (const schema of schemas) {
		const inSchema = (statement: { schema: string }) => statement.schema === schema;
		out.push(`-- Schema ${schema}\n`, ...blocks(ofSchemas.filter(inSchema)));
		out.push(...blocks(types.filter(inSchema)));
		const ownColumns = columns.filter(inSchema);
		for (const table of new Set(ownColumns.map((column) => column.table))) {
			const isOwn = (row: { schema: string; owner: string }) => inSchema(row) && row.owner === table;
			const key = partitionKeys.find(isOwn)?.line ?? '';
			const body = [
				...ownColumns.filter((column) => column.table === table).map(columnLine),
				...constraints.filter(isOwn).map(({ line }) => line)
			];
			const name = schema === 'public' ? table : `${schema}.${table}`;
			const statements = [
				`create table ${name} (\n\t${body.join(',\n\t')}\n)${key};`,
				...ofTables.filter(isOwn).map(({ line }) => line)
			];
			out.push(`${statements.join('\n')}\n`);
		}
		out.push(...blocks([...views, ...functions].filter(inSchema)));
	}
	return out.join('\n');
}

/** Statements of the same owner stand together; an empty line parts them from the next owner's. */
function blocks(statements: Statement[]): string[] {
	const byOwner = Map.groupBy(statements, ({ owner }) => owner);
	return [...byOwner.values()].map((own) => `${own.map(({ line }) => line).join('\n')}\n`);
}

function columnLine({ column, type, required, fallback, generated }: Column): string {
	const value = generated
		? ` generated always as (${fallback}) stored`
		: fallback === null
			? ''
			: ` default ${fallback}`;
	return `${column} ${type}${required ? ' not null' : ''}${value}`;
}

// The queries below give Statements. $1 is the list of schemas. Only the application's roles are looked at for
// grants: what the owner may do follows from owning, and is named differently on every server.

const schemaGrants = `
	with given as (
		select n.nspname as schema, a.grantee, a.privilege_type, ' on schema ' || n.nspname as target
		from pg_namespace n
		cross join aclexplode(n.nspacl) a
		union all
		select n.nspname, a.grantee, a.privilege_type,
			' on ' || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' else 'functions' end
		from pg_default_acl d
		join pg_namespace n on n.oid = d.defaclnamespace
		cross join aclexplode(d.defaclacl) a
	)
	select schema, schema as owner,
		case when target like ' on schema %' then '' else 'alter default privileges in schema ' || schema || ' ' end
			|| 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type collate "C")
			|| target || ' to ' || grantee::regrole || ';' as line
	from given
	where schema = any ($1)
		and grantee in (select oid from pg_roles where rolname in ('okaeri_app', 'okaeri_auth', 'okaeri_worker'))
	group by schema, target, grantee`;

const typeStatements = `
	select n.nspname as schema, t.typname as owner,
		case t.typtype
			when 'c' then 'create type ' || t.oid::regtype || ' as ('
				|| (
					select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
					from pg_attribute a
					where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
				) || ');'
			when 'e' then 'create type ' || t.oid::regtype || ' as enum ('
				|| (
					select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
					from pg_enum e
					where e.enumtypid = t.oid
				) || ');'
			else 'create domain ' || t.oid::regtype || ' as ' || format_type(t.typbasetype, t.typtypmod)
				|| coalesce(
					(
						select string_agg(' ' || pg_get_constraintdef(k.oid), '' order by k.conname collate "C")
						from pg_constraint k
						where k.contypid = t.oid and k.contype = 'c'
					), '') || ';'
		end as line
	from pg_type t
	join pg_namespace n on n.oid = t.typnamespace
	left join pg_class c on c.oid = t.typrelid
	where n.nspname = any ($1)
		and (t.typtype in ('e', 'd') or (t.typtype = 'c' and c.relkind = 'c'))`;

/** What stands in the brackets of "create table" below its columns. */
const constraintLines = `
	select n.nspname as schema, c.relname as owner,
		'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
	from pg_constraint k
	join pg_class c on c.oid = k.conrelid
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1)
		and k.contype in ('p', 'u', 'f', 'c', 'x')
		and k.conparentid = 0`;

const partitionKeyLines = `
	select n.nspname as schema, c.relname as owner, ' partition by ' || pg_get_partkeydef(c.oid) as line
	from pg_class c
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1) and c.relkind = 'p' and not c.relispartition`;

const indexStatements = `
	select n.nspname as schema, c.relname as owner, pg_get_indexdef(i.indexrelid) || ';' as line
	from pg_index i
	join pg_class c on c.oid = i.indrelid
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1)
		and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`;

const rowSecurityStatements = `
	select n.nspname as schema, c.relname as owner,
		'alter table ' || c.oid::regclass || ' enable row level security'
			|| case when c.relforcerowsecurity then ', force row level security' else '' end || ';' as line
	from pg_class c
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1) and c.relrowsecurity`;

const policyStatements = `
	select n.nspname as schema, c.relname as owner,
		'create policy ' || p.polname || ' on ' || c.oid::regclass
			|| case when p.polpermissive then '' else ' as restrictive' end
			|| case p.polcmd when 'r' then ' for select' when 'a' then ' for insert'
				when 'w' then ' for update' when 'd' then ' for delete' else '' end
			|| case when p.polroles = '{0}' then '' else ' to ' || (
				select string_agg(case when r.oid = c.relowner then 'current_user' else r.rolname end, ', ')
				from pg_roles r
				where r.oid = any (p.polroles)
			) end
			|| coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
			|| coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') || ';' as line
	from pg_policy p
	join pg_class c on c.oid = p.polrelid
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1)`;

const triggerStatements = `
	select n.nspname as schema, c.relname as owner, pg_get_triggerdef(t.oid) || ';' as line
	from pg_trigger t
	join pg_class c on c.oid = t.tgrelid
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1)
		and not t.tgisinternal
		and t.tgparentid = 0`;

const grantStatements = `
	with given as (
		select c.oid, a.grantee, lower(a.privilege_type) as privilege
		from pg_class c
		cross join aclexplode(c.relacl) a
		union all
		select t.attrelid, a.grantee, lower(a.privilege_type) || ' (' || t.attname || ')'
		from pg_attribute t
		cross join aclexplode(t.attacl) a
	)
	select n.nspname as schema, c.relname as owner,
		'grant ' || string_agg(g.privilege, ', ' order by g.privilege collate "C")
			|| ' on ' || c.oid::regclass || ' to ' || g.grantee::regrole || ';' as line
	from given g
	join pg_class c on c.oid = g.oid
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1)
		and g.grantee in (select oid from pg_roles where rolname in ('okaeri_app', 'okaeri_auth', 'okaeri_worker'))
	group by n.nspname, c.oid, c.relname, g.grantee`;

const viewStatements = `
	select n.nspname as schema, c.relname as owner,
		'create ' || case c.relkind when 'm' then 'materialized ' else '' end || 'view ' || c.oid::regclass
			|| ' as' || E'\\n' || pg_get_viewdef(c.oid) as line
	from pg_class c
	join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = any ($1) and c.relkind in ('v', 'm')`;

/**
 * Each function or procedure, and who may call it where that is not everyone. On PostgreSQL 18 new_id calls uuidv7();
 * older servers build the same by hand. The newer form is written, so that both give the same text.
 */
const functionStatements = `
	with ours as (
		select n.nspname as schema, p.oid::regprocedure::text as owner, p.oid, p.proacl
		from pg_proc p
		join pg_namespace n on n.oid = p.pronamespace
		where n.nspname = any ($1)
			and p.prokind in ('f', 'p')
			and not exists (
				select from pg_depend d
				where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
			)
	)
	select schema, owner,
		case when owner = 'new_id()'
			then regexp_replace(pg_get_functiondef(oid), 'AS \\$.*', 'AS $function$select uuidv7()$function$')
			else rtrim(pg_get_functiondef(oid), E'\\n')
		end || ';'
			|| case when proacl is null or exists (select from aclexplode(proacl) a where a.grantee = 0)
				then ''
				else E'\\nrevoke execute on routine ' || owner || ' from public;'
			end
			|| coalesce(
				(
					select string_agg(
						E'\\ngrant execute on routine ' || owner || ' to ' || a.grantee::regrole || ';', ''
						order by a.grantee::regrole::text collate "C"
					)
					from aclexplode(proacl) a
					where a.grantee in (select oid from pg_roles where rolname in ('okaeri_app', 'okaeri_auth', 'okaeri_worker'))
				), '') as line
	from ours`;
