import type { ChildProcess } from 'node:child_process';
import http from 'node:http';
import {
	AggregatorRegistry,
	register,
	type MetricObjectWithValues,
	type MetricValue,
	type Registry
} from 'prom-client';
import { config } from '#platform/config/config.ts';
import type { Probes } from '#platform/health/probes.server.ts';
import { log } from '#platform/log/log.server.ts';
import { beginMetrics } from './metrics.server.ts';

type Figures = MetricObjectWithValues<MetricValue<string>>[];
type Question = { figuresFor: number };
type Answer = { figuresFor: number; figures: Figures };

const secondsToAnswer = 3;

/**
 * Begins to count in this process. Its figures stand at METRICS_PORT; where `okaeri start` runs the process, it asks for
 * them and shows those of all its processes there. `probes` answer at the same port, for a worker has no other.
 * Gives what ends it.
 */
export async function openMetrics(part: 'web' | 'worker', probes: Probes): Promise<() => Promise<void>> {
	beginMetrics(part);
	if (process.send) {
		process.on('message', (message) => void answerParent(message));
		return async () => undefined;
	}
	return serveMetrics(() => register.metrics(), probes);
}

async function answerParent(message: unknown, figures = () => register.getMetricsAsJSON()): Promise<void> {
	const { figuresFor } = (message ?? {}) as Partial<Question>;
	if (typeof figuresFor !== 'number') return;
	const answer: Answer = { figuresFor, figures: await figures() };
	process.send?.(answer);
}

/** For a process that leads others of one part: shows the figures of all of them, to `okaeri start` or at METRICS_PORT. */
export async function openMetricsOf(children: () => Iterable<ChildProcess>): Promise<void> {
	if (!process.send) return void (await serveMetricsOf(children));
	process.on(
		'message',
		(message) => void answerParent(message, async () => (await summed(children())).getMetricsAsJSON())
	);
}

async function summed(children: Iterable<ChildProcess>): Promise<Registry> {
	return AggregatorRegistry.aggregate(await Promise.all([...children].map(figuresOf)));
}

/** Shows the figures of all processes that `okaeri start` runs, added up by part. Gives what ends it. */
export const serveMetricsOf = (children: () => Iterable<ChildProcess>) =>
	serveMetrics(async () => (await summed(children())).metrics());

let asked = 0;

/** A process's figures; none where it has just ended, or is too busy to answer in time. */
function figuresOf(child: ChildProcess): Promise<Figures> {
	const figuresFor = asked++;
	return new Promise((resolve) => {
		const done = (figures: Figures) => {
			clearTimeout(hurry);
			child.off('message', hear);
			child.off('exit', gone);
			resolve(figures);
		};
		const hear = (message: unknown) => {
			const answer = (message ?? {}) as Partial<Answer>;
			if (answer.figuresFor === figuresFor && answer.figures) done(answer.figures);
		};
		const gone = () => done([]);
		const hurry = setTimeout(gone, secondsToAnswer * 1000);
		child.on('message', hear);
		child.once('exit', gone);
		if (!child.connected) return gone();
		child.send({ figuresFor } satisfies Question, (error) => error && gone());
	});
}

/** Answers Prometheus at a port of its own, where one is set. */
async function serveMetrics(figures: () => Promise<string>, probes?: Probes): Promise<() => Promise<void>> {
	const { METRICS_PORT, METRICS_HOST } = config();
	if (!METRICS_PORT) return async () => undefined;
	const server = http.createServer((req, res) => {
		if (probes?.answer(req, res)) return;
		if (req.url !== '/metrics') return void res.writeHead(404).end();
		figures().then(
			(text) => res.writeHead(200, { 'content-type': register.contentType }).end(text),
			(error: unknown) => {
				log.error({ error }, 'The figures could not be read');
				res.writeHead(500).end();
			}
		);
	});
	await new Promise<void>((ready, failed) => {
		server.once('error', (error) => failed(new Error(`METRICS_PORT cannot be used: ${error.message}`)));
		server.listen(METRICS_PORT, METRICS_HOST, ready);
	});
	return () =>
		new Promise((closed) => {
			server.close(() => closed());
			server.closeAllConnections();
		});
}
