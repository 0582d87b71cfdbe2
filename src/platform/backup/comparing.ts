import type pg from 'pg';
import { readChains, readTables } from './catalogue.ts';
import { reachOf, rowsOf, writeAlike } from './copying.ts';
import { fullName, type End, type Head } from './format.ts';
import { RowDigest } from './row-digest.ts';

/**
 * Reads back every row of a restored database, and says in words what differs from the backup: counts, rows, and where
 * each network's audit log ends. Nothing where all is the same.
 */
export async function differences(client: pg.Client, head: Head, end: End): Promise<string[]> {
	await client.query('begin isolation level repeatable read read only');
	try {
		await writeAlike(client);
		const reach = await reachOf(client);
		const forced = new Map((await readTables(client)).map((table) => [fullName(table), table.isForced]));
		const found: string[] = [];
		for (const shape of head.tables) {
			const digest = new RowDigest();
			const table = { ...shape, isForced: forced.get(fullName(shape)) ?? false };
			for await (const piece of rowsOf(client, table, reach)) digest.add(piece);
			const said = end.tables.find((content) => fullName(content) === fullName(shape));
			const { rows, digest: own } = digest.finish();
			if (rows !== said?.rows) found.push(`${fullName(shape)} has ${rows} rows, not ${said?.rows}`);
			else if (own !== said.digest) found.push(`${fullName(shape)} has other rows than the backup`);
		}
		return [...found, ...chainDifferences(await readChains(client, reach.networks), end)];
	} finally {
		await client.query('rollback');
	}
}

function chainDifferences(here: End['chains'], end: End): string[] {
	const isSame = (chain: End['chains'][number]) =>
		here.some(
			({ networkId, number, hash }) =>
				networkId === chain.networkId && number === chain.number && hash === chain.hash
		);
	return end.chains
		.filter((chain) => !isSame(chain))
		.map(({ slug, number }) => `the audit log of ${slug} does not end with line ${number} of the backup`);
}
