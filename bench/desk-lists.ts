import type pg from 'pg';

/**
 * Fills the lists of a network's desk from everyone in `someone (id, n)`: applications, talks, outreach, returns,
 * waves of invitations, requests to join, events, changes with whom they were told, letters, a segment and a survey.
 * The longer the list of people, the longer each of these; a thousand people have a full page of them too. The steward is whoever has the number 1.
 */
export async function fillLists(client: pg.Client, networkId: string): Promise<void> {
	for (const statement of [...ofReturning, ...ofGathering, ...ofTelling, ...ofAsking])
		await client.query(statement, [networkId]);
}

const steward = `(select id from someone where n = 1)`;
/** So many in a row have one of each, besides one in so many of all. */
export const fullPage = 'n between 101 and 160';
const company = `(select company_id from company where network_id = $1 limit 1)`;

const ofReturning = [
	`insert into application (network_id, person_id, company_id, words, status, applied_at)
	select $1, id, ${company}, '生産技術の仕事に戻りたいと考えています。',
		(array['received', 'in_contact', 'interviewing', 'offered', 'refused'])[1 + (n / 50) % 5],
		now() - make_interval(mins => n % 500000)
	from someone
	where n % 50 = 0 or ${fullPage}`,
	`with made as (
		insert into casual_talk (
			network_id, alumnus_id, starts_at, ends_at, alumnus_time_zone, booked_at
		)
		select $1, id, now() + make_interval(mins => 60 + n % 40000),
			now() + make_interval(mins => 90 + n % 40000), 'Asia/Tokyo',
			now() - make_interval(mins => n % 40000)
		from someone
		where n % 20 = 17
		returning network_id, talk_id, alumnus_id, starts_at, ends_at
	)
	insert into casual_talk_host (network_id, talk_id, host_id, held_from, held_until)
	select m.network_id, m.talk_id, h.id, m.starts_at, m.ends_at
	from made m
	join someone s on s.id = m.alumnus_id
	join someone h on h.n = s.n + 1`,
	`insert into outreach (network_id, person_id, caller_id, tie, state, brief, asked_by, asked_at)
	select $1, id, ${steward}, 'colleague', 'asked', '近況を聞いてみてください。', ${steward},
		now() - make_interval(mins => n % 200000)
	from someone
	where n % 50 = 7 or ${fullPage}`,
	`insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
	select $1, t.person_id, t.company_id, t.tenure_id, network_today() - s.n % 700, ${steward}
	from someone s
	join tenure t on t.person_id = s.id
	where n % 500 = 11 or ${fullPage}`
];

const ofGathering = [
	`insert into invitation_wave (network_id, called, made_by, made_at, size, released)
	select $1, '招待 ' || n, ${steward}, now() - make_interval(mins => n % 500000), 100, 100
	from someone
	where n % 1000 = 0`,
	`insert into claim (
		network_id, family_name, given_name, family_kana, given_kana, number, left_year, department, words,
		address, locale, link_hash, made_at, link_expires_at, proved_at, state
	)
	select $1, '中村', n::text, 'ナカムラ', '', '', 2015, '製造本部', '', 'claim' || n || '@example.jp', 'ja',
		sha256(n::text::bytea), now() - make_interval(mins => n % 40000), now() + interval '1 day',
		now(), 'waiting'
	from someone
	where n % 1000 = 3 or ${fullPage}`,
	`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
	select $1, id, '同窓の集まり ' || n, 'on_site', '東京',
		now() + make_interval(hours => n * 97 % 9000 - 4000),
		now() + make_interval(hours => n * 97 % 9000 - 3998),
		'Asia/Tokyo'
	from someone
	where n % 500 = 1 or ${fullPage}`
];

const ofTelling = [
	`insert into change (
		network_id, status, title, then_words, now_words, since, reasons, author_id, published_at, matching
	)
	select $1, 'published', '働き方が変わりました ' || k, '転勤がありました。', '勤務地を選べます。',
		network_today() - k, '{relocation}', ${steward}, now() - make_interval(days => k), 'done'
	from generate_series(1, 10) k`,
	`insert into match (network_id, change_id, person_id, tenure_id, reason, made_at, read_at)
	select $1, c.change_id, s.id, t.tenure_id, 'relocation', c.published_at,
		case when s.n % 3 = 0 then c.published_at + interval '1 day' end
	from change c
	join someone s on s.n % 20 = 1
	join tenure t on t.person_id = s.id
	where c.network_id = $1`,
	`insert into letter (network_id, status, title, words, executive_id, author_id, published_at)
	select $1, 'published', '手紙 ' || k, '扉は開いています。', ${steward}, ${steward},
		now() - make_interval(days => k * 3)
	from generate_series(1, 40) k`
];

const ofAsking = [
	`insert into segment (network_id, called, asked, made_by)
	values ($1, '転勤で離れた人', '{"reason": ["relocation"]}', ${steward})`,
	`with made as (
		insert into survey (
			network_id, series_id, title, is_anonymous, status, closes_on, opened_on, author_id
		)
		values ($1, new_id(), '一年に一度のアンケート', false, 'open', network_today() + 9, network_today() - 9, ${steward})
		returning network_id, survey_id
	)
	insert into survey_question (network_id, survey_id, place, kind, words, options)
	select network_id, survey_id, 1, 'single', 'また働きたいと思いますか。', '{はい,いいえ}'
	from made`
];
