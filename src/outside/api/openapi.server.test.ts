import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { openapi } from './openapi.server.ts';
import { operations, operationAt } from './operations.server.ts';

const text = JSON.stringify(openapi('https://alumni.example.jp'));

describe('the OpenAPI document', () => {
	test('passes Redocly’s recommended rules without an error', async () => {
		const problems = await lintFromString({
			source: text,
			absoluteRef: '/openapi.json',
			config: await createConfig({ extends: ['recommended'] })
		});
		expect(
			problems
				.filter((problem) => problem.severity === 'error')
				.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)
		).toEqual([]);
	});

	test('the linter would find a fault', async () => {
		const broken = JSON.parse(text);
		broken.paths['/people'].get.operationId = 'listTenures';
		const problems = await lintFromString({
			source: JSON.stringify(broken),
			absoluteRef: '/openapi.json',
			config: await createConfig({ extends: ['recommended'] })
		});
		expect(problems.filter((problem) => problem.severity === 'error').length).toBeGreaterThan(0);
	});

	test('names every operation there is, each by an id of its own', () => {
		expect(operations.length).toBeGreaterThan(40);
		for (const operation of operations) expect(text).toContain(`"operationId":"${operation.id}"`);
		expect(new Set(operations.map((operation) => operation.id)).size).toBe(operations.length);
		const places = operations.map(({ method, path }) => `${method} ${path}`);
		expect(new Set(places).size).toBe(operations.length);
	});

	test('has no operation that could rate a talk, or apply for someone', () => {
		const changing = operations
			.filter((operation) => operation.method !== 'get')
			.map((operation) => `${operation.method} ${operation.path}`);
		expect(changing.sort()).toEqual([
			'delete /webhook-endpoints/{id}',
			'patch /applications/{id}',
			'post /applications/{id}/taken-over',
			'post /openings/{id}/close',
			'post /people/bulk',
			'post /send-offs',
			'post /webhook-endpoints',
			'put /openings/by-number/{externalId}',
			'put /people/by-number/{number}'
		]);
	});
});

test.each([
	['GET', '/people', 'listPeople'],
	['GET', '/people/x', 'getPerson'],
	['PUT', '/openings/by-number/a', 'putOpening'],
	['POST', '/people', undefined],
	['GET', '/nothing', undefined],
	['GET', '/people/x/y', undefined]
])('%s %s is %s', (method, path, id) => {
	const found = operationAt(method, path);
	expect('operation' in found ? found.operation.id : undefined).toBe(id);
});
