import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aboutNow } from '#platform/log/about.server.ts';
import { noteQuery, traced } from './tracing.server.ts';

type Told = { resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[] };
const told: { path: string | undefined; key: unknown; spans: Record<string, unknown>[] }[] = [];
const collector = http.createServer((req, res) => {
	const pieces: Buffer[] = [];
	req.on('data', (piece: Buffer) => pieces.push(piece));
	req.on('end', () => {
		const { resourceSpans } = JSON.parse(Buffer.concat(pieces).toString()) as Told;
		told.push({
			path: req.url,
			key: req.headers['x-key'],
			spans: resourceSpans[0]!.scopeSpans[0]!.spans
		});
		res.end();
	});
});
beforeAll(async () => {
	await new Promise<void>((open) => collector.listen(0, '127.0.0.1', open));
	process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
	process.env.OTEL_EXPORTER_OTLP_HEADERS = 'x-key=a%20key';
	process.env.OTEL_TRACES_SAMPLER_ARG = '0.5';
});
afterAll(() => void collector.close());

const kept = '01234567-89ab-4def-8123-000000000001';
const named = { name: 'GET /home', kind: 'server', attributes: { 'http.route': '/home' } } as const;

test('a request, its queries and what failed of it are one trace, which bears its id', async () => {
	const work = traced({ request: kept }, named, async () => {
		noteQuery(aboutNow(), 'select post', 0.01, false);
		throw new Error('it failed');
	});
	await expect(work).rejects.toThrow('it failed');
	await traced({ request: kept.replace('000000000001', 'ffffffffffff') }, named, async () => undefined); // beyond the share
	await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
	const [{ path, key, spans }] = told as [(typeof told)[0]];
	expect({ path, key }).toEqual({ path: '/v1/traces', key: 'a key' });
	const trace = { traceId: kept.replaceAll('-', '') };
	expect(spans).toEqual([
		expect.objectContaining({ ...trace, name: 'select post', kind: 3, status: {} }),
		expect.objectContaining({ ...trace, name: 'GET /home', kind: 2, status: { code: 2 } })
	]);
	expect(spans[0]!.parentSpanId).toBe(spans[1]!.spanId);
	expect(Number(spans[0]!.endTimeUnixNano) - Number(spans[0]!.startTimeUnixNano)).toBeCloseTo(1e7, -4);
});
