import { collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client';
import { log } from '#platform/log/log.server.ts';

/*
 * What Prometheus reads of this process. Labels name routes, queries and jobs, never people, networks or addresses, and
 * each label takes a bounded number of values. The registry is the one of prom-client, so that the built application and
 * the process around it count in one place.
 */

type Described<L extends string> = { name: string; help: string; labelNames: readonly L[] };

/** A metric of this name, made where nobody made it before. */
function known<M>(name: string, make: () => M): M {
	return (register.getSingleMetric(name) as M | undefined) ?? make();
}
const counter = <L extends string>(about: Described<L>) => known(about.name, () => new Counter<L>(about));
const histogram = <L extends string>(about: Described<L>, buckets: number[]) =>
	known(about.name, () => new Histogram<L>({ ...about, buckets }));

/**
 * A figure that is looked up when it is asked for. Of several processes that look, the greatest counts. One that cannot be
 * read is missing from the answer, and keeps no other.
 */
export function gauge<L extends string>(
	about: Described<L>,
	collect: (gauge: Gauge<L>) => Promise<void> | void,
	aggregator: 'sum' | 'max' = 'max'
): void {
	known(
		about.name,
		() =>
			new Gauge<L>({
				...about,
				aggregator,
				async collect() {
					this.reset();
					try {
						await collect(this);
					} catch (error) {
						log.warn({ error, figure: about.name }, 'A figure could not be read');
					}
				}
			})
	);
}

/** Lets a label take so many values; whatever comes after them counts as `other`. */
export function boundedLabel(most: number): (value: string) => string {
	const seen = new Set<string>();
	return (value) => {
		if (seen.has(value)) return value;
		if (seen.size >= most) return 'other';
		seen.add(value);
		return value;
	};
}

const requests = counter({
	name: 'okaeri_requests_total',
	help: 'Requests that were answered, by route and status',
	labelNames: ['route', 'method', 'status']
});
const requestSeconds = histogram(
	{
		name: 'okaeri_request_seconds',
		help: 'Seconds until the answer to a request began',
		labelNames: ['route']
	},
	[0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]
);
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Counts a request. Routes are known by their pattern, so there are as many as the product has. */
export function countRequest(route: string, method: string, status: number, seconds: number): void {
	requests.inc({ route, method: methods.has(method) ? method : 'other', status: String(status) });
	requestSeconds.observe({ route }, seconds);
}

const querySeconds = histogram(
	{ name: 'okaeri_query_seconds', help: 'Seconds that a statement took', labelNames: ['query'] },
	[0.001, 0.005, 0.025, 0.1, 0.5, 2.5]
);
const failedQueries = counter({
	name: 'okaeri_queries_failed_total',
	help: 'Statements that failed, by the class of the error',
	labelNames: ['error']
});
const queryLabel = boundedLabel(400);
const errorLabel = boundedLabel(50);

export function countQuery(query: string, seconds: number): void {
	querySeconds.observe({ query: queryLabel(query) }, seconds);
}

/** Counts a statement that failed: by the first two letters of PostgreSQL's code, or as one of a lost connection. */
export function countFailedQuery(error: unknown): void {
	const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
	const isOfServer = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
	failedQueries.inc({ error: isOfServer ? errorLabel(code.slice(0, 2)) : 'connection' });
}

const jobs = counter({
	name: 'okaeri_jobs_total',
	help: 'Jobs that were done, failed and will be tried again, or failed for good',
	labelNames: ['job', 'outcome']
});
const jobSeconds = histogram(
	{ name: 'okaeri_job_seconds', help: 'Seconds that a job took', labelNames: ['job'] },
	[0.05, 0.25, 1, 5, 30, 120, 600]
);
const jobLabel = boundedLabel(200);

export function countJob(job: string, outcome: 'done' | 'failed' | 'given_up'): void {
	jobs.inc({ job: jobLabel(job), outcome });
}

export function timeJob(job: string, seconds: number): void {
	jobSeconds.observe({ job: jobLabel(job) }, seconds);
}

const mails = counter({
	name: 'okaeri_mails_total',
	help: 'Tries to send a mail, by kind and how they ended',
	labelNames: ['kind', 'outcome']
});
const kindLabel = boundedLabel(100);

export function countMail(kind: string, outcome: string): void {
	mails.inc({ kind: kindLabel(kind), outcome });
}

/** Says of which part of the product all figures of this process are, and adds those of Node.js and of the process. */
export function beginMetrics(part: 'web' | 'worker'): void {
	register.setDefaultLabels({ part });
	if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
}

/** Seconds since a moment of `performance.now()`. */
export const secondsSince = (began: number) => (performance.now() - began) / 1000;
