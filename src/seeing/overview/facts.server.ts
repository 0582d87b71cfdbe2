import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';

/** The day of a moment by the network's own clock. */
export const dayOf = (moment: RawBuilder<unknown>): RawBuilder<unknown> =>
	sql`(${moment} at time zone (select time_zone from network where network_id = current_network()))::date`;

const firstInvited = sql`
	select person_id, min(sent_at) as at
	from invitation
	where sent_at is not null
	group by person_id
`;

/** A talk counts once it is over, unless it was cancelled or missed. */
const firstTalk = sql`
	select alumnus_id as person_id, min(starts_at) as at
	from casual_talk
	where state = 'booked'
		and ends_at <= now()
	group by alumnus_id
`;

const firstApplied = sql`
	select person_id, min(applied_at) as at
	from application
	group by person_id
`;

const firstReturn = sql`
	select person_id, min(returned_on) as day
	from rehire
	group by person_id
`;

const visitedLately = sql`
	select distinct person_id
	from touchpoint
	where kind = 'visited'
		and happened_at > now() - interval '30 days'
`;

const isMember = sql`coalesce((${memberIsAlumnus('mb')}) or (mb.person_id is not null and r.person_id is not null), false)`;

/**
 * SQL: everyone who left, with the company that they left last and how far they came. Each day is null where it did not
 * happen. Members are alumni, and those who came back since. Who was erased is not counted.
 */
export const leavers = sql`
	select d.person_id, t.company_id::text as company_id, d.left_on,
		coalesce(c.basis is not null and not c.do_not_contact, false) as is_reachable,
		${dayOf(sql`i.at`)} as invited_on,
		case when ${isMember} then ${dayOf(sql`mb.joined_at`)} end as joined_on,
		${isMember} and v.person_id is not null as is_active,
		case when ${isMember} then ${dayOf(sql`k.at`)} end as talked_on,
		case when ${isMember} then ${dayOf(sql`a.at`)} end as applied_on,
		r.day as returned_on
	from departure d
	join person p on p.person_id = d.person_id
		and p.removed_at is null
	join tenure t on t.tenure_id = d.tenure_id
	left join contact c on c.person_id = d.person_id
	left join membership mb on mb.person_id = d.person_id
	left join (${firstInvited}) i on i.person_id = d.person_id
	left join (${firstTalk}) k on k.person_id = d.person_id
	left join (${firstApplied}) a on a.person_id = d.person_id
	left join (${firstReturn}) r on r.person_id = d.person_id
	left join (${visitedLately}) v on v.person_id = d.person_id
	where d.is_latest
		and d.left_on <= (select network_today())
`;
