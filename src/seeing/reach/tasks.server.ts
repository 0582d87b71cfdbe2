import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { tellableReasons } from '#people/departures/reason.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { answeredWithin, talkedWithin, thingKinds, type ThingKind } from './reach.ts';
import { things } from './things.server.ts';
import { touched } from './touched.server.ts';

/** What was told longer ago is not counted again: by then its notifications may be forgotten, and what was counted stays. */
const countedFor = 120;

/**
 * Counts how far each thing that the company told in the last 120 days has reached, and each that was never counted: how
 * many alumni were told, got it, read it, answered, and talked. In all, by the quadrant they stand in now, and by the
 * reasons over which they left, without the restricted ones.
 */
export async function rollUpReach(where: InNetwork): Promise<void> {
	for (const kind of thingKinds)
		await inNetwork(where, async (db) => {
			await sql`select pg_advisory_xact_lock(hashtextextended(${`reach:${where.networkId}`}, 0))`.execute(
				db
			);
			const ids = await idsToCount(db, kind);
			if (ids.length > 0) await countAnew(db, where, kind, sql`${ids}::uuid[]`);
		});
}

type Id = { subjectId: string };

async function idsToCount(db: Db, kind: ThingKind): Promise<string[]> {
	const { rows } = await sql<Id>`
		select t.subject_id
		from ${things} t
		where t.kind = ${kind}
			and (
				t.told_at > now() - make_interval(days => ${countedFor})
				or not exists (
					select
					from reach_tally r
					where r.kind = t.kind
						and r.subject_id = t.subject_id
				)
			)
	`.execute(db);
	return rows.map(({ subjectId }) => subjectId);
}

async function countAnew(
	db: Db,
	{ networkId }: InNetwork,
	kind: ThingKind,
	ids: RawBuilder<unknown>
): Promise<void> {
	await sql`delete from reach_tally where kind = ${kind} and subject_id = any (${ids})`.execute(db);
	await sql`
		with reached as (${reachedBy(kind, ids)})
		insert into reach_tally (
			network_id, kind, subject_id, split, key, told, delivered, read, answered, talked
		)
		select ${networkId}::uuid, ${kind}, r.subject_id, s.split, s.key,
			count(*),
			count(*) filter (where r.is_delivered or r.read_at is not null),
			count(r.read_at),
			count(*) filter (where r.read_at is not null and (r.is_answered or ${wroteAfter})),
			count(*) filter (where r.read_at is not null and ${talkedAfter})
		from reached r
		cross join lateral (${splitsOf}) s
		group by r.subject_id, s.split, s.key
	`.execute(db);
	// Of what reached nobody yet it is known, too.
	await sql`
		insert into reach_tally (
			network_id, kind, subject_id, split, key, told, delivered, read, answered, talked
		)
		select ${networkId}::uuid, ${kind}, id, 'all', 'all', 0, 0, 0, 0, 0
		from unnest(${ids}) id
		on conflict do nothing
	`.execute(db);
}

/** Each alumnus whom a thing reached, once for each thing. */
const reachedBy = (kind: ThingKind, ids: RawBuilder<unknown>) => sql`
	select t.subject_id, t.person_id,
		bool_or(t.is_delivered) as is_delivered,
		bool_or(t.is_answered) as is_answered,
		min(t.read_at) as read_at
	from (${touched[kind](ids)}) t
	join membership mb on mb.person_id = t.person_id
		and ${memberIsAlumnus('mb')}
	group by t.subject_id, t.person_id
`;

const wroteAfter = sql`
	exists (
		select
		from touchpoint a
		where a.person_id = r.person_id
			and a.kind in ('wrote_desk', 'standing_said', 'reasons_said', 'wished', 'applied')
			and a.happened_at between r.read_at and r.read_at + make_interval(days => ${answeredWithin})
	)
`;

const talkedAfter = sql`
	exists (
		select
		from casual_talk k
		where k.alumnus_id = r.person_id
			and k.state <> 'cancelled'
			and k.booked_at between r.read_at and r.read_at + make_interval(days => ${talkedWithin})
	)
`;

/** In which rows someone `r` is counted. Who left over several reasons is counted at each. */
const splitsOf = sql`
	select 'all' as split, 'all' as key
	union all
	select 'quadrant', coalesce(
		(
			select s.quadrant
			from standing s
			where s.person_id = r.person_id
				and s.is_current
		),
		'unknown'
	)
	union all
	select 'reason', x.code
	from departure d
	join departure_reason x on x.tenure_id = d.tenure_id
		and x.view = d.counting_view
	where d.person_id = r.person_id
		and d.is_latest
		and x.code = any (${tellableReasons.map(({ code }) => code)}::text[])
`;
