import { config } from '#platform/config/config.ts';
import { log } from '#platform/log/log.server.ts';

/** What a span is: an answer to a request, a question to a database, or work that was left for later. */
export type Kind = 'server' | 'client' | 'consumer';
type Span = {
	trace: string;
	span: string;
	parent?: string;
	name: string;
	kind: Kind;
	attributes: Record<string, string>;
	/** Nanoseconds since 1970. */
	began: bigint;
	ended: bigint;
	hasFailed: boolean;
};

/** Numbers of the OTLP: https://opentelemetry.io/docs/specs/otlp/ */
const kinds: Record<Kind, number> = { server: 2, client: 3, consumer: 5 };
const failed = 2;

const secondsBetween = 2;
const secondsToAnswer = 10;
const spansAtMost = 4000;
let waiting: Span[] = [];
let timer: NodeJS.Timeout | undefined;

/** Sends a span with others soon. Where more wait than a collector takes, the newest are left out. */
export function exportSpan(span: Span): void {
	if (waiting.length >= spansAtMost) return;
	waiting.push(span);
	timer ??= setTimeout(() => void send(), secondsBetween * 1000).unref();
}

/** Sends what waits over HTTP as JSON, and never holds up whoever made it. What is refused is not sent again. */
async function send(): Promise<void> {
	timer = undefined;
	const spans = waiting;
	waiting = [];
	const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS } = config();
	try {
		const answer = await fetch(`${OTEL_EXPORTER_OTLP_ENDPOINT!.replace(/\/$/, '')}/v1/traces`, {
			method: 'POST',
			headers: { ...OTEL_EXPORTER_OTLP_HEADERS, 'content-type': 'application/json' },
			body: JSON.stringify(asOtlp(spans)),
			signal: AbortSignal.timeout(secondsToAnswer * 1000)
		});
		await answer.body?.cancel();
		if (!answer.ok)
			log.warn({ status: answer.status, spans: spans.length }, 'The collector refused traces');
	} catch (error) {
		log.warn({ error, spans: spans.length }, 'The collector of traces cannot be reached');
	}
}

const asAttributes = (attributes: Record<string, string>) =>
	Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));

function asOtlp(spans: readonly Span[]) {
	return {
		resourceSpans: [
			{
				resource: { attributes: asAttributes({ 'service.name': config().OTEL_SERVICE_NAME }) },
				scopeSpans: [{ scope: { name: 'okaeri' }, spans: spans.map(asOtlpSpan) }]
			}
		]
	};
}

function asOtlpSpan({ trace, span, parent, name, kind, attributes, began, ended, hasFailed }: Span) {
	return {
		traceId: trace,
		spanId: span,
		...(parent ? { parentSpanId: parent } : {}),
		name,
		kind: kinds[kind],
		startTimeUnixNano: String(began),
		endTimeUnixNano: String(ended),
		attributes: asAttributes(attributes),
		status: hasFailed ? { code: failed } : {}
	};
}
