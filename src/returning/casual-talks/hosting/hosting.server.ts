import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { clock } from '#platform/locale/format.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { checkOutside } from '#platform/http/safe-fetch.server.ts';
import type { Hours } from '../slots.ts';
import type { Way } from '../talk.ts';

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
	calendarProblem: string;
};

/** One's own settings as a host; those of someone who never was one are empty and closed. */
export async function ownHosting(actor: Actor): Promise<Hosting> {
	authorize(actor, 'host.be');
	return readNetwork(actor, async (db) => {
		const [host, hours, exceptions] = await Promise.all([
			db.selectFrom('host').selectAll().where('personId', '=', actor.personId).executeTakeFirst(),
			db
				.selectFrom('hostHours')
				.select(['weekday', 'fromTime', 'untilTime'])
				.where('personId', '=', actor.personId)
				.orderBy('weekday')
				.orderBy('fromTime')
				.execute(),
			db
				.selectFrom('hostException')
				.select(['exceptionId', 'day', 'fromTime', 'untilTime', 'timeZone'])
				.where('personId', '=', actor.personId)
				.where('day', '>=', new Date().toISOString().slice(0, 10))
				.orderBy('day')
				.orderBy('fromTime')
				.limit(100)
				.execute()
		]);
		const opened = (time: string | null) => time && clock(time);
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
			calendarProblem: host?.calendarProblem ?? '',
			hours: hours.map((one) => ({
				weekday: one.weekday,
				from: clock(one.fromTime),
				until: clock(one.untilTime)
			})),
			exceptions: exceptions.map(({ fromTime, untilTime, ...one }) => ({
				...one,
				from: opened(fromTime),
				until: opened(untilTime)
			}))
		};
	});
}

/** Saves one's settings as a host. Talks that are booked stay. Throws Invalid for a calendar address that is not one of the open internet. */
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
		await db.deleteFrom('hostHours').where('personId', '=', personId).execute();
		if (hours.length > 0)
			await db
				.insertInto('hostHours')
				.values(
					hours.map((one) => ({
						networkId,
						personId,
						weekday: one.weekday,
						fromTime: one.from,
						untilTime: one.until
					}))
				)
				.execute();
		if ((before?.calendarUrl ?? '') === host.calendarUrl) return;
		await db.deleteFrom('hostBusy').where('personId', '=', personId).execute();
		await db
			.updateTable('host')
			.set({ calendarReadAt: null, calendarProblem: '' })
			.where('personId', '=', personId)
			.execute();
		if (host.calendarUrl)
			await leaveJob(
				db,
				'calendar.read',
				{ networkId, personId },
				{ key: `calendar.read:${personId}` }
			);
	});
}

/** Calendar programs write webcal: for what is fetched by https. */
function checkedCalendar(url: string): string {
	const address = url.replace(/^webcals?:/i, 'https:');
	try {
		checkOutside(new URL(address));
	} catch {
		throw new Invalid('not_a_link', 'calendarUrl');
	}
	return address;
}

/** A day that is not like one's week: closed, or open at other times. Throws NotFound for who is no host. */
export async function addException(
	actor: Actor,
	exception: Omit<OwnException, 'exceptionId'>
): Promise<void> {
	authorize(actor, 'host.be');
	const { networkId, personId } = actor;
	const { from, until, ...day } = exception;
	await inNetwork(actor, async (db) => {
		if (
			!(await db
				.selectFrom('host')
				.select('personId')
				.where('personId', '=', personId)
				.executeTakeFirst())
		)
			throw new NotFound('Not a host');
		await db
			.insertInto('hostException')
			.values({ networkId, personId, ...day, fromTime: from, untilTime: until })
			.execute();
	});
}

/** Takes such a day back. */
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
