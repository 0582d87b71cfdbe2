import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { auditGroups, kindsOf, type AuditGroup } from '#access/audit/kinds.ts';
import { authorize } from '#access/policy/policy.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import type { LogFilter } from './filter.ts';

export type LogLine = {
	number: number;
	at: Date;
	act: string;
	/** Null where the product did it, or nobody knows. */
	who: Named | null;
	whom: Named | null;
	isSelf: boolean;
	/** Somebody this line named has left for good and was taken out of it. */
	isForgotten: boolean;
	detail: Record<string, unknown>;
	hash: string;
};

export const linesAtOnce = 50;

/** An administrator reads the audit log, the newest lines first: those before a number. */
export async function auditLines(actor: Actor, filter: LogFilter, before?: number): Promise<LogLine[]> {
	authorize(actor, 'audit.read');
	return readNetwork(actor, (db) =>
		linesWhere(
			db,
			sql`${wanted(filter)} and a.number < ${before ?? Number.MAX_SAFE_INTEGER}`,
			sql`a.number desc`,
			linesAtOnce
		)
	);
}

/** Lines that fit a condition on `a`, the log, with the names of those who are still there. */
export async function linesWhere(
	db: Db,
	condition: RawBuilder<unknown>,
	order: RawBuilder<unknown>,
	most: number
): Promise<LogLine[]> {
	const { rows } = await sql<LogLine>`
		select a.number, a.at, a.act, a.detail, encode(a.hash, 'hex') as hash,
			case when w.person_id is not null then jsonb_build_object(${namePairs('w')}) end as who,
			case when s.person_id is not null then jsonb_build_object(${namePairs('s')}) end as whom,
			coalesce(a.actor_id = a.subject_id, false) as is_self,
			a.actor_salt is null or a.subject_salt is null or a.detail_salt is null as is_forgotten
		${from}
		where ${condition}
		order by ${order}
		limit ${most}
	`.execute(db);
	return rows;
}

/** SQL: the log `a`, its network `n`, who acted `w`, and whom it was about `s`. */
export const from = sql.raw(`
	from audit a
	join network n using (network_id)
	left join person w on w.network_id = a.network_id and w.person_id = a.actor_id
	left join person s on s.network_id = a.network_id and s.person_id = a.subject_id
`);

/** SQL: does a line fit what is wanted? Days are those of the network. */
export function wanted({ what, who, whom, from: first, until }: LogFilter): RawBuilder<unknown> {
	const conditions = [sql`a.number is not null`];
	if (Object.hasOwn(auditGroups, what)) conditions.push(isOfGroup(what as AuditGroup));
	else if (what) conditions.push(sql`a.act = ${what}`);
	if (who) conditions.push(hasName('w', who));
	if (whom) conditions.push(hasName('s', whom));
	if (first) conditions.push(sql`a.at >= ${first}::date::timestamp at time zone n.time_zone`);
	if (until) conditions.push(sql`a.at < (${until}::date + 1)::timestamp at time zone n.time_zone`);
	return sql.join(conditions, sql` and `);
}

const isOfGroup = (group: AuditGroup) =>
	group === 'outside'
		? sql`(a.act = any (${kindsOf(group)}) or a.act like 'api.%')`
		: sql`a.act = any (${kindsOf(group)})`;

/** SQL: is a text part of somebody's name or its reading? Spaces do not count. */
function hasName(alias: 'w' | 's', part: string): RawBuilder<unknown> {
	const column = (name: string) => sql.ref(`${alias}.${name}`);
	const bare = part.replace(/[\s\u3000]+/g, '');
	return sql`position(lower(${bare}) in lower(
		${column('family_name')} || ${column('given_name')} || ' ' || ${column('family_kana')} || ${column('given_kana')}
	)) > 0`;
}
