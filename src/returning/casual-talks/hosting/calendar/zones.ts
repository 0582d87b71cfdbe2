import windows from 'cldr-core/supplemental/windowsZones.json' with { type: 'json' };
import ICAL from 'ical.js';
import { isZone } from '#platform/clock/zones.ts';
import type { Part } from './lines.ts';

const dayLength = 86_400_000;
/** Clocks change at a quarter of an hour. */
const quarter = 900_000;

/**
 * A time zone: the moment at which its clocks show a time, and the day that they show at a moment. Clock times and moments
 * are milliseconds since 1970, clock times as if they were UTC; days are counted from 1970 too.
 */
export type Zone = { momentOf: (clock: number) => number; dayOf: (moment: number) => number };

export const utc: Zone = {
	momentOf: (clock) => clock,
	dayOf: (moment) => Math.floor(moment / dayLength)
};

/**
 * The zone of an IANA name. A clock time that a change skips is read as before the change, and one that comes twice is the
 * first. A zone changes its clocks at most once in two days.
 */
export function zoneOf(name: string): Zone {
	const distance = distancesOf(name);
	return {
		momentOf: (clock) => {
			const [before, after] = [distance(clock - dayLength), distance(clock + dayLength)];
			const isAfter =
				before !== after && distance(clock - before) !== before && distance(clock - after) === after;
			return clock - (isAfter ? after : before);
		},
		dayOf: (moment) => Math.floor((moment + distance(moment)) / dayLength)
	};
}

/** How far a zone's clocks are ahead of UTC at a moment. What was asked of the machine is kept, since it is slow to say. */
function distancesOf(name: string): (moment: number) => number {
	const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
	const known = new Map<number, number>();
	const ask = (moment: number) => {
		let distance = known.get(moment);
		if (distance === undefined) known.set(moment, (distance = distanceSaid(format, moment)));
		return distance;
	};
	return (moment) => {
		const day = Math.floor(moment / dayLength) * dayLength;
		const atDawn = ask(day);
		return atDawn === ask(day + dayLength) ? atDawn : ask(Math.floor(moment / quarter) * quarter);
	};
}

function distanceSaid(format: Intl.DateTimeFormat, moment: number): number {
	const said = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')!.value;
	const [, sign, hours, minutes = 0, seconds = 0] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(said) ?? [];
	if (!sign) return 0;
	return (sign === '-' ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

const distant = (distance: number): Zone => ({
	momentOf: (clock) => clock - distance,
	dayOf: (moment) => Math.floor((moment + distance) / dayLength)
});

/** CLDR's table: the name that Windows has for a zone, in small letters, and IANA's name of its main place. */
const ofWindows = new Map(
	windows.supplemental.windowsZones.mapTimezones
		.map(({ mapZone: { _territory: territory, _other: name, _type: zone } }) => ({
			territory,
			name,
			zone
		}))
		.filter(({ territory }) => territory === '001')
		.map(({ name, zone }) => [name.toLowerCase(), zone])
);

/**
 * Finds zones by the names that calendars have for them: IANA's, also at the end of a path
 * (`/mozilla.org/20050126_1/Europe/Berlin`), Windows' in any case, those that the calendar describes itself, and distances
 * (`UTC+9`, `(UTC+09:00) Osaka, Sapporo, Tokyo`). A name that nobody knows gives `otherwise`.
 */
export function zonesOf(calendar: Part, otherwise: Zone): (tzid: string) => Zone {
	const described = new Map(
		calendar.parts
			.filter(({ kind }) => kind === 'VTIMEZONE')
			.map((part) => [part.lines.find(({ name }) => name === 'TZID')?.value ?? '', part])
	);
	// A short name ("IST") says little: there the calendar's own description is surer.
	const find = (tzid: string) =>
		(tzid.includes('/') || isOfWindows(tzid) ? named(tzid) : undefined) ??
		describedBy(described.get(tzid)) ??
		named(tzid) ??
		distanceIn(tzid);
	const known = new Map<string, Zone>();
	return (tzid) => {
		let zone = known.get(tzid);
		if (!zone) known.set(tzid, (zone = find(tzid) ?? otherwise));
		return zone;
	};
}

const isOfWindows = (tzid: string) => ofWindows.has(tzid.toLowerCase());

function named(tzid: string): Zone | undefined {
	const plain = tzid.replace(/^tzone:\/\/microsoft\//i, '').trim();
	const parts = plain.split('/').filter(Boolean);
	const name = [
		parts.join('/'),
		parts.slice(-3).join('/'),
		parts.slice(-2).join('/'),
		parts.at(-1) ?? '',
		ofWindows.get(plain.toLowerCase()) ?? '',
		plain.replaceAll(' ', '_')
	].find(isZone);
	return name === undefined ? undefined : zoneOf(name);
}

function distanceIn(tzid: string): Zone | undefined {
	const found = /(?:UTC|GMT)\s*([+\-\u2212])\s*(\d{1,2}):?(\d{2})?/i.exec(tzid);
	if (!found) return undefined;
	const distance = (Number(found[2]) * 60 + Number(found[3] ?? 0)) * 60_000;
	return distant(found[1] === '+' ? distance : -distance);
}

/** A zone as its calendar describes it. It is not taken where it changes its clocks by another rule than a yearly one. */
function describedBy(part: Part | undefined): Zone | undefined {
	if (!part) return undefined;
	const rules = part.parts.flatMap(({ lines }) => lines).filter(({ name }) => name === 'RRULE');
	if (rules.some(({ value }) => !/FREQ=YEARLY/i.test(value))) return undefined;
	try {
		const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(part.text.join('\r\n')) as never));
		const distance = (clock: number) =>
			zone.utcOffset(ICAL.Time.fromJSDate(new Date(clock), true)) * 1000;
		return {
			momentOf: (clock) => clock - distance(clock),
			dayOf: (moment) => Math.floor((moment + distance(moment)) / dayLength)
		};
	} catch {
		return undefined; // it is described in a way that cannot be read
	}
}
