import { expect, test } from 'vitest';
import { changedMigrations, digestsText, parseDigests } from '#db/digests.ts';
import { migrate } from '#platform/database/migrate.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();

test('a database that a newer Okaeri has migrated is refused in words, and left as it is', async () => {
	await own.owner.query(`insert into ground.migration (name, digest) values ('9999_of_tomorrow.sql', 'x')`);
	await expect(migrate(own.url)).rejects.toThrow(
		/newer than this program: it has 9999_of_tomorrow\.sql, .* Start the newer Okaeri/
	);
	await own.owner.query(`delete from ground.migration where name = '9999_of_tomorrow.sql'`);
	expect(await migrate(own.url)).toEqual([]);
});

test('a migration that came in may neither change nor go; new ones may come', () => {
	const kept = parseDigests('aa  0001_x.sql\nbb  0002_y.sql\n');
	expect(digestsText(kept)).toBe('aa  0001_x.sql\nbb  0002_y.sql\n');
	expect(changedMigrations(kept, new Map([...kept, ['0003_z.sql', 'cc']]))).toEqual([]);
	expect(changedMigrations(kept, new Map([['0001_x.sql', 'changed']]))).toEqual([
		expect.stringContaining('0001_x.sql was changed'),
		expect.stringContaining('0002_y.sql is gone')
	]);
});
