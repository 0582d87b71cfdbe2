import { z } from 'zod';
import { isOperationOff } from '#access/parts/parts.ts';
import { eventTypes } from '#platform/webhooks/event.ts';
import { problem } from './fields.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.server.ts';

type Schema = Record<string, unknown>;
type SchemaOf = (type: z.ZodType, io: 'input' | 'output') => Schema;

const description =
	'For applicant tracking systems, HR systems and reports. Lists are paged by cursor. ' +
	'Requests that change something take an Idempotency-Key: the same key again gives the same answer. ' +
	'What can be asked again takes If-None-Match. Problems are told by RFC 9457. ' +
	'Events are sent by webhooks, signed by the Standard Webhooks specification.';

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

const tokenScheme = {
	type: 'http',
	scheme: 'bearer',
	description: 'A token made at the desk, with the scopes that it needs.'
};

/**
 * The OpenAPI 3.1 document, made of the very schemas by which requests are read. `origin` is where it is served; what the
 * network has switched off is not in it.
 */
export function openapi(origin: string, off: readonly string[] = []) {
	const served = operations.filter((operation) => !isOperationOff(operation.path, off));
	const components: Record<string, Schema> = {};
	const schemaOf = collecting(components);
	const paths: Record<string, Record<string, unknown>> = {};
	for (const operation of served)
		(paths[operation.path] ??= {})[operation.method] = described(operation, schemaOf);
	schemaOf(problem, 'output');
	return {
		openapi: '3.1.0',
		info: {
			title: 'Okaeri API',
			version: '1',
			license: { name: 'As the installation says', url: origin },
			description
		},
		servers: [{ url: `${origin}/api/v1` }],
		security: [{ token: [] }],
		tags: [...new Set(served.map((operation) => operation.tag))].map((name) => ({
			name,
			description: tagWords[name] ?? name
		})),
		paths,
		webhooks: Object.fromEntries(eventTypes.map((type) => [type, { post: webhook(type) }])),
		components: { securitySchemes: { token: tokenScheme }, schemas: components }
	};
}

/** Makes JSON Schema 2020-12 of a Zod schema. A schema with a name goes to `components`, and is referred to. */
function collecting(components: Record<string, Schema>): SchemaOf {
	return (type, io) => {
		const made: Schema & { $defs?: Record<string, Schema> } = z.toJSONSchema(type, {
			io,
			unrepresentable: 'any',
			override: ({ jsonSchema }) => void delete jsonSchema.id
		});
		const { $schema: _, $defs = {}, ...schema } = made;
		for (const [name, inner] of Object.entries($defs)) components[name] ??= moved(inner);
		const name = z.globalRegistry.get(type)?.id;
		if (!name) return moved(schema);
		components[name] ??= moved(schema);
		return { $ref: `#/components/schemas/${name}` };
	};
}

/** Zod puts named schemas under $defs; OpenAPI keeps them under components. */
function moved(schema: Schema): Schema {
	return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Schema;
}

function described(operation: Operation, schemaOf: SchemaOf): Schema {
	const parameters = [
		...fieldsOf(operation.params, 'path', schemaOf),
		...fieldsOf(operation.query, 'query', schemaOf),
		...headers(operation)
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
			? { requestBody: { required: true, content: bodyContent(operation, schemaOf) } }
			: {}),
		responses: {
			[operation.status]: {
				description: operation.status === 204 ? 'Done.' : 'The answer.',
				...(operation.answer
					? {
							headers: { ETag: { schema: { type: 'string' } } },
							...json(schemaOf(operation.answer, 'output'))
						}
					: {})
			},
			...(operation.method === 'get' ? { '304': { description: 'As you know it already.' } } : {}),
			...problems(operation)
		}
	};
}

function bodyContent({ body, isLines }: Operation, schemaOf: SchemaOf): Schema {
	const schema = schemaOf(body!, 'input');
	return {
		'application/json': { schema },
		...(isLines ? { 'application/x-ndjson': { schema } } : {})
	};
}

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });

function problems(operation: Operation): Schema {
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
	const failed = {
		description: 'What went wrong.',
		content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
	};
	return Object.fromEntries(statuses.map((status) => [status, failed]));
}

function fieldsOf(object: z.ZodObject, place: 'path' | 'query', schemaOf: SchemaOf): Schema[] {
	return Object.entries(object.shape).map(([name, type]) => {
		const { description: words, ...schema } = schemaOf(type as z.ZodType, 'input');
		return {
			name,
			in: place,
			required: place === 'path',
			...(words ? { description: words } : {}),
			schema
		};
	});
}

function headers(operation: Operation): Schema[] {
	if (operation.method === 'get')
		return [header('If-None-Match', 'The ETag you know: 304 where nothing has changed.')];
	return [
		header('Idempotency-Key', 'Yours to choose: the same request with the same key is done once.'),
		...(operation.isConditional
			? [header('If-Match', 'The ETag you know: 412 where it has changed since.')]
			: [])
	];
}

function header(name: string, words: string): Schema {
	return {
		name,
		in: 'header',
		required: false,
		description: words,
		schema: { type: 'string', maxLength: 255 }
	};
}

function webhook(type: string): Schema {
	return {
		operationId: `told:${type}`,
		summary: `Sent when it happens: ${type}`,
		tags: ['Webhooks'],
		security: [],
		requestBody: json({
			type: 'object',
			required: ['type', 'timestamp', 'data'],
			properties: {
				type: { const: type },
				timestamp: { type: 'string', format: 'date-time' },
				data: { type: 'object' }
			}
		}),
		responses: {
			'2XX': { description: 'Taken. Anything else is tried again, for about three days.' },
			'410': { description: 'Gone: nothing more is sent here.' }
		}
	};
}
