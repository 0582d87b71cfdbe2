import { randomBytes } from 'node:crypto';
import { NotFound, Invalid } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';
import { checkOutside } from '#platform/http/safe-fetch.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import type { EventType } from '#platform/webhooks/event.ts';
import { stepInside } from '#returning/applications/handling.server.ts';
import type { Status } from '#returning/applications/application.ts';
import { putOpening } from '#returning/openings/importing.server.ts';
import type { FeedRow } from '#returning/openings/feed.ts';
import type { Audience } from '#returning/openings/opening.ts';
import type { Bearer } from '../tokens/tokens.server.ts';
import { isCursor, listResource, oneResource } from './reading.server.ts';
import type { Resource } from './resource.ts';
import { resources } from './resources.ts';

/** A request that has passed the door: what it asks, read by the operation's schemas. */
export type Asked = {
	bearer: Bearer;
	params: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
};
type Doing = (db: Db, asked: Asked) => Promise<unknown>;

const named = (name: string): Resource => resources.find((resource) => resource.name === name)!;

async function one(db: Db, name: string, id: string): Promise<Record<string, unknown>> {
	const found = await oneResource(db, named(name), id);
	if (!found) throw new NotFound(`No such ${named(name).singular}`);
	return found;
}

const reads: Record<string, Doing> = Object.fromEntries(
	resources.flatMap((resource): [string, Doing][] => [
		[
			`get /${resource.name}`,
			(db, { query }) => {
				const { limit, cursor } = query as { limit: number; cursor?: string };
				if (cursor !== undefined && !isCursor(resource, cursor))
					throw new Invalid('not_a_cursor', 'cursor');
				return listResource(db, resource, { limit, cursor });
			}
		],
		[`get /${resource.name}/{id}`, (db, { params }) => one(db, resource.name, params.id!)]
	])
);

const endpointOf = (row: {
	endpointId: string;
	url: string;
	types: string[];
	isOn: boolean;
	failingSince: Date | null;
}) => ({
	id: row.endpointId,
	url: row.url,
	types: row.types,
	isOn: row.isOn,
	failingSince: row.failingSince
});
const endpointColumns = ['endpointId', 'url', 'types', 'isOn', 'failingSince'] as const;

const writes: Record<string, Doing> = {
	'put /openings/by-number/{externalId}': async (db, { bearer, params, body }) => {
		const { companyId, audience, ...row } = body as unknown as Omit<FeedRow, 'externalId'> & {
			companyId: string;
			audience: Audience;
		};
		if (
			!(await db
				.selectFrom('company')
				.select('companyId')
				.where('companyId', '=', companyId)
				.executeTakeFirst())
		)
			throw new Invalid('no_such_company', 'companyId');
		const { openingId } = await putOpening(
			db,
			bearer.networkId,
			{ ...row, externalId: params.externalId! },
			{ source: 'api', companyId, audience, ownerId: null }
		);
		return one(db, 'openings', openingId);
	},
	'post /openings/{id}/close': async (db, { bearer, params }) => {
		await one(db, 'openings', params.id!);
		const closed = await db
			.updateTable('opening')
			.set((by) => ({
				state: 'closed',
				closedAt: new Date(),
				closedWhy: 'api',
				revision: by('revision', '+', 1)
			}))
			.where('openingId', '=', params.id!)
			.where('state', '<>', 'closed')
			.returning('openingId')
			.executeTakeFirst();
		if (closed) await tellOutside(db, bearer, 'opening.closed', { openingId: closed.openingId });
		return one(db, 'openings', params.id!);
	},
	'patch /applications/{id}': async (db, { bearer, params, body }) => {
		const { status, words, outsideRef } = body as { status: Status; words: string; outsideRef?: string };
		await stepInside(db, bearer, params.id!, {
			status,
			words,
			takenBy: null,
			...(outsideRef === undefined ? {} : { outsideRef })
		});
		return one(db, 'applications', params.id!);
	},
	'post /applications/{id}/taken-over': async (db, { params, body }) => {
		await one(db, 'applications', params.id!);
		await db
			.updateTable('application')
			.set((by) => ({
				outsideRef: String(body.outsideRef),
				handedOverAt: new Date(),
				revision: by('revision', '+', 1)
			}))
			.where('applicationId', '=', params.id!)
			.execute();
		return one(db, 'applications', params.id!);
	},
	'get /webhook-endpoints': async (db, { query }) => {
		const { limit, cursor } = query as { limit: number; cursor?: string };
		const resource = named('companies');
		if (cursor !== undefined && !isCursor(resource, cursor)) throw new Invalid('not_a_cursor', 'cursor');
		const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString('utf8');
		const rows = await db
			.selectFrom('webhookEndpoint')
			.select(endpointColumns)
			.$if(after !== undefined, (found) => found.where('endpointId', '>', after!))
			.orderBy('endpointId')
			.limit(limit + 1)
			.execute();
		const data = rows.slice(0, limit);
		return {
			data: data.map(endpointOf),
			next: rows.length > limit ? Buffer.from(data.at(-1)!.endpointId).toString('base64url') : null
		};
	},
	'post /webhook-endpoints': async (db, { bearer, body }) => {
		const { url, types } = body as { url: string; types: EventType[] };
		const made = await makeEndpoint(db, {
			networkId: bearer.networkId,
			madeBy: bearer.madeBy,
			url,
			types
		});
		return { ...endpointOf(made), secret: made.secret };
	},
	'delete /webhook-endpoints/{id}': async (db, { params }) => {
		const gone = await db
			.deleteFrom('webhookEndpoint')
			.where('endpointId', '=', params.id!)
			.returning('endpointId')
			.executeTakeFirst();
		if (!gone) throw new NotFound('No such endpoint');
		return undefined;
	}
};

/** Makes an endpoint with a secret of its own, by which its messages are signed. Throws Invalid for an address that is not https on the open internet. */
export async function makeEndpoint(
	db: Db,
	endpoint: { networkId: string; madeBy: string; url: string; types: EventType[] }
) {
	try {
		const url = new URL(endpoint.url);
		checkOutside(url);
		if (url.protocol !== 'https:') throw new Error('Only https');
	} catch {
		throw new Invalid('not_a_link', 'url');
	}
	return db
		.insertInto('webhookEndpoint')
		.values({ ...endpoint, secret: `whsec_${randomBytes(32).toString('base64')}` })
		.returning([...endpointColumns, 'secret'])
		.executeTakeFirstOrThrow();
}

/** What each operation does, by its method and path. */
export const doings: Readonly<Record<string, Doing>> = { ...reads, ...writes };
