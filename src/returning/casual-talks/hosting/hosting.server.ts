import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { clock } from '#platform/locale/format.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { checkOutside } from '#platform/http/safe-fetch.server.ts';
import type { Hours } from '../slots.ts';
import type { Way } from '../talk.ts';
import type { CalendarProblem } from './calendar/refused.ts';

export type HostSettings = {
	introduction: string;
	canTell: string;
	place: string;
	ways: Way[];
	minutes: number;
	restMinutes: number;
	weeklyLimit: number | null;
	timeZone: string;
	calendarUrl: string;
	isOpen: boolean;
	hours: Hours[];
};
export type OwnException = {
	exceptionId: string;
	day: string;
	from: string | null;
	until: string | null;
	timeZone: string;
};
export type Hosting = HostSettings & {
	exceptions: OwnException[];
	calendarReadAt: Date | null;
	calendarProblem: CalendarProblem | '';
	/** The desk had them pause: nobody can book them. */
	isPaused: boolean;
};

/**
 * One's own settings as a host, with the exceptions from today on. For someone who never was a host they are
 * empty.
 */
export async function ownHosting(actor: Actor): Promise<Hosting> {
	authorize(actor, 'host.be');
	const { personId } = actor;
	return readNetwork(actor, async (db) => {
		const [host, hours, exceptions] = await Promise.all([
			db.selectFrom('host').selectAll().where('personId', '=', personId).executeTakeFirst(),
			hoursOf(db, personId),
			exceptionsAhead(db, personId)
		]);
		return {
			introduction: host?.introduction ?? '',
			canTell: host?.canTell ?? '',
			place: host?.place ?? '',
			ways: (host?.ways as Way[] | undefined) ?? ['online'],
			minutes: host?.minutes ?? 30,
			restMinutes: host?.restMinutes ?? 0,
			weeklyLimit: host?.weeklyLimit ?? null,
			timeZone: host?.timeZone || actor.timeZone,
			calendarUrl: host?.calendarUrl ?? '',
			isOpen: host?.isOpen ?? false,
			calendarReadAt: host?.calendarReadAt ?? null,
			calendarProblem: (host?.calendarProblem as CalendarProblem | '' | undefined) ?? '',
			isPaused: Boolean(host?.pausedAt),
			hours,
			exceptions
		};
	});
}

async function hoursOf(db: Db, personId: string): Promise<Hours[]> {
	const rows = await db
		.selectFrom('hostHours')
		.select(['weekday', 'fromTime', 'untilTime'])
		.where('personId', '=', personId)
		.orderBy('weekday')
		.orderBy('fromTime')
		.execute();
	return rows.map(({ weekday, fromTime, untilTime }) => ({
		weekday,
		from: clock(fromTime),
		until: clock(untilTime)
	}));
}

async function exceptionsAhead(db: Db, personId: string): Promise<OwnException[]> {
	const rows = await db
		.selectFrom('hostException')
		.select(['exceptionId', 'day', 'fromTime', 'untilTime', 'timeZone'])
		.where('personId', '=', personId)
		.where('day', '>=', sql<string>`network_today()`)
		.orderBy('day')
		.orderBy('fromTime')
		.limit(100)
		.execute();
	return rows.map(({ fromTime, untilTime, ...exception }) => ({
		...exception,
		from: fromTime && clock(fromTime),
		until: untilTime && clock(untilTime)
	}));
}

/**
 * Saves one's settings as a host. Booked talks stay. Throws Invalid for a calendar address outside the open
 * internet.
 */
export async function saveHosting(actor: Actor, settings: HostSettings): Promise<void> {
	authorize(actor, 'host.be');
	const { networkId, personId } = actor;
	const { hours, ...host } = settings;
	if (host.calendarUrl) host.calendarUrl = checkedCalendar(host.calendarUrl);
	await inNetwork(actor, async (db) => {
		const before = await db
			.selectFrom('host')
			.select('calendarUrl')
			.where('personId', '=', personId)
			.executeTakeFirst();
		await db
			.insertInto('host')
			.values({ networkId, personId, ...host })
			.onConflict((conflict) => conflict.columns(['networkId', 'personId']).doUpdateSet(host))
			.execute();
		await keepHours(db, actor, hours);
		if ((before?.calendarUrl ?? '') !== host.calendarUrl)
			await changeCalendar(db, actor, host.calendarUrl);
	});
}

async function keepHours(db: Db, { networkId, personId }: Actor, hours: readonly Hours[]): Promise<void> {
	await db.deleteFrom('hostHours').where('personId', '=', personId).execute();
	if (hours.length === 0) return;
	await db
		.insertInto('hostHours')
		.values(
			hours.map(({ weekday, from, until }) => ({
				networkId,
				personId,
				weekday,
				fromTime: from,
				untilTime: until
			}))
		)
		.execute();
}

/** Forgets what another calendar said, and has the new one read. */
async function changeCalendar(db: Db, { networkId, personId }: Actor, calendarUrl: string): Promise<void> {
	await db.deleteFrom('hostBusy').where('personId', '=', personId).execute();
	await db
		.updateTable('host')
		.set({ calendarReadAt: null, calendarProblem: '' })
		.where('personId', '=', personId)
		.execute();
	if (calendarUrl)
		await leaveJob(db, 'calendar.read', { networkId, personId }, { key: `calendar.read:${personId}` });
}

/** The address to fetch a calendar from: calendar programs write `webcal:` for what is fetched by https. */
function checkedCalendar(url: string): string {
	const address = url.replace(/^webcals?:/i, 'https:');
	try {
		checkOutside(new URL(address));
	} catch {
		throw new Invalid('not_a_link', 'calendarUrl');
	}
	return address;
}

/**
 * Adds a day that differs from one's week: closed, or open at other times. Throws NotFound for someone who is
 * no host.
 */
export async function addException(
	actor: Actor,
	exception: Omit<OwnException, 'exceptionId'>
): Promise<void> {
	authorize(actor, 'host.be');
	const { networkId, personId } = actor;
	const { from, until, ...day } = exception;
	await inNetwork(actor, async (db) => {
		const host = await db
			.selectFrom('host')
			.select('personId')
			.where('personId', '=', personId)
			.executeTakeFirst();
		if (!host) throw new NotFound('Not a host');
		await db
			.insertInto('hostException')
			.values({ networkId, personId, ...day, fromTime: from, untilTime: until })
			.execute();
	});
}

/** Removes such a day. */
export async function dropException(actor: Actor, exceptionId: string): Promise<void> {
	authorize(actor, 'host.be');
	await inNetwork(actor, (db) =>
		db
			.deleteFrom('hostException')
			.where('exceptionId', '=', exceptionId)
			.where('personId', '=', actor.personId)
			.execute()
	);
}
