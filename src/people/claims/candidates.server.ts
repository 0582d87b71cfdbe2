import { sql, type RawBuilder } from 'kysely';
import { isHiragana, isKatakana, toHiragana } from 'wanakana';
import { nameColumns } from '#people/persons/names.server.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Candidate, ClaimWish, Comparison } from './claim.ts';

const shownAtMost = 5;
const latin = /^[\p{Script=Latin}\s.'’-]+$/u;

/** How a name sounds: its kana, or what its Latin letters sound like. Empty where neither says. */
function soundOf(kana: string, name: string): string {
	if (kana) return kana;
	return latin.test(name) || isHiragana(name) || isKatakana(name) ? toHiragana(name) : '';
}

/**
 * How the family name and the given name of a claim sound, or nothing of either where one of them is written in kanji
 * without its kana: half a name sounds like nobody's.
 */
function soundsOf({ familyName, givenName, familyKana, givenKana }: ClaimWish): [string, string] {
	const [family, given] = [soundOf(familyKana, familyName), soundOf(givenKana, givenName)];
	const isWhole = (family !== '' || familyName === '') && (given !== '' || givenName === '');
	return isWhole ? [family, given] : ['', ''];
}

/** What of a claim is compared with records, as JSON. */
type Asked = Pick<
	ClaimWish,
	'number' | 'joinedYear' | 'leftYear' | 'department' | 'address' | 'givenName'
> & {
	n: number;
	name: string;
	turned: string;
	sound: string;
	soundTurned: string;
};

function askedOf(wish: ClaimWish, n: number): Asked {
	const { familyName, givenName, number, joinedYear, leftYear, department, address } = wish;
	const [family, given] = soundsOf(wish);
	return {
		n,
		name: familyName + givenName,
		turned: givenName + familyName,
		sound: family + given,
		soundTurned: given + family,
		givenName,
		number,
		joinedYear,
		leftYear,
		department,
		address
	};
}

/** The claims as rows, spelt as the directory spells: each once, however many records they are compared with. */
const asked = (wishes: ClaimWish[]) => sql`
	select
		w.n, w."joinedYear" as joined_year, w."leftYear" as left_year, w.address,
		directory.fold(w.name) as name,
		directory.fold(w.turned) as turned,
		directory.fold_kana(w.sound) as sound,
		directory.fold_kana(w."soundTurned") as sound_turned,
		directory.fold(w."givenName") as given,
		directory.fold(w.department) as department,
		w.number <> '' as has_number,
		ltrim(directory.fold(w.number), '0') as number
	from jsonb_to_recordset(${JSON.stringify(wishes.map(askedOf))}::jsonb) w (
		n int, name text, turned text, sound text, "soundTurned" text, "givenName" text,
		number text, "joinedYear" int, "leftYear" int, department text, address text
	)
`;

const ofStays = (condition: RawBuilder<unknown>) => sql`exists (
	select from tenure t
	where t.person_id = p.person_id
		and ${condition}
)`;
const someNumber = (condition: RawBuilder<unknown>) => sql`exists (
	select from employee_number n
	where n.person_id = p.person_id
		and ${condition}
)`;

/** How the claim `w` compares with the record `p` whose contact is `c`: a Comparison, null where one of the two says nothing. */
const comparison = sql<Comparison>`jsonb_build_object(
	'name', w.name in (directory.fold(p.family_name || p.given_name), directory.fold(p.given_name || p.family_name)),
	'kana', case
		when w.sound = '' or p.family_kana || p.given_kana = '' then null
		else directory.fold_kana(p.family_kana || p.given_kana) in (w.sound, w.sound_turned)
	end,
	'number', case
		when not w.has_number or not ${someNumber(sql`true`)} then null
		else ${someNumber(sql`ltrim(directory.fold(n.number), '0') = w.number`)}
	end,
	'joined', case
		when w.joined_year is null then null
		else ${ofStays(sql`extract(year from t.started_on) = w.joined_year`)}
	end,
	'left', ${ofStays(sql`extract(year from t.ended_on) = w.left_year`)},
	'department', case
		when w.department = '' or not ${ofStays(sql`t.department <> ''`)} then null
		else ${ofStays(sql`t.department <> '' and (
			position(w.department in directory.fold(t.department)) > 0
			or position(directory.fold(t.department) in w.department) > 0
		)`)}
	end,
	'address', case when c.email is null then null else c.email = w.address end
)`;

/** What tells how carefully the record `p`, whose contact is `c`, is to be looked at: a Weighed. */
export const weighing = sql`
	c.email,
	exists (select from membership mb where mb.person_id = p.person_id) as is_member,
	${isEmployed('p')} as is_employed,
	coalesce(c.do_not_contact, false) or exists (
		select from left_alone l where l.person_id = p.person_id and l.lifted_at is null
	) as do_not_contact
`;

const facts = sql`
	${weighing},
	c.basis is not null and not c.do_not_contact as may_be_written,
	array(select n.number from employee_number n where n.person_id = p.person_id order by n.number) as numbers,
	(
		select coalesce(jsonb_agg(jsonb_build_object(
			'company', co.name_ja, 'startedOn', t.started_on, 'endedOn', t.ended_on, 'department', t.department
		) order by t.started_on), '[]')
		from tenure t
		join company co using (network_id, company_id)
		where t.person_id = p.person_id
	) as stays
`;

/**
 * The records that can be likely for the claim `w` at all, by their marks: the name or its sound of someone who left within
 * two years of the year said, the number, the address of someone who left, or the given name with year and department.
 */
const near = sql`
	select m.person_id
	from directory.mark m
	where m.mark = any (array['spelt ' || w.name, 'spelt ' || w.turned, 'sounds ' || w.sound, 'sounds ' || w.sound_turned])
		and m.detail = any (array(select year::text from generate_series(w.left_year - 2, w.left_year + 2) year))
	union
	select m.person_id
	from directory.mark m
	where m.mark = 'given ' || w.given || ' ' || w.left_year
		and w.department <> ''
		and (position(w.department in m.detail) > 0 or position(m.detail in w.department) > 0)
	union
	select m.person_id
	from directory.mark m
	where m.mark = 'number ' || w.number
		and w.has_number
	union
	select m.person_id
	from directory.mark m
	join departure d using (network_id, person_id)
	where m.mark = 'address ' || w.address
`;

const isLikely = sql`
	compared->>'name' = 'true'
		or compared->>'kana' = 'true'
		or compared->>'number' = 'true'
		or compared->>'address' = 'true'
		or (
			w.given = directory.fold(p.given_name)
			and compared->>'left' = 'true'
			and compared->>'department' = 'true'
		)
`;

/**
 * The records that claims may be about, of each claim the likeliest first: the name, the sound of the name, the number or the
 * address is the same, or the given name with year and department (family names change). At most five each, in one
 * question however many claims there are. People who were removed are none.
 */
export async function candidatesFor(db: Db, wishes: ClaimWish[]): Promise<Candidate[][]> {
	if (wishes.length === 0) return [];
	const { rows } = await sql<Candidate & { n: number }>`
		with w as materialized (${asked(wishes)}),
		likely as (
			select w.n, p.person_id, compared,
				row_number() over (
					partition by w.n
					order by
						(select count(*) from jsonb_each_text(compared) part where part.value = 'true') desc,
						p.person_id
				) as place
			from w
			cross join lateral (${near}) near
			join person p on p.person_id = near.person_id
				and p.removed_at is null
			left join contact c on c.network_id = p.network_id
				and c.person_id = p.person_id
			cross join lateral (select ${comparison} as compared) likeness
			where ${isLikely}
		)
		select
			l.n, p.person_id, ${nameColumns('p')},
			l.compared as same,
			${facts}
		from likely l
		join person p on p.person_id = l.person_id
		left join contact c on c.network_id = p.network_id
			and c.person_id = p.person_id
		where l.place <= ${shownAtMost}
		order by l.n, l.place
	`.execute(db);
	return wishes.map((_, at) =>
		rows.filter(({ n }) => n === at).map(({ n: _n, ...candidate }) => candidate)
	);
}

/** One record by its id as a claim compares with it, whether or not it is likely; undefined where there is none. */
export async function candidateOf(db: Db, wish: ClaimWish, personId: string): Promise<Candidate | undefined> {
	const { rows } = await sql<Candidate>`
		select
			p.person_id, ${nameColumns('p')},
			${comparison} as same,
			${facts}
		from (${asked([wish])}) w
		cross join person p
		left join contact c on c.network_id = p.network_id
			and c.person_id = p.person_id
		where p.person_id = ${personId}
			and p.removed_at is null
	`.execute(db);
	return rows[0];
}
