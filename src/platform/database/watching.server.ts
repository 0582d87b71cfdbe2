import type pg from 'pg';
import { config } from '#platform/config/config.ts';
import { aboutNow, type About } from '#platform/log/about.server.ts';
import { log } from '#platform/log/log.server.ts';
import { countFailedQuery, countQuery, gauge, secondsSince } from '#platform/metrics/metrics.server.ts';
import { noteQuery } from '#platform/tracing/tracing.server.ts';
import { queryName } from './query-name.ts';

const textAtMost = 600;
const namesAtMost = 2000;
const names = new Map<string, string>();

/** The name of a statement, worked out once. Those that open a transaction hold a network's id and are not kept. */
function nameOf(text: string): string {
	if (text.startsWith('begin')) return 'begin';
	const known = names.get(text);
	if (known) return known;
	const name = queryName(text);
	if (names.size < namesAtMost) names.set(text, name);
	return name;
}

type Query = (...asked: unknown[]) => unknown;

/**
 * Times every statement of a connection, and logs by name what took longer than SLOW_QUERY_MS. Statements hold no values:
 * these travel beside them, and are never looked at. The time ends when the answer has come; where statements travel
 * together, it holds the wait for those before.
 */
export function watchQueries(client: pg.ClientBase): void {
	const own = Object.getPrototypeOf(client) as { query: Query };
	const query: Query = (...asked) => own.query.apply(client, asked);
	const watched: Query = (...asked) => {
		const text = textOf(asked[0]);
		if (text === undefined) return query(...asked);
		const asker = { began: performance.now(), about: aboutNow() };
		const last = asked.at(-1);
		if (typeof last === 'function') {
			const tell = last as (error: unknown, result: unknown) => void;
			const told = (error: unknown, result: unknown) => {
				note(text, asker, error);
				tell(error, result);
			};
			return query(...asked.slice(0, -1), told);
		}
		const answer = query(...asked);
		if (answer instanceof Promise)
			answer.then(
				() => note(text, asker, undefined),
				(error: unknown) => note(text, asker, error)
			);
		return answer;
	};
	client.query = watched as typeof client.query;
}

function textOf(asked: unknown): string | undefined {
	if (typeof asked === 'string') return asked;
	const text = (asked as { text?: unknown } | null)?.text;
	return typeof text === 'string' ? text : undefined;
}

type Asker = { began: number; about: About | undefined };

function note(text: string, { began, about }: Asker, error: unknown): void {
	const seconds = secondsSince(began);
	const name = nameOf(text);
	countQuery(name, seconds);
	if (error) countFailedQuery(error);
	noteQuery(about, name, seconds, Boolean(error));
	const { SLOW_QUERY_MS } = config();
	if (SLOW_QUERY_MS > 0 && seconds * 1000 >= SLOW_QUERY_MS)
		log.warn(
			{ ...about, query: name, ms: Math.round(seconds * 1000), text: shortened(text) },
			'A slow query'
		);
}

/** A statement in one line. Constants in quotes are left out: one that opens a transaction names its network so. */
const shortened = (text: string) =>
	text
		.replaceAll(/'(?:[^']|'')*'/g, "'…'")
		.replaceAll(/\s+/g, ' ')
		.trim()
		.slice(0, textAtMost);

const pools = new Map<string, pg.Pool>();

/** Shows how many connections a pool has, how many of them are free, and how many wait for one. */
export function watchPool(name: string, pool: pg.Pool): void {
	pools.set(name, pool);
	pool.on('connect', watchQueries);
	gauge(
		{
			name: 'okaeri_pool_connections',
			help: 'Connections to the database: open, free of work, and how many wait for one',
			labelNames: ['pool', 'state']
		},
		(figure) => {
			for (const [called, { totalCount, idleCount, waitingCount }] of pools) {
				figure.set({ pool: called, state: 'open' }, totalCount);
				figure.set({ pool: called, state: 'free' }, idleCount);
				figure.set({ pool: called, state: 'wanted' }, waitingCount);
			}
		},
		'sum'
	);
}
