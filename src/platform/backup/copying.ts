import { to } from 'pg-copy-streams';
import pg from 'pg';
import type { TableShape } from './format.ts';
import { readNetworks, type Table } from './catalogue.ts';

/** Every value is written alike on every server, so that digests can be compared. */
const wayOfWriting = `
	set local datestyle = 'ISO, YMD';
	set local intervalstyle = 'postgres';
	set local timezone = 'UTC';
	set local bytea_output = 'hex';
	set local extra_float_digits = 1;
	set local xmloption = 'content';
	set local statement_timeout = 0;
	set local idle_in_transaction_session_timeout = 0;
	set local jit = off;`;

/** Sets up the running transaction to write or read rows as backups hold them. */
export async function writeAlike(client: pg.Client): Promise<void> {
	await client.query(wayOfWriting);
}

/** Whom row-level security hides nothing from reads all networks at once. Others would read nothing: it is said instead. */
export async function seesAll(client: pg.Client): Promise<boolean> {
	const { rows } = await client.query<{ isFree: boolean }>(
		`select rolsuper or rolbypassrls as "isFree" from pg_roles where rolname = current_user`
	);
	return rows[0]!.isFree;
}

const quote = (name: string) => pg.escapeIdentifier(name);
export const quoted = ({ schema, name }: TableShape) => `${quote(schema)}.${quote(name)}`;
export const columnList = ({ columns }: TableShape) => columns.map(quote).join(', ');

/** Whose rows a reader sees at once: all, or those of one network after the other. */
export type Reach = { isFree: boolean; networks: readonly string[] };

export async function reachOf(client: pg.Client): Promise<Reach> {
	const isFree = await seesAll(client);
	if (isFree) await client.query('set local row_security = off');
	return { isFree, networks: await readNetworks(client) };
}

/**
 * Reads the rows of a table in the running transaction, as pieces of COPY's text. Each pass names its network as well: the
 * owner may find every network by name, and would read that table once for each of them.
 */
export async function* rowsOf(client: pg.Client, table: Table, reach: Reach): AsyncGenerator<Buffer> {
	const passes = table.isForced && !reach.isFree ? reach.networks : [''];
	for (const networkId of passes) {
		await client.query(`select set_config('okaeri.network_id', $1, true)`, [networkId]);
		const own = networkId ? ` where network_id = ${pg.escapeLiteral(networkId)}` : '';
		const rows = client.query(
			to(`copy (select ${columnList(table)} from ${quoted(table)}${own}) to stdout`)
		);
		for await (const piece of rows) yield piece as Buffer;
	}
}
