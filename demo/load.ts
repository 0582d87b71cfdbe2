import pg from 'pg';
import { asReader } from '#platform/locale/reader.server.ts';
import { askToWorkTogether } from './collaborations.ts';
import { gather } from './gathering.ts';
import { dressGuests, guests, nameOthersApart } from './guests.ts';
import { dressHosts, rememberStays } from './hosts.ts';
import type { Life, Put, Row } from './life.ts';
import { makeLife } from './living.ts';
import { putMails } from './mails.ts';
import { daysSinceWritten, moved, movedToFirst, writtenAt } from './moving.ts';
import { putPeople } from './people-rows.ts';
import { putThings } from './things/hanging.ts';
import { putPortraits } from './portraits/drawing.ts';
import { sitForPortraits, type Sitting } from './portraits/sitting.ts';
import { askForPapers } from './papers.ts';
import { makePeople, type Company } from './people.ts';
import { quadrantHistory } from './quadrant-history.ts';
import { Chance, asDay, daysAfter } from './random.ts';
import { sendOff } from './send-offs.ts';
import { tablesOfLife } from './tables.ts';
import { speak } from './telling.ts';

/**
 * Loads the demo network, 株式会社ひかり製作所 with ひかりデジタル株式会社. It is the same every time, but for the day on
 * which it ends.
 */
export async function loadDemo(client: pg.Client, now = new Date()): Promise<void> {
	const days = daysSinceWritten(now);
	const written = writeDemo(days);
	await client.query('begin');
	try {
		await putAll(client, written, daysAfter(writtenAt, days));
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw error;
	}
	await client.query('analyze');
}

export type Written = { company: Company; life: Life; chosen: Row[]; sittings: Sitting[] };

/** Everything of the demo, made as of the moment that it was written at and then moved by so many days. */
export function writeDemo(days: number): Written {
	const chance = new Chance(20_261_122);
	const company = makePeople(chance, writtenAt);
	dressGuests(company);
	dressHosts(company);
	nameOthersApart(company);
	const life = asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () =>
		makeLife(chance, company, writtenAt, days)
	);
	const chosen = guests(company, life);
	const guestIds = new Set(chosen.map((guest) => guest.person_id as string));
	rememberStays(company, life, writtenAt);
	gather(company, life, writtenAt, guestIds, days);
	speak(chance, company, life, writtenAt, guestIds, days);
	askForPapers(company, life, writtenAt, guestIds);
	askToWorkTogether(company, life, writtenAt, guestIds);
	const sittings = sitForPortraits(company, life, guestIds, writtenAt);
	sendOff(company, life, writtenAt, guestIds);
	moveRecent(company, life, days);
	return { company, life, chosen, sittings };
}

/** Moves the recent dates by so many days. A change still begins on the first of a month. */
function moveRecent(company: Company, life: Life, days: number): void {
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
}

async function putAll(
	client: pg.Client,
	{ company, life, chosen, sittings }: Written,
	now: Date
): Promise<void> {
	const { networkId } = company;
	await client.query(`select set_config('okaeri.network_id', $1, true)`, [networkId]);
	// each person's row of the desk's list is made once, when all of it is there
	await client.query(`select set_config('okaeri.rows_later', 'yes', true)`);
	await client.query(`select make_touchpoint_months($1::date, ($2::date + interval '2 months')::date)`, [
		asDay(daysAfter(now, -560)),
		asDay(now)
	]);
	const put: Put = (table, rows) => insert(client, networkId, table, rows);
	await putNetwork(put, company, now);
	await putPeople(client, put, company, now);
	for (const table of tablesOfLife) await put(table, life.rows.get(table) ?? []);
	await putPortraits(put, sittings);
	await putThings(put, life.hangings);
	await putMails(put, company, life, now);
	await put('touchpoint', life.touches);
	await put('attribution', life.rows.get('attribution') ?? []);
	await client.query(quadrantHistory, [networkId, asDay(now)]);
	await put('demo_guest', chosen);
	await client.query('select directory.refresh_stale_rows(null)');
	for (const job of ['reasons.read', 'tellings.count', 'standing.changed'])
		await client.query('select leave_job($1, $2::jsonb, $3, now())', [
			job,
			JSON.stringify({ networkId }),
			`${job}:${networkId}`
		]);
}

async function putNetwork(put: Put, company: Company, now: Date): Promise<void> {
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
}

async function insert(client: pg.Client, networkId: string, table: string, rows: Row[]): Promise<void> {
	if (rows.length === 0) return;
	const names = new Set(['network_id', ...rows.flatMap((row) => Object.keys(row))]);
	const columns = [...names].map((name) => pg.escapeIdentifier(name)).join(', ');
	const into = pg.escapeIdentifier(table);
	for (let at = 0; at < rows.length; at += 20_000) {
		const part = rows.slice(at, at + 20_000).map((row) => ({ network_id: networkId, ...row }));
		await client.query(
			`insert into ${into} (${columns})
			select ${columns} from jsonb_populate_recordset(null::${into}, $1::jsonb)`,
			[JSON.stringify(part)]
		);
	}
}
