import { z } from 'zod';
import { eventTypes } from '#platform/webhooks/event.ts';
import { problem, type Operation } from './operation.ts';
import { operations } from './operations.ts';

type Schema = Record<string, unknown>;

/** The OpenAPI 3.1 document, made of the very schemas by which requests are read. `origin` is where it is served. */
export function openapi(origin: string) {
	const components: Record<string, Schema> = {};
	/** A schema as JSON Schema 2020-12; what has a name of its own goes to the components and is referred to. */
	const schema = (type: z.ZodType, io: 'input' | 'output'): Schema => {
		const {
			$schema: _,
			$defs = {},
			...made
		} = z.toJSONSchema(type, {
			io,
			unrepresentable: 'any',
			override: ({ jsonSchema }) => void delete jsonSchema.id
		}) as Schema & { $defs?: Record<string, Schema> };
		for (const [name, one] of Object.entries($defs)) components[name] ??= moved(one);
		const name = z.globalRegistry.get(type)?.id;
		if (!name) return moved(made);
		components[name] ??= moved(made);
		return { $ref: `#/components/schemas/${name}` };
	};
	const paths: Record<string, Record<string, unknown>> = {};
	for (const operation of operations)
		(paths[operation.path] ??= {})[operation.method] = described(operation, schema);
	schema(problem, 'output');
	return {
		openapi: '3.1.0',
		info: {
			title: 'Okaeri API',
			version: '1',
			license: { name: 'As the installation says', url: origin },
			description:
				'For applicant tracking systems, HR systems and reports. Lists are paged by cursor. Requests that change something take an Idempotency-Key: the same key again gives the same answer. What can be asked again takes If-None-Match. Problems are told by RFC 9457. Events are sent by webhooks, signed by the Standard Webhooks specification.'
		},
		servers: [{ url: `${origin}/api/v1` }],
		security: [{ token: [] }],
		tags: [...new Set(operations.map((operation) => operation.tag))].map((name) => ({
			name,
			description: tagWords[name] ?? name
		})),
		paths,
		webhooks: Object.fromEntries(
			eventTypes.map((type) => [
				type,
				{
					post: {
						operationId: `told:${type}`,
						summary: `Sent when it happens: ${type}`,
						tags: ['Webhooks'],
						security: [],
						requestBody: {
							content: {
								'application/json': {
									schema: {
										type: 'object',
										required: ['type', 'timestamp', 'data'],
										properties: {
											type: { const: type },
											timestamp: { type: 'string', format: 'date-time' },
											data: { type: 'object' }
										}
									}
								}
							}
						},
						responses: {
							'2XX': {
								description: 'Taken. Anything else is tried again, for about three days.'
							},
							'410': { description: 'Gone: nothing more is sent here.' }
						}
					}
				}
			])
		),
		components: {
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description: 'A token made at the desk, with the scopes that it needs.'
				}
			},
			schemas: components
		}
	};
}

const tagWords: Record<string, string> = {
	People: 'Who they are.',
	Confidential:
		'What people told in confidence: only with the scope confidential.read, and every answer is in the audit log.',
	Gathering: 'What members do with each other.',
	Telling: 'What the company says.',
	Returning: 'Openings, applications, talks, rehires.',
	Figures: 'Counted.',
	Webhooks: 'Events, sent as they happen.'
};

function moved(schema: Schema): Schema {
	return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Schema;
}

function described(
	operation: Operation,
	schema: (type: z.ZodType, io: 'input' | 'output') => Schema
): Record<string, unknown> {
	const parameters = [
		...fieldsOf(operation.params, 'path', schema),
		...fieldsOf(operation.query, 'query', schema),
		...headers(operation)
	];
	const failed = {
		description: 'What went wrong.',
		content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
	};
	const statuses = [
		'400',
		'401',
		'403',
		'404',
		'429',
		...(operation.body ? ['415', '422'] : []),
		...(operation.method === 'get' ? [] : ['409']),
		...(operation.isConditional ? ['412'] : [])
	];
	return {
		operationId: operation.id,
		summary: operation.summary,
		...(operation.description ? { description: operation.description } : {}),
		tags: [operation.tag],
		security: [{ token: [] }],
		'x-scope': operation.scope,
		...(parameters.length > 0 ? { parameters } : {}),
		...(operation.body
			? {
					requestBody: {
						required: true,
						content: { 'application/json': { schema: schema(operation.body, 'input') } }
					}
				}
			: {}),
		responses: {
			[operation.status]: {
				description: operation.status === 204 ? 'Done.' : 'The answer.',
				...(operation.answer
					? {
							headers: { ETag: { schema: { type: 'string' } } },
							content: { 'application/json': { schema: schema(operation.answer, 'output') } }
						}
					: {})
			},
			...(operation.method === 'get' ? { '304': { description: 'As you know it already.' } } : {}),
			...Object.fromEntries(statuses.map((status) => [status, failed]))
		}
	};
}

function fieldsOf(
	object: z.ZodObject,
	where: 'path' | 'query',
	schema: (type: z.ZodType, io: 'input') => Schema
): Schema[] {
	return Object.entries(object.shape).map(([name, type]) => {
		const { description, ...rest } = schema(type as z.ZodType, 'input');
		return {
			name,
			in: where,
			required: where === 'path',
			...(description ? { description } : {}),
			schema: rest
		};
	});
}

function headers(operation: Operation): Schema[] {
	const header = (name: string, description: string) => ({
		name,
		in: 'header',
		required: false,
		description,
		schema: { type: 'string', maxLength: 255 }
	});
	if (operation.method === 'get')
		return [header('If-None-Match', 'The ETag you know: 304 where nothing has changed.')];
	return [
		header('Idempotency-Key', 'Yours to choose: the same request with the same key is done once.'),
		...(operation.isConditional
			? [header('If-Match', 'The ETag you know: 412 where it has changed since.')]
			: [])
	];
}
