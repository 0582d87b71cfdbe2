import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openapi } from './openapi.server.ts';
import { operations, operationAt } from './operations.server.ts';

type Parameter = { name: string; in: string };
type Get = { parameters: Parameter[]; responses: Record<string, { description?: string }> };
type Paths = Record<string, Record<string, { parameters?: Parameter[] }>>;

const text = JSON.stringify(openapi('https://alumni.example.jp'));

describe('the OpenAPI document', () => {
	test('is one by the schema of OpenAPI, and every reference in it leads somewhere', async () => {
		const validator = new Validator();
		expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
		expect(validator.version).toBe('3.1');
		expect(() => validator.resolveRefs()).not.toThrow();
	});

	test.each([
		['a parameter of a place that is none', (people: Get) => (people.parameters[0]!.in = 'heart')],
		['an answer without words', (people: Get) => delete people.responses['200']!.description]
	])('with %s it would be refused', async (_what, breakIt) => {
		const broken = JSON.parse(text) as { paths: Record<string, { get: Get }> };
		breakIt(broken.paths['/people']!.get);
		expect((await new Validator().validate(broken)).valid).toBe(false);
	});

	test('declares every part of a path that varies', () => {
		for (const [place, methods] of Object.entries(JSON.parse(text).paths as Paths))
			for (const { parameters = [] } of Object.values(methods))
				expect(
					parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
					place
				).toEqual([...place.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
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
