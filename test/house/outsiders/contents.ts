import type pg from 'pg';

type Column = { table: string; column: string; kind: 'text' | 'text[]' };

/** What is chosen from a list, made by us, or where a network is: nobody writes words into it. */
const named =
	'html hash key slug hosts zone locale language roles? scopes state status kind rule act path ' +
	'way ways codes? reasons email media_type logo_mark accent relation done verdict findings ' +
	'parts employments list method variant encoding separator learned_from table_name problem ' +
	'calendar wording';
const notWritten = new RegExp(`(^|_)(${named.split(' ').join('|')})$`);
const isAddress = /(^|_)url$/;

/** The columns of all tables of a network that hold text, with the names that SQL has for them. */
async function textColumns(owner: pg.Client): Promise<Column[]> {
	const { rows } = await owner.query<Column>(`
		select c.oid::regclass::text as table,
			a.attname as column,
			format_type(a.atttypid, null) as kind
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid
		where c.relnamespace = 'public'::regnamespace
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and a.attnum > 0
			and not a.attisdropped
			and a.attgenerated = ''
			and format_type(a.atttypid, null) in ('text', 'text[]')
			and exists (
				select from pg_attribute n
				where n.attrelid = c.oid
					and n.attname = 'network_id'
			)
		order by 1, 2
	`);
	return rows.filter(({ column }) => !notWritten.test(column));
}

/**
 * Writes `words` into every column in which a network keeps text that somebody wrote, and `address` into those that hold
 * addresses of pages. What a constraint refuses stays as it is. Gives the columns in which it now stands.
 */
export async function markEverything(
	owner: pg.Client,
	networkId: string,
	{ words, address }: { words: string; address: string }
): Promise<string[]> {
	const marked: string[] = [];
	for (const { table, column, kind } of await textColumns(owner)) {
		const value = `$2 || substr(md5(ctid::text), 1, 4)`;
		const set = kind === 'text' ? value : `array(select ${value} from unnest("${column}"))`;
		try {
			const { rowCount } = await owner.query(
				`update ${table} set "${column}" = ${set} where network_id = $1 and "${column}" is not null`,
				[networkId, isAddress.test(column) ? address : words]
			);
			if (rowCount) marked.push(`${table}.${column}`);
		} catch (error) {
			const { code = '' } = error as { code?: string };
			if (!/^(23|P0001|22)/.test(code)) throw error; // a rule of the database refused it
		}
	}
	return marked;
}

const inKeyOrder = `order by t::text`;

/** A digest of everything that the tables keep of a network, by table. */
export async function digestOf(owner: pg.Client, networkId: string): Promise<Map<string, string>> {
	const { rows } = await owner.query<{ table: string }>(`
		select c.oid::regclass::text as table
		from pg_class c
		join pg_attribute n on n.attrelid = c.oid
		where c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and n.attname = 'network_id'
		order by 1
	`);
	const digests = new Map<string, string>();
	for (const { table } of rows) {
		const { rows: found } = await owner.query<{ digest: string | null }>(
			`select md5(string_agg(md5(t::text), '' ${inKeyOrder})) as digest from ${table} t where network_id = $1`,
			[networkId]
		);
		digests.set(table, found[0]!.digest ?? '');
	}
	return digests;
}

/** An id of everything that a network has, under the names that routes and forms have for them. */
export async function idsOf(owner: pg.Client, networkId: string): Promise<Record<string, string>> {
	const { rows } = await owner.query<{ table: string; column: string }>(`
		select c.oid::regclass::text as table, a.attname as column
		from pg_index i
		join pg_class c on c.oid = i.indrelid
		join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
		where i.indisprimary
			and i.indnkeyatts = 2
			and c.relnamespace = 'public'::regnamespace
			and not c.relispartition
			and a.attname <> 'network_id'
			and format_type(a.atttypid, null) = 'uuid'
	`);
	const ids: Record<string, string> = {};
	for (const { table, column } of rows) {
		const { rows: found } = await owner.query<{ id: string }>(
			`select "${column}" as id from ${table} where network_id = $1 limit 1`,
			[networkId]
		);
		if (!found[0]) continue;
		const name = column.replace(/_id$/, '');
		for (const called of [name, name.split('_').at(-1)!])
			for (const key of [called, `${called}Id`, `${camel(called)}Id`]) ids[key] ??= found[0].id;
	}
	return ids;
}

const camel = (name: string) => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
