import pg from 'pg';
import { asReader } from '#platform/locale/reader.server.ts';
import { gather } from './gathering.ts';
import { dressGuests, guests } from './guests.ts';
import type { Life, Row } from './life.ts';
import { makeLife } from './living.ts';
import { speak } from './telling.ts';
import { daysSinceWritten, moved, movedToFirst, writtenAt } from './moving.ts';
import { putPeople } from './people-rows.ts';
import { makePeople, type Company } from './people.ts';
import { Chance, asDay, daysAfter } from './random.ts';

/** The tables of what members do with each other; groups come before the posts that are written in them. */
const gathered = [
	'profile',
	'comment',
	'reaction',
	'poll_choice',
	'poll_vote',
	'event',
	'event_reply',
	'helper',
	'conversation',
	'conversation_member',
	'message',
	'notification'
];

/** …and of what the company tells them, and what they are asked. */
const spoken = ['unlock', 'letter', 'letter_reader', 'story', 'story_edition', 'outreach', 'referral'];

/** Loads the demo network, 株式会社ひかり製作所 with ひかりデジタル株式会社, the same every time but for the day it ends on. */
export async function loadDemo(client: pg.Client, now = new Date()): Promise<void> {
	const days = daysSinceWritten(now);
	const { company, life, chosen } = writeDemo(days);
	await client.query('begin');
	try {
		await putAll(client, company, life, chosen, daysAfter(writtenAt, days));
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw error;
	}
	await client.query('analyze');
}

export type Written = { company: Company; life: Life; chosen: Row[] };

/** Everything of the demo, made as of the moment that it was written at and then moved by so many days. */
export function writeDemo(days: number): Written {
	const chance = new Chance(20_261_122);
	const company = makePeople(chance, writtenAt);
	dressGuests(company);
	const life = asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () =>
		makeLife(chance, company, writtenAt, days)
	);
	const chosen = guests(company, life);
	gather(company, life, writtenAt);
	speak(chance, company, life, writtenAt, new Set(chosen.map((guest) => guest.person_id as string)));
	for (const person of company.people) {
		person.invitedAt &&= daysAfter(person.invitedAt, days);
		person.joinedAt &&= daysAfter(person.joinedAt, days);
	}
	for (const [table, rows] of life.rows)
		life.rows.set(
			table,
			rows.map((row) => ({
				...moved(row, days),
				...(table === 'change' ? { since: movedToFirst(row.since as string, days) } : {})
			}))
		);
	life.touches = life.touches.map((touch) => moved(touch, days));
	return { company, life, chosen };
}

async function putAll(
	client: pg.Client,
	company: Company,
	life: Life,
	chosen: Row[],
	now: Date
): Promise<void> {
	await client.query(`select set_config('okaeri.network_id', $1, true)`, [company.networkId]);
	await client.query(`select make_touchpoint_months($1::date, ($2::date + interval '2 months')::date)`, [
		asDay(daysAfter(now, -560)),
		asDay(now)
	]);
	const put = (table: string, rows: Row[]) => insert(client, company.networkId, table, rows);
	await put('network', [
		{
			slug: 'hikari',
			name_ja: 'ひかりの輪',
			name_en: 'Hikari Circle',
			hosts: [],
			time_zone: 'Asia/Tokyo',
			is_demo: true,
			created_at: daysAfter(now, -540)
		}
	]);
	await put('company', [
		{
			company_id: company.parentId,
			parent_id: null,
			name_ja: '株式会社ひかり製作所',
			name_en: 'Hikari Works'
		},
		{
			company_id: company.digitalId,
			parent_id: company.parentId,
			name_ja: 'ひかりデジタル株式会社',
			name_en: 'Hikari Digital'
		}
	]);
	await putPeople(client, put, company, now);
	for (const table of [
		'tenure',
		'group',
		'group_member',
		'standing',
		'post',
		'change',
		'match',
		'opening',
		'opening_wish',
		'host',
		'host_hours',
		'casual_talk',
		'casual_talk_host',
		'talk_pool',
		'talk_pool_host',
		'application',
		'application_step',
		'rehire',
		'rehire_said',
		'welcome',
		'welcome_step',
		'check_in',
		...gathered,
		...spoken
	])
		await put(table, life.rows.get(table) ?? []);
	await put('touchpoint', life.touches);
	await put('attribution', life.rows.get('attribution') ?? []);
	await client.query(quadrantHistory, [company.networkId, asDay(now)]);
	await put('demo_guest', chosen);
	for (const job of ['reasons.read', 'standing.changed'])
		await client.query('select leave_job($1, $2::jsonb, $3, now())', [
			job,
			JSON.stringify({ networkId: company.networkId }),
			`${job}:${company.networkId}`
		]);
}

async function insert(client: pg.Client, networkId: string, table: string, rows: Row[]): Promise<void> {
	if (rows.length === 0) return;
	const columns = ['network_id', ...rows.flatMap((row) => Object.keys(row))]
		.filter((name, at, all) => all.indexOf(name) === at)
		.map((name) => pg.escapeIdentifier(name))
		.join(', ');
	for (let at = 0; at < rows.length; at += 20_000) {
		const part = JSON.stringify(
			rows.slice(at, at + 20_000).map((row) => ({ network_id: networkId, ...row }))
		);
		const name = pg.escapeIdentifier(table);
		await client.query(
			`insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
			[part]
		);
	}
}

/** The figures as the worker would have rolled them up on the first of each month, 90 days ago and today. */
const quadrantHistory = `
	with days as (
		select generate_series(date_trunc('month', $2::date - 510), $2::date, interval '1 month')::date as day
		union
		select $2::date
		union
		select $2::date - 90
	)
	insert into quadrant_day (network_id, day, company_id, quadrant, people, rolled_at)
	select $1::uuid, days.day, t.company_id, coalesce(s.quadrant, 'unknown'), count(*),
		least(days.day + time '15:05', now())
	from days
	join membership mb on mb.joined_at < days.day + interval '1 day'
	join departure d on d.person_id = mb.person_id and d.is_latest
	join tenure t on t.tenure_id = d.tenure_id
	left join lateral (
		select quadrant
		from standing s
		where s.person_id = mb.person_id
			and s.said_at < days.day + interval '1 day'
		order by s.said_at desc
		limit 1
	) s on true
	where not exists (
		select from rehire r
		where r.person_id = mb.person_id
			and r.recorded_at < days.day + interval '1 day'
	)
	group by days.day, t.company_id, coalesce(s.quadrant, 'unknown')`;
