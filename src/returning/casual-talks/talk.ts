import * as m from '#locales/messages.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import * as f from '#platform/locale/format.ts';
import type { Locale } from '#platform/locale/reader.ts';

export const ways = ['online', 'on_site', 'telephone'] as const;
export type Way = (typeof ways)[number];
export const wayName: Record<Way, () => string> = {
	online: m.way_online,
	on_site: m.way_on_site,
	telephone: m.way_telephone
};

export const lengths = [30, 45, 60] as const;

export type TalkState = 'booked' | 'cancelled' | 'missed';

/** Where a talk stands: to come, going on or over; or cancelled or missed. */
export function stageOf(
	talk: { state: TalkState; startsAt: Date; endsAt: Date },
	now: Date
): 'ahead' | 'now' | 'behind' | 'cancelled' | 'missed' {
	if (talk.state !== 'booked') return talk.state;
	if (talk.startsAt > now) return 'ahead';
	return talk.endsAt > now ? 'now' : 'behind';
}

/** With whom a person talks: a host sees the alumnus, the alumnus sees the hosts by name. */
export function partnersOf(
	talk: { alumnusId: string; alumnus: Named; hosts: Named[] },
	{ personId, locale }: { personId: string; locale: Locale }
): string {
	const san = (person: Named) => m.person_san({ name: fullName(person, locale) });
	return talk.alumnusId === personId ? f.list(talk.hosts.map(san)) : san(talk.alumnus);
}
