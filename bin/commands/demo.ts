import pg from 'pg';

/** Loads the demo network where there is no network yet, and says whether it did. Two at once wait for each other. */
export async function loadDemoInto(url: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(`select pg_advisory_lock(hashtext('okaeri.demo'))`);
		const { rows } = await client.query<{ n: number }>('select count(*)::int as n from network');
		if (rows[0]!.n > 0) return false;
		const { loadDemo } = await import('../../demo/load.ts');
		await loadDemo(client);
		return true;
	} finally {
		await client.end();
	}
}
