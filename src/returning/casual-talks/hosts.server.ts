import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { freeSlots, leadHours, type Busy, type Hours } from './slots.ts';

const daysAhead = 21;

export type Host = { personId: string; familyName: string; givenName: string; familyKana: string; givenKana: string; timeZone: string; introduction: string; place: string; minutes: number; department: string | null; title: string | null; hours: Hours[]; busy: { startsAt: string; endsAt: string }[] };
export type HostWithSlots = Omit<Host, 'hours' | 'busy'> & { slots: Date[] };

/** The hosts who are open for talks, with their free times of the next three weeks. `only` asks for one of them. */
export async function openHosts(actor: Actor, only?: string): Promise<HostWithSlots[]> {
	authorize(actor, 'talk.book');
	return readNetwork(actor, (db) => hostsWithSlots(db, new Date(), only));
}

/** The same inside a running transaction. */
export async function hostsWithSlots(db: Db, now: Date, only?: string): Promise<HostWithSlots[]> {
	const { rows } = await sql<Host>`
		select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, p.time_zone, h.introduction, h.place, h.minutes, t.department, t.title,
			(select coalesce(jsonb_agg(jsonb_build_object('weekday', w.weekday, 'from', w.from_time, 'until', w.until_time)), '[]') from host_hours w where w.person_id = h.person_id) as hours,
			(select coalesce(jsonb_agg(jsonb_build_object('startsAt', k.starts_at, 'endsAt', k.ends_at)), '[]') from casual_talk k where k.host_id = h.person_id and k.state = 'booked' and k.ends_at > now()) as busy
		from host h join person p using (network_id, person_id)
		left join lateral (select department, title from tenure t where t.person_id = h.person_id and t.ended_on is null order by started_on desc limit 1) t on true
		where h.is_open and (${only ?? null}::uuid is null or h.person_id = ${only ?? null}::uuid) order by h.person_id limit 50`.execute(db);
	const from = new Date(now.getTime() + leadHours * 3_600_000);
	const until = new Date(now.getTime() + daysAhead * 86_400_000);
	return rows.map(({ hours, busy, ...host }) => ({ ...host, slots: freeSlots({ hours, minutes: host.minutes, timeZone: host.timeZone, from, until, busy: busy.map(asBusy) }) }));
}

const asBusy = (one: { startsAt: string; endsAt: string }): Busy => ({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt) });

export type HostSettings = { introduction: string; place: string; minutes: number; isOpen: boolean; hours: Hours[] };

/** One's own settings as a host; those of someone who never was one are empty and closed. */
export async function ownHosting(actor: Actor): Promise<HostSettings> {
	authorize(actor, 'host.be');
	return readNetwork(actor, async (db) => {
		const [host, hours] = await Promise.all([
			db.selectFrom('host').selectAll().where('personId', '=', actor.personId).executeTakeFirst(),
			db.selectFrom('hostHours').select(['weekday', 'fromTime', 'untilTime']).where('personId', '=', actor.personId).orderBy('weekday').orderBy('fromTime').execute()
		]);
		return { introduction: host?.introduction ?? '', place: host?.place ?? '', minutes: host?.minutes ?? 30, isOpen: host?.isOpen ?? false, hours: hours.map((one) => ({ weekday: one.weekday, from: one.fromTime.slice(0, 5), until: one.untilTime.slice(0, 5) })) };
	});
}

/** Saves one's settings as a host. Talks that are booked stay. */
export async function saveHosting(actor: Actor, settings: HostSettings): Promise<void> {
	authorize(actor, 'host.be');
	const { networkId, personId } = actor;
	const { hours, ...host } = settings;
	await inNetwork(actor, async (db) => {
		await db.insertInto('host').values({ networkId, personId, ...host }).onConflict((conflict) => conflict.columns(['networkId', 'personId']).doUpdateSet(host)).execute();
		await db.deleteFrom('hostHours').where('personId', '=', personId).execute();
		if (hours.length > 0) await db.insertInto('hostHours').values(hours.map((one) => ({ networkId, personId, weekday: one.weekday, fromTime: one.from, untilTime: one.until }))).execute();
	});
}

/** One host's free times, for either side of a talk that is to be moved. */
export async function slotsOfHost(actor: Actor, hostId: string): Promise<Date[]> {
	authorize(actor, 'talk.see');
	const [host] = await readNetwork(actor, (db) => hostsWithSlots(db, new Date(), hostId));
	return host?.slots ?? [];
}
