import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { alsoSet, appPool, readingClient } from './connection.server.ts';
import { atOnce, read, write } from './sending.server.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
export type InNetwork = { networkId: string };

/**
 * Runs `work` in one transaction that sees the rows of one network only, and commits what it wrote.
 * What it throws rolls everything back. Throws NotFound where a row would name another one that is not there. Statements that do not wait for each other travel together.
 */
export async function inNetwork<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	try {
		return await write(await appPool().connect(), `begin; ${scope(where.networkId)}`, work);
	} catch (error) {
		throw asFailure(error);
	}
}

/** The same for reading only: nothing can be written, and the caller does not wait for the transaction to end. */
export async function readNetwork<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	return read(await readingClient(), `begin read only; ${scope(where.networkId)}`, work);
}

/**
 * Reads in one round trip, for the pages that people open most. `work` must issue every statement before it waits for
 * any of them (`Promise.all`); a later one throws. All of them, with the transaction around them, travel in one write
 * and one answer. Each connection plans them once, whatever their values.
 */
export async function readAtOnce<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	const opening = `begin read only; set local plan_cache_mode = force_generic_plan; ${scope(where.networkId)}`;
	return atOnce(await readingClient(), opening, work, 'rollback');
}

/**
 * Writes in one round trip what needs no answer in between. `work` must issue every statement before it waits for any of
 * them. Given back once it is kept; where one fails, nothing is.
 */
export async function writeAtOnce<T>(where: InNetwork, work: (db: Db) => Promise<T>): Promise<T> {
	try {
		return await atOnce(await appPool().connect(), `begin; ${scope(where.networkId)}`, work, 'commit');
	} catch (error) {
		throw asFailure(error);
	}
}

/** What the database refused, as the failure that people may see. `OK001` is a rule of ours; its message says which. */
function asFailure(error: unknown): unknown {
	if (namesNothing(error)) return new NotFound('It names something that is not there');
	const { code, message } = error as { code?: string; message: string };
	return code === 'OK001' ? new Invalid(message, 'form') : error;
}

/** Did a row that was written name another one, by its id, that is not there? */
function namesNothing(error: unknown): boolean {
	return (
		error instanceof Error &&
		(error as { code?: string }).code === '23503' &&
		error.message.startsWith('insert or update on table')
	);
}

const uuid = z.uuid();

function scope(networkId: string): string {
	return `select set_config('okaeri.network_id', '${uuid.parse(networkId)}', true)${alsoSet('app')}`;
}
