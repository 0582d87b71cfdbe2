import type { InNetwork } from '#platform/database/network.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { fetchOutside } from '#platform/http/safe-fetch.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { log } from '#platform/log/log.server.ts';
import { daysAhead } from './availability.server.ts';
import { busyTimes } from './busy.ts';

const spansAtMost = 2000;

/**
 * Reads a host's other calendar and keeps its busy times, and nothing else of it. Where that fails, what was read before stays, and the host is shown that it
 * failed. `options` is for tests, which answer on this machine.
 */
export async function readCalendar(
	{ networkId, personId }: InNetwork & { personId: string },
	options: Partial<Parameters<typeof fetchOutside>[1]> = {}
): Promise<void> {
	const host = await readNetwork({ networkId }, (db) =>
		db
			.selectFrom('host as h')
			.innerJoin('person as p', (join) =>
				join.onRef('p.networkId', '=', 'h.networkId').onRef('p.personId', '=', 'h.personId')
			)
			.select(['h.calendarUrl', 'h.timeZone', 'p.timeZone as personZone'])
			.where('h.personId', '=', personId)
			.executeTakeFirst()
	);
	if (!host?.calendarUrl) return;
	const now = new Date();
	const found = await fetchOutside(host.calendarUrl, {
		mostBytes: 5_000_000,
		seconds: 15,
		redirects: 3,
		accept: 'text/calendar',
		...options
	})
		.then(({ body, isWhole }) => {
			if (!isWhole) throw new Error('Too large');
			return busyTimes(body.toString('utf8'), {
				from: now,
				until: new Date(now.getTime() + (daysAhead + 2) * 86_400_000),
				timeZone: host.timeZone || host.personZone
			});
		})
		.catch((error: Error) => {
			log.info({ error: error.message, personId }, 'A host’s calendar could not be read');
			return undefined;
		});
	await inNetwork({ networkId }, async (db) => {
		const current = await db
			.selectFrom('host')
			.select('calendarUrl')
			.where('personId', '=', personId)
			.forUpdate()
			.executeTakeFirst();
		if (current?.calendarUrl !== host.calendarUrl) return; // it was changed meanwhile; that left a job of its own
		if (!found)
			return void (await db
				.updateTable('host')
				.set({ calendarProblem: 'unreadable' })
				.where('personId', '=', personId)
				.execute());
		await db.deleteFrom('hostBusy').where('personId', '=', personId).execute();
		const spans = found.slice(0, spansAtMost).map((span) => ({ networkId, personId, ...span }));
		if (spans.length > 0) await db.insertInto('hostBusy').values(spans).execute();
		await db
			.updateTable('host')
			.set({ calendarReadAt: now, calendarProblem: '' })
			.where('personId', '=', personId)
			.execute();
	});
}

/** Has every calendar of an open host read anew, each by a job of its own. */
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
