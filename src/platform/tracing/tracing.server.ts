import { randomBytes } from 'node:crypto';
import { config } from '#platform/config/config.ts';
import { workAbout, type About } from '#platform/log/about.server.ts';
import { exportSpan, type Kind } from './exporting.server.ts';

/*
 * Traces for OpenTelemetry, where OTEL_EXPORTER_OTLP_ENDPOINT is set: a span for each request, job and query. The id of a
 * request is the id of its trace, so the jobs that it left are in the same one, and the log leads to it.
 */

type Named = { name: string; kind: Kind; attributes: Record<string, string> };

/** Does work as a span of the trace that `about` names. What the work asks of the database becomes part of it. */
export async function traced<T>(about: About, named: Named, work: () => Promise<T>): Promise<T> {
	const trace = isTraced(about.request) ? about.request.replaceAll('-', '') : undefined;
	if (!trace) return workAbout(about, work);
	const span = randomBytes(8).toString('hex');
	const began = nanoseconds();
	let hasFailed = true;
	try {
		const result = await workAbout({ ...about, span }, work);
		hasFailed = false;
		return result;
	} finally {
		exportSpan({ trace, span, ...named, began, ended: nanoseconds(), hasFailed });
	}
}

/** Notes a query that took so many seconds, and has just ended, as part of the span that asked for it. */
export function noteQuery(about: About | undefined, name: string, seconds: number, hasFailed: boolean): void {
	if (!about?.span || !isTraced(about.request)) return;
	const ended = nanoseconds();
	exportSpan({
		trace: about.request.replaceAll('-', ''),
		span: randomBytes(8).toString('hex'),
		parent: about.span,
		name,
		kind: 'client',
		attributes: { 'db.system.name': 'postgresql' },
		began: ended - BigInt(Math.round(seconds * 1e9)),
		ended,
		hasFailed
	});
}

/**
 * Is the trace of a request kept? Its id decides, so that every part of it decides alike: chance made it, and its last
 * letters are below the share that is wanted.
 */
function isTraced(request: string | undefined): request is string {
	const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG: share } = config();
	if (!OTEL_EXPORTER_OTLP_ENDPOINT || !request || !/^[0-9a-f]{8}[0-9a-f-]{24,28}$/.test(request))
		return false;
	return Number.parseInt(request.slice(-8), 16) < share * 2 ** 32;
}

const nanoseconds = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
