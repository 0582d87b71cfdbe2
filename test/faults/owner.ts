import pg from 'pg';

/** A connection as the database's owner, once the database answers: it may be on its way up. Throws after a minute. */
export async function connectOwner(url: string): Promise<pg.Client> {
	for (const began = Date.now(); ;) {
		const client = new pg.Client({ connectionString: url });
		client.on('error', () => undefined); // a connection that breaks fails its statement, too
		try {
			await client.connect();
			return client;
		} catch (error) {
			if (Date.now() - began > 60_000) throw error;
			await new Promise((go) => setTimeout(go, 250));
		}
	}
}
