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

const fold = (text: RawBuilder<unknown>) => sql`directory.fold(${text})`;
const sound = (text: RawBuilder<unknown>) => sql`directory.fold_kana(${text})`;
const bareNumber = (text: RawBuilder<unknown>) => sql`ltrim(${fold(text)}, '0')`;

/** People who left within two years of the year said, and whoever has the number or the address. */
const around = ({ leftYear, number, address }: ClaimWish) => sql`(
	select d.person_id
	from departure d
	where d.left_on >= make_date(${leftYear}::int - 2, 1, 1)
		and d.left_on < make_date(${leftYear}::int + 3, 1, 1)
	union
	select n.person_id
	from employee_number n
	where ${number} <> ''
		and n.number = any (${[number, number.normalize('NFKC').toUpperCase(), number.replace(/^0+/, '')]}::text[])
	union
	select c.person_id
	from contact c
	join departure d using (network_id, person_id)
	where c.email = ${address}
)`;

/** Both say the same, or null where one of them says nothing. */
const same = (said: RawBuilder<unknown>, kept: RawBuilder<unknown>) =>
	sql`case when ${said} = '' or ${kept} = '' then null else ${said} = ${kept} end`;

const ofStays = (condition: RawBuilder<unknown>) => sql`exists (
	select from tenure t
	where t.person_id = p.person_id
		and ${condition}
)`;

/** How a claim compares with the record `p` whose contact is `c`: a Comparison. */
function comparison(wish: ClaimWish): RawBuilder<Comparison> {
	const { familyName, givenName, number, joinedYear, leftYear, department } = wish;
	const spelt = fold(sql`${familyName}::text || ${givenName}::text`);
	const [family, given] = soundsOf(wish);
	const heard = sound(sql`${family}::text || ${given}::text`);
	const turned = sound(sql`${given}::text || ${family}::text`);
	const keptSound = sound(sql`p.family_kana || p.given_kana`);
	return sql<Comparison>`jsonb_build_object(
		'name', ${spelt} in (${fold(sql`p.family_name || p.given_name`)}, ${fold(sql`p.given_name || p.family_name`)}),
		'kana', ${same(heard, keptSound)} or ${same(turned, keptSound)},
		'number', case
			when ${number} = '' or not exists (select from employee_number n where n.person_id = p.person_id) then null
			else exists (
				select from employee_number n
				where n.person_id = p.person_id
					and ${bareNumber(sql`n.number`)} = ${bareNumber(sql`${number}::text`)}
			)
		end,
		'joined', case
			when ${joinedYear}::int is null then null
			else ${ofStays(sql`extract(year from t.started_on) = ${joinedYear}::int`)}
		end,
		'left', ${ofStays(sql`extract(year from t.ended_on) = ${leftYear}::int`)},
		'department', case
			when ${department} = '' or not ${ofStays(sql`t.department <> ''`)} then null
			else ${ofStays(sql`t.department <> '' and (
				position(${fold(sql`${department}::text`)} in ${fold(sql`t.department`)}) > 0
				or position(${fold(sql`t.department`)} in ${fold(sql`${department}::text`)}) > 0
			)`)}
		end,
		'address', case when c.email is null then null else c.email = ${wish.address} end
	)`;
}

const facts = sql`
	c.email,
	exists (select from membership mb where mb.person_id = p.person_id) as is_member,
	${isEmployed('p')} as is_employed,
	coalesce(c.do_not_contact, false) or exists (
		select from left_alone l where l.person_id = p.person_id and l.lifted_at is null
	) as do_not_contact,
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
 * Whether the record `p` can be likely at all: its name or its sound is the same, or its number, address or given name. It
 * is asked of all who left around that time; what else is compared only of those for whom it holds.
 */
function mayBeLikely(wish: ClaimWish) {
	const { familyName, givenName, number, address } = wish;
	const [family, given] = soundsOf(wish);
	const spelt = [familyName + givenName, givenName + familyName].map((name) => fold(sql`${name}::text`));
	const heard = [family + given, given + family].map((name) => sound(sql`${name}::text`));
	return sql<boolean>`(
		${fold(sql`p.family_name || p.given_name`)} in (${sql.join(spelt)})
		or ${fold(sql`p.given_name`)} = ${fold(sql`${givenName}::text`)}
		or (${family + given} <> '' and ${sound(sql`p.family_kana || p.given_kana`)} in (${sql.join(heard)}))
		or c.email = ${address}
		or (${number} <> '' and exists (
			select from employee_number n
			where n.person_id = p.person_id
				and ${bareNumber(sql`n.number`)} = ${bareNumber(sql`${number}::text`)}
		))
	)`;
}

/**
 * The records that a claim may be about, the likeliest first: the name, the sound of the name, the number or the address is
 * the same, or the given name with year and department (family names change). People who were removed are none.
 */
export async function candidatesFor(db: Db, wish: ClaimWish): Promise<Candidate[]> {
	const isLikely = sql`
		compared->>'name' = 'true'
			or compared->>'kana' = 'true'
			or compared->>'number' = 'true'
			or compared->>'address' = 'true'
			or (
				${fold(sql`${wish.givenName}::text`)} = ${fold(sql`p.given_name`)}
				and compared->>'left' = 'true'
				and compared->>'department' = 'true'
			)
	`;
	const likeness = sql`(select count(*) from jsonb_each_text(compared) part where part.value = 'true')`;
	const { rows } = await sql<Candidate>`
		with near as materialized (
			select p.person_id
			from person p
			left join contact c using (network_id, person_id)
			where p.person_id in ${around(wish)}
				and p.removed_at is null
				and ${mayBeLikely(wish)}
		)
		select
			p.person_id, ${nameColumns('p')},
			compared as same,
			${facts}
		from near
		join person p using (person_id)
		left join contact c using (network_id, person_id)
		cross join lateral (select ${comparison(wish)} as compared) likeness
		where ${isLikely}
		order by ${likeness} desc, p.person_id
		limit ${shownAtMost}
	`.execute(db);
	return rows;
}

/** One record by its id as a claim compares with it, whether or not it is likely; undefined where there is none. */
export async function candidateOf(db: Db, wish: ClaimWish, personId: string): Promise<Candidate | undefined> {
	const { rows } = await sql<Candidate>`
		select
			p.person_id, ${nameColumns('p')},
			${comparison(wish)} as same,
			${facts}
		from person p
		left join contact c using (network_id, person_id)
		where p.person_id = ${personId}
			and p.removed_at is null
	`.execute(db);
	return rows[0];
}
