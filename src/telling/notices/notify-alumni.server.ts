import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { notify, type Happening } from '#gathering/notifications/notify.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { inSlices } from '#platform/database/slices.server.ts';

export type Notice = Omit<Happening, 'to'> & {
	/** SQL: the ids of the people among whom it is told. Undefined for all. */
	among?: RawBuilder<unknown> | undefined;
};

const atOnce = 1000;

/**
 * Notifies every alumnus of something that the company published: on their pages, and by mail and push as they wish.
 * Works through them a thousand at a time. `find` reads the notice anew for each thousand, and gives undefined where it
 * has been taken back in the meantime: then nobody else is notified.
 */
export async function notifyAlumni(
	{ networkId }: InNetwork,
	find: (db: Db) => Promise<Notice | undefined>
): Promise<void> {
	await inSlices({ networkId }, async (db, after) => {
		const notice = await find(db);
		if (!notice) return undefined;
		const { among, ...happening } = notice;
		const alumni = await alumniAfter(db, after, among);
		await notify(db, { networkId }, { ...happening, to: alumni });
		return alumni.length === atOnce ? alumni.at(-1) : undefined;
	});
}

type Alumnus = { personId: string };

async function alumniAfter(db: Db, personId: string, among?: RawBuilder<unknown>): Promise<string[]> {
	const { rows } = await sql<Alumnus>`
		select person_id
		from membership
		where ${memberIsAlumnus('membership')}
			and person_id > ${personId}::uuid
			and ${among ? sql`person_id in ${among}` : sql`true`}
		order by person_id
		limit ${atOnce}
	`.execute(db);
	return rows.map((row) => row.personId);
}
