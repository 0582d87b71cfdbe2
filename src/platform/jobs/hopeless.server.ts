import type { JobHelpers, Task } from 'graphile-worker';
import { NoResultError } from 'kysely';
import { z } from 'zod';
import { NotFound } from '#platform/http/failures.ts';

const uuid = z.uuid();

/** What every job says at least: for which network it is. What else it names by an id is a UUID. */
const payload = z
	.object({ networkId: uuid })
	.catchall(z.unknown())
	.refine((said) =>
		Object.entries(said).every(([key, value]) => !key.endsWith('Id') || uuid.safeParse(value).success)
	);
type Payload = z.output<typeof payload>;

/** Can a job never succeed, however often it is tried? So it is where what it is about is missing or cannot be read. */
export function isHopeless(failure: unknown): boolean {
	if (!(failure instanceof Error)) return false;
	const { code } = failure as { code?: unknown };
	return (
		failure instanceof z.ZodError ||
		failure instanceof NotFound ||
		failure instanceof NoResultError ||
		code === 'ERR_INVALID_URL' ||
		(typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)) // a value that PostgreSQL cannot take
	);
}

/** A task of the worker that reads its payload first, and that fails for good at once where trying again cannot help. */
export function taskOf(work: (job: Payload) => Promise<void>): Task {
	return async (given, helpers) => {
		try {
			await work(payload.parse(given));
		} catch (failure) {
			if (isHopeless(failure)) await tryNoMore(helpers);
			throw failure;
		}
	};
}

async function tryNoMore({ job, withPgClient }: JobHelpers): Promise<void> {
	await withPgClient((client) =>
		client.query(
			`update graphile_worker._private_jobs
			set max_attempts = attempts
			where id = $1`,
			[job.id]
		)
	);
	Object.assign(job, { max_attempts: job.attempts }); // by this the worker tells that it failed for good
}
