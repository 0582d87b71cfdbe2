import { z } from 'zod';
import { openingFields, payIsSound } from '#returning/openings/opening-form.ts';
import { eventTypes } from '#platform/webhooks/event.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { listOf, nothing, oneId, page, type Operation } from './operation.ts';
import type { Resource } from './resource.ts';
import { resources } from './resources.ts';

/** The schema of a resource, under its name in the document. */
const schemaOf = (resource: Resource) => z.object(resource.fields).meta({ id: resource.singular });
const schemas = new Map(resources.map((resource) => [resource.name, schemaOf(resource)]));
const keyOf = (resource: Resource) =>
	resource.key === 'text' ? z.object({ id: z.string().max(100).describe('The code.') }) : oneId;

const reads: Operation[] = resources.flatMap((resource): Operation[] => {
	const { name, tag, summary, scope } = resource;
	const shared = {
		tag,
		scope,
		...(resource.description ? { description: resource.description } : {}),
		...(resource.isConfidential ? { isConfidential: true } : {})
	};
	const item = schemas.get(name)!;
	return [
		{
			...shared,
			id: `list${pascal(name)}`,
			method: 'get',
			path: `/${name}`,
			summary,
			params: nothing,
			query: page,
			status: 200,
			answer: listOf(item)
		},
		{
			...shared,
			id: `get${resource.singular}`,
			method: 'get',
			path: `/${name}/{id}`,
			summary: `${summary}: one of them`,
			params: keyOf(resource),
			query: nothing,
			status: 200,
			answer: item
		}
	];
});

const openingBody = z
	.object({
		...openingFields,
		companyId: z.uuid(),
		remote: z.boolean().default(false),
		reasons: z
			.array(z.enum(answerableReasons.map((reason) => reason.code) as [string, ...string[]]))
			.default([])
	})
	.strict()
	.refine(payIsSound, { message: 'pay_not_sound', path: ['payMost'] });
const putOpening = z.object({
	externalId: z.string().min(1).max(200).describe('The number of the job in your system.')
});

const endpoint = z
	.object({
		id: z.uuid(),
		url: z.string(),
		types: z.array(z.enum(eventTypes)),
		isOn: z.boolean(),
		failingSince: z.iso.datetime().nullable()
	})
	.meta({ id: 'WebhookEndpoint' });
const withSecret = z
	.object({
		...endpoint.shape,
		secret: z.string().describe('Given this once: the key with which messages are signed.')
	})
	.meta({ id: 'NewWebhookEndpoint' });

const writes: Operation[] = [
	{
		id: 'putOpening',
		method: 'put',
		path: '/openings/by-number/{externalId}',
		tag: 'Returning',
		summary: 'Makes or changes an opening by its number in your system',
		description:
			'With all the conditions that the law wants said it is open at once; otherwise it waits as a draft, and the desk is shown what is missing.',
		scope: 'openings.write',
		params: putOpening,
		query: nothing,
		body: openingBody,
		status: 200,
		answer: schemas.get('openings')!
	},
	{
		id: 'closeOpening',
		method: 'post',
		path: '/openings/{id}/close',
		tag: 'Returning',
		summary: 'Closes an opening',
		scope: 'openings.write',
		params: oneId,
		query: nothing,
		status: 200,
		answer: schemas.get('openings')!,
		isConditional: true
	},
	{
		id: 'changeApplication',
		method: 'patch',
		path: '/applications/{id}',
		tag: 'Returning',
		summary: 'Tells how an application goes on',
		description:
			'The applicant is told in kind words: yours, or the usual ones in their language. An application goes forwards only, and only the applicant withdraws it.',
		scope: 'applications.write',
		params: oneId,
		query: nothing,
		body: z
			.object({
				status: z.enum(['in_contact', 'interviewing', 'offered', 'hired', 'refused']),
				words: z
					.string()
					.max(4000)
					.default('')
					.describe('What the applicant is told; empty for the usual words.'),
				outsideRef: z
					.string()
					.max(200)
					.optional()
					.describe('The number of the application in your system.')
			})
			.strict(),
		status: 200,
		answer: schemas.get('applications')!,
		isConditional: true,
		isConfidential: true
	},
	{
		id: 'takeOverApplication',
		method: 'post',
		path: '/applications/{id}/taken-over',
		tag: 'Returning',
		summary: 'Says that your system has taken an application over',
		scope: 'applications.write',
		params: oneId,
		query: nothing,
		body: z
			.object({
				outsideRef: z
					.string()
					.min(1)
					.max(200)
					.describe('The number of the application in your system.')
			})
			.strict(),
		status: 200,
		answer: schemas.get('applications')!,
		isConfidential: true
	},
	{
		id: 'listWebhookEndpoints',
		method: 'get',
		path: '/webhook-endpoints',
		tag: 'Webhooks',
		summary: 'Where events are sent',
		scope: 'webhooks.read',
		params: nothing,
		query: page,
		status: 200,
		answer: listOf(endpoint)
	},
	{
		id: 'makeWebhookEndpoint',
		method: 'post',
		path: '/webhook-endpoints',
		tag: 'Webhooks',
		summary: 'Has events sent to an address',
		scope: 'webhooks.write',
		params: nothing,
		query: nothing,
		body: z
			.object({
				url: z.url({ protocol: /^https$/ }).max(1000),
				types: z.array(z.enum(eventTypes)).min(1)
			})
			.strict(),
		status: 201,
		answer: withSecret
	},
	{
		id: 'dropWebhookEndpoint',
		method: 'delete',
		path: '/webhook-endpoints/{id}',
		tag: 'Webhooks',
		summary: 'Ends it',
		scope: 'webhooks.write',
		params: oneId,
		query: nothing,
		status: 204
	}
];

/** Everything the API does. */
export const operations: readonly Operation[] = [...reads, ...writes];

function pascal(name: string): string {
	return name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}

/** Which operation a request is for, with the parameters in its path; or which methods there are at its path. */
export function operationAt(
	method: string,
	path: string
): { operation: Operation; params: Record<string, string> } | { allowed: string[] } {
	const parts = path.split('/');
	const fitting = operations.flatMap((operation) => {
		const pattern = operation.path.split('/');
		if (
			pattern.length !== parts.length ||
			!pattern.every((part, at) => part.startsWith('{') || part === parts[at])
		)
			return [];
		return [
			{
				operation,
				params: Object.fromEntries(
					pattern.flatMap((part, at) =>
						part.startsWith('{') ? [[part.slice(1, -1), parts[at]!]] : []
					)
				)
			}
		];
	});
	return (
		fitting.find(({ operation }) => operation.method === method.toLowerCase()) ?? {
			allowed: fitting.map(({ operation }) => operation.method.toUpperCase())
		}
	);
}
