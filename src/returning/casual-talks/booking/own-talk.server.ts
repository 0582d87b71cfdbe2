import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';

/** A booked talk as one who takes part in it changes it. `isHost`: the actor is a host of it. `isOver`: it has ended. */
export type OwnTalk = {
	alumnusId: string;
	hosts: string[];
	minutes: number;
	startsAt: Date;
	isOver: boolean;
	isHost: boolean;
};

/** A booked talk that the actor takes part in. Throws NotFound. */
export function ownTalk(db: Db, actor: Actor, talkId: string): Promise<OwnTalk> {
	return find(db, actor, talkId, sql``);
}

/** The same, locked until the transaction ends. */
export function lockOwnTalk(db: Db, actor: Actor, talkId: string): Promise<OwnTalk> {
	return find(db, actor, talkId, sql`for update of k`);
}

async function find(
	db: Db,
	{ personId }: Actor,
	talkId: string,
	lock: RawBuilder<unknown>
): Promise<OwnTalk> {
	const { rows } = await sql<OwnTalk>`
		select k.alumnus_id, k.starts_at,
			array(
				select host_id from casual_talk_host x where x.talk_id = k.talk_id order by host_id
			) as hosts,
			(extract(epoch from k.ends_at - k.starts_at) / 60)::int as minutes,
			k.ends_at <= now() as is_over,
			k.alumnus_id <> ${personId}::uuid as is_host
		from casual_talk k
		where k.talk_id = ${talkId}::uuid
			and k.state = 'booked'
			and (
				k.alumnus_id = ${personId}::uuid
				or exists (
					select from casual_talk_host x
					where x.talk_id = k.talk_id and x.host_id = ${personId}::uuid
				)
			)
		${lock}
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such talk');
	return rows[0];
}
