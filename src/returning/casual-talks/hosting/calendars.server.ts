import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { fetchOutside } from '#platform/http/safe-fetch.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { log } from '#platform/log/log.server.ts';
import type { Span } from '../slots.ts';
import { daysAhead } from './availability.server.ts';
import { busyTimesApart } from './calendar/reading.server.ts';
import { CalendarRefused, type CalendarProblem } from './calendar/refused.ts';

const spansAtMost = 2000;

type OfHost = InNetwork & { personId: string };
type FetchOptions = Partial<Parameters<typeof fetchOutside>[1]>;

/**
 * Reads a host's other calendar and keeps its busy times and nothing else of it. If that fails, the times read before
 * stay, and the host is shown the failure. `options` is for tests, which answer on this machine.
 */
export async function readCalendar(host: OfHost, options: FetchOptions = {}): Promise<void> {
	const { networkId, personId } = host;
	const calendar = await readNetwork({ networkId }, (db) => calendarOf(db, personId));
	if (!calendar?.calendarUrl) return;
	const now = new Date();
	const read = await fetchBusy(calendar, now, options).catch((error: Error): CalendarProblem => {
		log.info({ error: error.message, personId }, 'A host’s calendar could not be read');
		return error instanceof CalendarRefused ? error.problem : 'unreadable';
	});
	await inNetwork({ networkId }, async (db) => {
		// If the address was changed meanwhile, that change left a job of its own.
		if ((await lockAddress(db, personId)) !== calendar.calendarUrl) return;
		if (typeof read === 'string') await updateHost(db, personId, { calendarProblem: read });
		else await keepBusy(db, host, read, now);
	});
}

type Calendar = { calendarUrl: string; timeZone: string; personZone: string };

function calendarOf(db: Db, personId: string): Promise<Calendar | undefined> {
	return db
		.selectFrom('host as h')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'h.networkId').onRef('p.personId', '=', 'h.personId')
		)
		.select(['h.calendarUrl', 'h.timeZone', 'p.timeZone as personZone'])
		.where('h.personId', '=', personId)
		.executeTakeFirst();
}

async function fetchBusy(
	{ calendarUrl, timeZone, personZone }: Calendar,
	now: Date,
	options: FetchOptions
): Promise<Span[]> {
	const { body, isWhole } = await fetchOutside(calendarUrl, {
		mostBytes: 5_000_000,
		seconds: 15,
		redirects: 3,
		accept: 'text/calendar',
		...options
	});
	if (!isWhole) throw new CalendarRefused('too_much');
	return busyTimesApart(textOf(body), {
		from: now,
		until: new Date(now.getTime() + (daysAhead + 2) * 86_400_000),
		timeZone: timeZone || personZone
	});
}

/** Calendars are UTF-8, but for those that some Windows programs write in UTF-16 and say so by their first bytes. */
function textOf(body: Buffer): string {
	const mark = body.subarray(0, 2).toString('hex');
	const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
	return new TextDecoder(encoding).decode(body);
}

async function lockAddress(db: Db, personId: string): Promise<string | undefined> {
	const host = await db
		.selectFrom('host')
		.select('calendarUrl')
		.where('personId', '=', personId)
		.forUpdate()
		.executeTakeFirst();
	return host?.calendarUrl;
}

async function keepBusy(
	db: Db,
	{ networkId, personId }: OfHost,
	found: readonly Span[],
	now: Date
): Promise<void> {
	await db.deleteFrom('hostBusy').where('personId', '=', personId).execute();
	const spans = found.slice(0, spansAtMost).map((span) => ({ networkId, personId, ...span }));
	if (spans.length > 0) await db.insertInto('hostBusy').values(spans).execute();
	await updateHost(db, personId, { calendarReadAt: now, calendarProblem: '' });
}

async function updateHost(
	db: Db,
	personId: string,
	set: { calendarReadAt?: Date; calendarProblem: string }
): Promise<void> {
	await db.updateTable('host').set(set).where('personId', '=', personId).execute();
}

/** Leaves a job to read its calendar again for every open host who gave one. */
export async function readCalendars(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const hosts = await db
			.selectFrom('host')
			.select('personId')
			.where('calendarUrl', '<>', '')
			.where('isOpen', '=', true)
			.execute();
		for (const { personId } of hosts)
			await leaveJob(db, 'calendar.read', { ...where, personId }, { key: `calendar.read:${personId}` });
	});
}
