import type pg from 'pg';

type Leaver = {
	person_id: string;
	tenure_id: string;
	company_id: string;
	department: string;
	left_on: string;
	counting_view: string | null;
	basis: string | null;
	do_not_contact: boolean | null;
};
type Member = { person_id: string; roles: string[]; joined_at: Date };
type Dated = { person_id: string; at: Date };
type Talk = Dated & { state: string; ends_at: Date };
type Touch = Dated & { touchpoint_id: string; kind: string };
type Said = Dated & { quadrant: string; is_current: boolean };
type Rehire = { person_id: string; rehire_id: string; returned_on: string; ended_on: string | null };
type Share = { rehire_id: string; rule: string; share: number; kind: string };
type Reason = { tenure_id: string; view: string; code: string };

/** The rows of a network as they are, for tests that reckon its figures anew. Nothing is counted by the database. */
export type Raw = {
	today: string;
	now: Date;
	leavers: Leaver[];
	members: Map<string, Member>;
	invitations: Dated[];
	talks: Talk[];
	applications: Dated[];
	touches: Touch[];
	standings: Said[];
	rehires: Rehire[];
	shares: Share[];
	said: { rehire_id: string; what: string }[];
	reasons: Reason[];
};

/** Reads the rows of a network. Days are text, as the network's calendar has them. */
export async function rawOf(owner: pg.Client, networkId: string): Promise<Raw> {
	const all = async <T>(query: string): Promise<T[]> => (await owner.query(query, [networkId])).rows as T[];
	const [{ today, now }] = (await all<{ today: string; now: Date }>(
		`select (now() at time zone time_zone)::date::text as today, now() as now from network where network_id = $1`
	)) as [{ today: string; now: Date }];
	const members = await all<Member>('select * from membership where network_id = $1');
	return {
		today,
		now,
		members: new Map(members.map((member) => [member.person_id, member])),
		leavers: await all(
			`select d.person_id, d.tenure_id, t.company_id, t.department, d.left_on::text, d.counting_view, c.basis, c.do_not_contact
			from departure d
			join tenure t on t.network_id = d.network_id and t.tenure_id = d.tenure_id
			left join contact c on c.network_id = d.network_id and c.person_id = d.person_id
			where d.network_id = $1 and d.is_latest`
		),
		invitations: await all(
			'select person_id, sent_at as at from invitation where network_id = $1 and sent_at is not null'
		),
		talks: await all(
			'select alumnus_id as person_id, starts_at as at, ends_at, state from casual_talk where network_id = $1'
		),
		applications: await all('select person_id, applied_at as at from application where network_id = $1'),
		touches: await all(
			'select person_id, touchpoint_id, kind, happened_at as at from touchpoint where network_id = $1'
		),
		standings: await all(
			'select person_id, quadrant, said_at as at, is_current from standing where network_id = $1 order by said_at'
		),
		rehires: await all(
			`select r.person_id, r.rehire_id, r.returned_on::text, t.ended_on::text
			from rehire r join tenure t on t.network_id = r.network_id and t.tenure_id = r.tenure_id
			where r.network_id = $1`
		),
		shares: await all(
			`select a.rehire_id, a.rule, a.share::float8 as share, t.kind
			from attribution a join touchpoint t on t.network_id = a.network_id and t.touchpoint_id = a.touchpoint_id
			where a.network_id = $1`
		),
		said: await all('select rehire_id, what from rehire_said where network_id = $1'),
		reasons: await all('select tenure_id, view, code from departure_reason where network_id = $1')
	};
}
