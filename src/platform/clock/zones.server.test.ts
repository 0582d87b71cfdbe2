import { expect, test } from 'vitest';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { isZone, zoneNames } from './zones.ts';

const own = useOwnDatabase();
/** Names of files beside the zones. */
const none = new Set(['Factory', 'localtime', 'posixrules']);

test('every zone and link that PostgreSQL knows is a zone, and every zone to choose from is known to PostgreSQL', async () => {
	const { rows } = await own.owner.query<{ name: string }>(`
		select name
		from pg_timezone_names
		where name !~ '^(posix|right)/'
	`);
	const known = rows.map(({ name }) => name).filter((name) => !none.has(name));
	expect(known.length).toBeGreaterThan(500);
	expect(known.filter((name) => !isZone(name))).toEqual([]);
	expect(zoneNames().filter((name) => !known.includes(name))).toEqual([]);
});

test.each([
	'',
	'Asia/Nowhere',
	'+09:00',
	'JST',
	'ACT',
	'SystemV/PST8',
	'Etc/Unknown',
	'Factory',
	' Asia/Tokyo'
])('«%s» is no zone', (name) => expect(isZone(name)).toBe(false));

test('a zone chosen before stays among those to choose from', () => {
	expect(zoneNames()).not.toContain('US/Eastern');
	expect(zoneNames('US/Eastern', 'nonsense')).toContain('US/Eastern');
	expect(zoneNames('nonsense')).not.toContain('nonsense');
});
