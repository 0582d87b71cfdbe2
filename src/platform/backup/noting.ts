import pg from 'pg';

/** A backup that was made or tried: `bytes` where it came about, `failure` in words where not. */
export type Note = { file: string; began: Date; isNightly: boolean } & (
	{ bytes: number } | { failure: string }
);

/** The last backup that came about, and the last one that failed since. */
export type Last = {
	goodAt: Date | null;
	file: string | null;
	bytes: number | null;
	failedAt: Date | null;
	failure: string | null;
};

const kept = 400;

/** Writes down that a backup was made or failed. An older schema, just before its upgrade, has no place for it yet. */
export async function noteBackup(ownerUrl: string, note: Note): Promise<void> {
	await asOwner(ownerUrl, async (client) => {
		if (!(await hasPlace(client))) return;
		await client.query(
			`insert into ground.backup (began_at, is_nightly, file, bytes, failure) values ($1, $2, $3, $4, $5)`,
			[
				note.began,
				note.isNightly,
				note.file,
				'bytes' in note ? note.bytes : null,
				'failure' in note ? note.failure.slice(0, 500) : null
			]
		);
		await client.query(
			`delete from ground.backup
			where backup_id not in (select backup_id from ground.backup order by ended_at desc limit ${kept})`
		);
	});
}

export async function lastBackup(client: pg.Client): Promise<Last> {
	const { rows } = await client.query<Last>(`
		with good as (
			select ended_at, file, bytes
			from ground.backup
			where bytes is not null
			order by ended_at desc
			limit 1
		),
		failed as (
			select ended_at, failure
			from ground.backup
			where failure is not null
				and ended_at > coalesce((select ended_at from good), '-infinity')
			order by ended_at desc
			limit 1
		)
		select g.ended_at as "goodAt", g.file, g.bytes::float8 as bytes, f.ended_at as "failedAt", f.failure
		from (select) as one
		left join good g on true
		left join failed f on true
	`);
	return rows[0]!;
}

async function hasPlace(client: pg.Client): Promise<boolean> {
	const { rows } = await client.query<{ isThere: boolean }>(
		`select to_regclass('ground.backup') is not null as "isThere"`
	);
	return rows[0]!.isThere;
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}
