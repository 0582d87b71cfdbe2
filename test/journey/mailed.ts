import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { placeOf } from '#platform/postgres/place.ts';

/** A connection to the embedded database of a product that a journey started, as its owner. */
export async function databaseIn(dataDir: string): Promise<pg.Client> {
	const password = fs.readFileSync(path.join(dataDir, 'database-password'), 'utf8');
	const database = new pg.Client({
		connectionString: `postgres://okaeri:${password}@localhost/okaeri?host=${encodeURIComponent(placeOf(dataDir).run)}&port=5432`
	});
	await database.connect();
	return database;
}

/** The first link of a mail as its recipient gets it. The desk of a real network does not see the links that let in. */
export async function linkAsMailed(dataDir: string, mailId: string): Promise<string> {
	const database = await databaseIn(dataDir);
	try {
		const { rows: networks } = await database.query<{ id: string }>(
			'select network_id as id from network'
		);
		for (const { id } of networks) {
			await database.query(`select set_config('okaeri.network_id', $1, false)`, [id]);
			const { rows } = await database.query<{ text: string }>(
				'select body_text as text from mail where network_id = $1 and mail_id = $2',
				[id, mailId]
			);
			if (rows[0]) return /https?:\S+/.exec(rows[0].text)![0];
		}
		throw new Error(`There is no mail ${mailId}`);
	} finally {
		await database.end();
	}
}
