import { z } from 'zod';
import { NotFound } from '#platform/http/failures.ts';
import { eventTypes, type EventType } from '#platform/webhooks/event.ts';
import { makeEndpoint } from '../../webhooks/making.server.ts';
import { listOf, oneId, page } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { idBefore, pageOf } from '../paging.server.ts';

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

const list = operation({
	id: 'listWebhookEndpoints',
	method: 'get',
	path: '/webhook-endpoints',
	tag: 'Webhooks',
	summary: 'Where events are sent',
	scope: 'webhooks.read',
	query: page,
	status: 200,
	answer: listOf(endpoint),
	handle: async ({ db, query }) => {
		const after = idBefore(query.cursor, 'uuid');
		const rows = await db
			.selectFrom('webhookEndpoint')
			.select(['endpointId as id', 'url', 'types', 'isOn', 'failingSince'])
			.$narrowType<{ types: EventType[] }>()
			.$if(after !== null, (endpoints) => endpoints.where('endpointId', '>', after))
			.orderBy('endpointId')
			.limit(query.limit + 1)
			.execute();
		return pageOf(rows, query.limit);
	}
});

const make = operation({
	id: 'makeWebhookEndpoint',
	method: 'post',
	path: '/webhook-endpoints',
	tag: 'Webhooks',
	summary: 'Has events sent to an address',
	scope: 'webhooks.write',
	body: z
		.object({
			url: z.url({ protocol: /^https$/ }).max(1000),
			types: z.array(z.enum(eventTypes)).min(1)
		})
		.strict(),
	status: 201,
	answer: withSecret,
	handle: async ({ db, bearer, body }) => {
		const { networkId, madeBy } = bearer;
		const { endpointId, ...made } = await makeEndpoint(db, { networkId, madeBy, ...body });
		return { id: endpointId, ...made };
	}
});

const drop = operation({
	id: 'dropWebhookEndpoint',
	method: 'delete',
	path: '/webhook-endpoints/{id}',
	tag: 'Webhooks',
	summary: 'Ends it',
	scope: 'webhooks.write',
	params: oneId,
	status: 204,
	handle: async ({ db, params }) => {
		const dropped = await db
			.deleteFrom('webhookEndpoint')
			.where('endpointId', '=', params.id)
			.returning('endpointId')
			.executeTakeFirst();
		if (!dropped) throw new NotFound('No such endpoint');
	}
});

/** Where events are sent, for systems that set this up by themselves. */
export const webhookOperations: readonly Operation[] = [list, make, drop];
