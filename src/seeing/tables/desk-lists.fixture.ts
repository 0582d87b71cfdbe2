/** How many rows most lists get: more than a page holds. */
export const many = 55;

/** What is put into the lists. `#name` is somebody's id, and `n` counts. */
export const seeds = [
	`insert into opening (
		network_id, company_id, owner_id, title, place, state, opened_at, closed_at, closed_why, closes_on
	)
	select #network, #company, #hashimoto, '設計 ' || n, '大阪', (array['draft', 'open', 'closed'])[1 + n % 3],
		case when n % 3 > 0 then now() end, case when n % 3 = 2 then now() end, case when n % 3 = 2 then 'desk' end,
		case when n % 2 = 0 then network_today() + n end
	from many`,
	`insert into event (network_id, host_id, title, kind, place, url, starts_at, ends_at, time_zone, state, announced_at)
	select #network, #mori, '集い ' || n, (array['on_site', 'online', 'both'])[1 + n % 3], '京都',
		'https://meet.example.jp/secret', now() + make_interval(days => n - 20),
		now() + make_interval(days => n - 20, hours => 2), 'Asia/Tokyo',
		case when n % 5 = 0 then 'cancelled' else 'announced' end, now() - make_interval(days => 30)
	from many`,
	// One more is inside a group that is closed to the desk: it stands in none of its lists.
	`with closed as (
		insert into "group" (network_id, name, kind, made_by)
		values (#network, '非公開の集まり', 'closed', #mori)
		returning *
	)
	insert into event (network_id, host_id, group_id, title, kind, starts_at, ends_at, time_zone)
	select network_id, made_by, group_id, '集い 55 の後', 'on_site', now(), now() + interval '1 hour', 'Asia/Tokyo'
	from closed`,
	`insert into event_reply (network_id, event_id, person_id, answer, came_at)
	select network_id, event_id, #nakamura, 'going', case when ends_at < now() then starts_at end
	from event
	where network_id = #network`,
	`insert into application (network_id, person_id, opening_id, company_id, words, status)
	select o.network_id, #nakamura, o.opening_id, #company, '戻りたいです。', 'received'
	from opening o
	where o.network_id = #network`,
	`insert into casual_talk (network_id, alumnus_id, starts_at, ends_at, wish, place, alumnus_time_zone)
	select #network, #nakamura, now() + make_interval(days => n), now() + make_interval(days => n, mins => 30),
		'評価制度のこと', 'https://meet.example.jp/secret', 'Asia/Tokyo'
	from (select n from many union values (-9)) day`,
	`insert into host (network_id, person_id) values (#network, #mori)`,
	`insert into casual_talk_host (network_id, talk_id, host_id, held_from, held_until)
	select network_id, talk_id, #mori, starts_at, ends_at
	from casual_talk
	where network_id = #network`,
	`insert into outreach (network_id, person_id, caller_id, tie, state, brief, asked_by, sent_at)
	select #network, #nakamura, #mori, 'manager', 'sent', '転勤のことは話さないでください', #hashimoto, now()
	from many`,
	`with stay as (
		insert into tenure (network_id, person_id, company_id, started_on)
		select #network, #nakamura, #company, network_today() - n
		from many
		returning *
	)
	insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
	select network_id, person_id, company_id, tenure_id, started_on, #hashimoto
	from stay`,
	`insert into invitation_wave (network_id, called, made_by, size, state)
	select #network, '第' || n || '回', #hashimoto, 1, (array['running', 'stopped', 'sent'])[1 + n % 3]
	from many`,
	`insert into invitation (network_id, wave_id, person_id, sent_at)
	select network_id, wave_id, #nakamura, now()
	from invitation_wave
	where network_id = #network`,
	`delete from mail`,
	`insert into mail (network_id, kind, address, subject, status, failure)
	select #network, 'invitation', 'leaver' || n || '@x.example', 'ご招待',
		(array['waiting', 'sent', 'failed', 'stopped', 'unsure'])[1 + n % 5], case when n % 5 = 2 then '450 later' end
	from many`
];
