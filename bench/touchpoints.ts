import type pg from 'pg';
import { countPhrases } from '#people/departures/phrases.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { rollUpActive } from '#seeing/cadence/active.server.ts';
import { rollUpCadence } from '#seeing/cadence/tasks.server.ts';
import { countOverview } from '#seeing/overview/tasks.server.ts';
import { rollUpPaths } from '#seeing/paths/tasks.server.ts';
import { publishFigures } from '#seeing/published/tasks.server.ts';
import { rollUpQuadrants } from '#seeing/quadrants/tasks.server.ts';
import { rollUpReach } from '#seeing/reach/tasks.server.ts';
import { rollUpUnlocks } from '#seeing/unlock-board/tasks.server.ts';
import { withClient } from './server.ts';

const days = 570; // nineteen months
const atOnce = 500_000;

/** What happens, of twenty times. */
const kinds = [
	...Array.from({ length: 9 }, () => 'visited'),
	...Array.from({ length: 3 }, () => 'told'),
	'match_read',
	'letter_read',
	'story_read',
	'opening_read',
	'posted',
	'commented',
	'reacted',
	'wrote_desk'
];

/**
 * Spreads so many touchpoints evenly over nineteen months and over everyone in `someone (n, id)`, each of a kind drawn
 * by its number. Two connections write; the index by person is built afterwards, which is far quicker.
 */
export async function fillTouchpoints(
	url: string,
	client: pg.Client,
	networkId: string,
	{ people, touchpoints }: { people: number; touchpoints: number }
): Promise<void> {
	await client.query('select make_touchpoint_months(network_today() - $1::int, network_today())', [days]);
	if (touchpoints === 0) return;
	const { rows } = await client.query<{ indexdef: string }>(
		`select indexdef from pg_indexes where schemaname = 'public' and indexname = 'touchpoint_of_person'`
	);
	await client.query('drop index touchpoint_of_person');
	const half = Math.ceil(touchpoints / 2);
	const write = (from: number, until: number) =>
		writeTouchpoints(url, networkId, { people, touchpoints, from, until });
	await Promise.all([write(1, half), write(half + 1, touchpoints)]);
	await client.query(`set maintenance_work_mem = '512MB'`);
	await client.query(rows[0]!.indexdef.replace(' ON ONLY ', ' ON '));
}

type Span = { people: number; touchpoints: number; from: number; until: number };

async function writeTouchpoints(url: string, networkId: string, span: Span): Promise<void> {
	await withClient(url, async (client) => {
		await client.query('set session_replication_role = replica');
		await client.query('set synchronous_commit = off');
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
		for (let at = span.from; at <= span.until; at += atOnce)
			await client.query(
				`insert into touchpoint (network_id, person_id, kind, happened_at)
				select $1, s.id,
					($6::text[])[1 + (hashint4(k) & 1073741823) % cardinality($6::text[])],
					now() - make_interval(secs => ($4::int - k) * (${days} * 86400.0 / $4::int))
				from generate_series($2::int, $3::int) k
				join someone s on s.n = 1 + (k * 7919::bigint) % $5::int`,
				[networkId, at, Math.min(at + atOnce - 1, span.until), span.touchpoints, span.people, kinds]
			);
	});
}

/** Counts everything that the desk's pages read and a worker counts at night. */
export async function rollUpAll(where: InNetwork): Promise<void> {
	const night = [
		rollUpReach,
		rollUpActive,
		rollUpPaths,
		countPhrases,
		rollUpQuadrants,
		rollUpUnlocks,
		rollUpCadence,
		countOverview,
		publishFigures
	];
	for (const count of night) await count(where);
}
