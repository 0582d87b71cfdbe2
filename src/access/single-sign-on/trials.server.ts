import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { trialOf, type Outcome } from './attempts.server.ts';

/** What the admin's own trial of a provider came to; undefined where it is over, or another's. */
export async function trialAtDesk(
	actor: Actor,
	trial: { providerId: string; attemptId: string }
): Promise<Outcome | undefined> {
	authorize(actor, 'single_sign_on.manage');
	return readNetwork(actor, (db) => trialOf(db, { ...trial, personId: actor.personId }));
}

export type Refusal = { at: Date; why: string; detail: string };

/** The latest ten who were not let in by a provider, and why. Who they were is not known. */
export async function refusalsOf(actor: Actor, providerId: string): Promise<Refusal[]> {
	authorize(actor, 'single_sign_on.manage');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Refusal>`
			select at, detail ->> 'why' as why, coalesce(detail ->> 'detail', '') as detail
			from audit
			where subject_id = ${providerId}::uuid
				and act = 'single_sign_on.refused'
			order by at desc
			limit 10
		`.execute(db)
	);
	return rows;
}
