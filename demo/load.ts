import pg from 'pg';
import { restrictedReasons } from '#people/departures/reason.ts';
import { purposeWording, type Purpose } from '#people/consents/consent.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { gather } from './gathering.ts';
import { makeLife, type Life } from './life.ts';
import { speak } from './telling.ts';
import { daysSinceWritten, moved, movedToFirst, writtenAt } from './moving.ts';
import { makePeople, type Company, type DemoPerson } from './people.ts';
import { Chance, asDay, daysAfter } from './random.ts';

type Row = Record<string, unknown>;

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

async function putPeople(
	client: pg.Client,
	put: (table: string, rows: Row[]) => Promise<void>,
	company: Company,
	now: Date
): Promise<void> {
	const { people, alumni, employees } = company;
	const members = [...employees.slice(0, 8), ...alumni.filter((one) => one.joinedAt)];
	const holders = members.map((one) => ({
		id: one.accountId,
		name: `${one.familyName} ${one.givenName}`,
		email: one.email,
		email_verified: true,
		created_at: one.joinedAt ?? daysAfter(now, -540),
		updated_at: now
	}));
	await client.query(
		'insert into auth.account_holder select * from jsonb_populate_recordset(null::auth.account_holder, $1::jsonb) on conflict do nothing',
		[JSON.stringify(holders)]
	);
	await put(
		'person',
		people.map((one) => ({
			person_id: one.personId,
			family_name: one.familyName,
			given_name: one.givenName,
			family_kana: one.familyKana,
			given_kana: one.givenKana,
			locale: 'ja',
			time_zone: 'Asia/Tokyo',
			present_company: one.joinedAt ? one.presentCompany : null,
			created_at: daysAfter(now, -540)
		}))
	);
	await put(
		'contact',
		people
			.filter((one) => one.email)
			.map((one) => ({
				person_id: one.personId,
				email: one.email,
				basis:
					one.joinedAt || one.roles.includes('steward')
						? 'joined'
						: one.invitedAt
							? 'notice'
							: null,
				basis_on: one.joinedAt
					? asDay(one.joinedAt)
					: one.invitedAt || one.roles.includes('steward')
						? asDay(daysAfter(now, -540))
						: null,
				do_not_contact: false,
				mails_per_month: 4,
				quiet_from: '21:00',
				quiet_until: '08:00'
			}))
	);
	await put(
		'employee_number',
		people.map((one) => ({
			company_id: one.isDigital ? company.digitalId : company.parentId,
			number: one.number,
			person_id: one.personId
		}))
	);
	await put(
		'tenure',
		people.map((one) => ({
			tenure_id: one.tenureId,
			person_id: one.personId,
			company_id: one.isDigital ? company.digitalId : company.parentId,
			started_on: one.startedOn,
			ended_on: one.endedOn,
			department: one.department,
			title: one.title,
			employment: '正社員',
			manager_id: one.managerId
		}))
	);
	await put(
		'departure',
		alumni.map((one) => ({
			tenure_id: one.tenureId,
			person_id: one.personId,
			left_on: one.endedOn,
			learned_from: 'hr_file',
			counting_view: one.joinedAt ? 'revisited' : null,
			is_latest: true
		}))
	);
	await put('departure_word', [
		...alumni
			.filter((one) => one.words)
			.map((one) => ({
				tenure_id: one.tenureId,
				view: 'stated',
				words: one.words,
				said_on: one.endedOn
			})),
		...alumni
			.filter((one) => one.joinedAt && one.words)
			.map((one) => ({
				tenure_id: one.tenureId,
				view: 'revisited',
				words: one.words,
				said_on: asDay(one.joinedAt!)
			}))
	]);
	await put(
		'departure_reason',
		alumni
			.filter((one) => one.joinedAt)
			.flatMap((one) =>
				one.reasons.map((code) => ({
					tenure_id: one.tenureId,
					view: 'revisited',
					code,
					said_on: asDay(one.joinedAt!)
				}))
			)
	);
	await put(
		'membership',
		members.map((one) => ({
			person_id: one.personId,
			account_id: one.accountId,
			roles: one.roles,
			joined_at: one.joinedAt ?? daysAfter(now, -540),
			seen_on: null
		}))
	);
	const wordings = asReader(
		{ locale: 'ja', timeZone: 'Asia/Tokyo' },
		() =>
			Object.fromEntries(
				Object.entries(purposeWording).map(([purpose, wording]) => [purpose, wording()])
			) as Record<Purpose, string>
	);
	await put(
		'consent',
		alumni.flatMap((one) =>
			one.consents.map((purpose) => ({
				consent_id: crypto.randomUUID(),
				person_id: one.personId,
				purpose,
				wording: wordings[purpose as Purpose],
				given_at: one.joinedAt,
				withdrawn_at: null
			}))
		)
	);
	await putInvitations(put, company);
}

