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
import { byTwo, step, withoutIndexes } from './loading.ts';

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
 * by its number.
 */
export async function fillTouchpoints(
	url: string,
	client: pg.Client,
	networkId: string,
	{ people, touchpoints }: { people: number; touchpoints: number }
): Promise<void> {
	await client.query('select make_touchpoint_months(network_today() - $1::int, network_today())', [days]);
	if (touchpoints === 0) return;
	const { rows } = await client.query<{ at: string }>('select now()::text as at');
	await withoutIndexes(client, ['touchpoint'], () =>
		byTwo(url, networkId, { count: touchpoints, atOnce }, (writer, from, until) =>
			writer.query(
				`insert into touchpoint (network_id, person_id, kind, happened_at)
				select $1, s.id,
					($6::text[])[1 + (hashint4(k) & 1073741823) % cardinality($6::text[])],
					$7::timestamptz - make_interval(secs => ($4::int - k) * (${days} * 86400.0 / $4::int))
				from generate_series($2::int, $3::int) k
				join someone s on s.n = 1 + (k * 7919::bigint) % $5::int`,
				[networkId, from, until, touchpoints, people, kinds, rows[0]!.at]
			)
		)
	);
}

/** Counts everything that the desk's pages read and a worker counts at night. */
export async function rollUpAll(where: InNetwork): Promise<void> {
	const night = {
		rollUpReach,
		rollUpActive,
		rollUpPaths,
		countPhrases,
		rollUpQuadrants,
		rollUpUnlocks,
		rollUpCadence,
		countOverview,
		publishFigures
	};
	for (const [called, count] of Object.entries(night))
		await step(`at night: ${called}`, () => count(where));
}