async function putInvitations(
	put: (table: string, rows: Row[]) => Promise<void>,
	{ alumni, employees }: Company
): Promise<void> {
	const waves = Map.groupBy(
		alumni.filter((one) => one.invitedAt),
		(one) => asDay(one.invitedAt!)
	);
	const rows = [...waves]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([day, invited], at) => ({
			wave_id: crypto.randomUUID(),
			called: `第${at + 1}回`,
			made_by: employees[0]!.personId,
			made_at: new Date(`${day}T00:30:00Z`),
			size: invited.length,
			invited
		}));
	await put(
		'invitation_wave',
		rows.map(({ invited: _, ...row }) => row)
	);
	await put(
		'invitation',
		rows.flatMap((row) =>
			row.invited.map((one) => ({
				invitation_id: crypto.randomUUID(),
				wave_id: row.wave_id,
				person_id: one.personId,
				link_hash: null,
				sent_at: one.invitedAt,
				expires_at: daysAfter(one.invitedAt!, 14),
				used_at: one.joinedAt
			}))
		)
	);
}

/** Gives those whom a visitor can be a face of their own. */
function dressGuests({ employees, alumni }: Company): void {
	const dress = (
		one: DemoPerson,
		familyName: string,
		givenName: string,
		familyKana: string,
		givenKana: string,
		email: string,
		roles: string[]
	) =>
		Object.assign(one, {
			familyName,
			givenName,
			familyKana,
			givenKana,
			email: `${email}@example.jp`,
			roles
		});
	dress(employees[0]!, '橋本', '由美子', 'ハシモト', 'ユミコ', 'yumiko.hashimoto', [
		'employee',
		'steward',
		'admin'
	]).department = '人事部';
	Object.assign(
		dress(employees[1]!, '石川', '隆', 'イシカワ', 'タカシ', 'takashi.ishikawa', [
			'employee',
			'executive'
		]),
		{ title: '代表取締役社長', department: '経営企画部', managerId: null }
	);
	Object.assign(dress(employees[2]!, '森', '健一', 'モリ', 'ケンイチ', 'kenichi.mori', ['employee']), {
		title: '部長',
		department: '製造本部 生産技術部',
		managerId: null
	});
	const tied = alumni.filter((one) => one.joinedAt)[3]!;
	Object.assign(dress(tied, '中村', 'さくら', 'ナカムラ', 'サクラ', 'sakura.nakamura', ['alumnus']), {
		reasons: ['relocation'],
		words: '全国転勤が前提で、家を建てたばかりの地を離れられなかった。',
		startedOn: '2011-04-01',
		endedOn: '2021-03-31',
		department: '製造本部 生産技術部',
		isDigital: false,
		managerId: employees[2]!.personId,
		presentCompany: 'みらい物流',
		consents: ['network', 'return_mail', 'former_manager', 'group_sharing']
	});
}

function guests({ employees, alumni }: Company, life: Life): Row[] {
	const members = alumni.filter((one) => one.joinedAt && one.roles.includes('alumnus'));
	const talking = new Set(life.rows.get('casual_talk')!.map((talk) => talk.alumnus_id));
	const standing = new Map(
		life.rows
			.get('standing')!
			.filter((row) => row.is_current)
			.map((row) => [row.person_id as string, row])
	);
	const tied = members.find(
		(one) => one.familyName === '中村' && one.givenName === 'さくら' && one.reasons[0] === 'relocation'
	)!;
	Object.assign(standing.get(tied.personId)!, { can_return: 'no', wants_to_return: 'yes' });
	const who = (can: string, wants: string) =>
		members.find(
			(one) =>
				one !== tied &&
				!talking.has(one.personId) &&
				!one.reasons.some((code) => restrictedReasons.includes(code) || code === 'management') &&
				standing.get(one.personId)?.can_return === can &&
				standing.get(one.personId)?.wants_to_return === wants
		)!;
	return [
		['steward', employees[0]!],
		['executive', employees[1]!],
		['former_manager', employees[2]!],
		['tied', tied],
		['ready', who('yes', 'yes')],
		['hesitant', who('yes', 'no')],
		['distant', who('no', 'no')],
		['rejoiner', life.rehired[0]!]
	].map(([part, one]) => ({ part, person_id: (one as DemoPerson).personId }));
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
