import type { Line } from './lines.ts';
import { utc, type Zone } from './zones.ts';

export const dayLength = 86_400_000;

/** A time as a calendar writes it. `clock` is what the clock shows (see Zone), at midnight for a whole day. */
export type Time = { clock: number; isDay: boolean; zone: Zone };
/** How a calendar's zones are found: by the name a property gives, else the host's. */
export type Zones = { named: (tzid: string) => Zone; own: Zone };

export const momentOf = ({ clock, zone }: Time) => zone.momentOf(clock);
export const dayOf = (clock: number) => Math.floor(clock / dayLength);

/** The times that a property gives, each alone or with the end of a period. Values that are none are left out. */
export function timesOf(line: Line | undefined, zones: Zones): { start: Time; end: Time | undefined }[] {
	if (!line) return [];
	return line.value.split(',').flatMap((value) => {
		const [from, until] = value.split('/');
		const start = timeOf(from!, line, zones);
		return start
			? [{ start, end: until === undefined ? undefined : endOf(until, start, line, zones) }]
			: [];
	});
}

/** The first time of a property. */
export const timeIn = (line: Line | undefined, zones: Zones): Time | undefined =>
	timesOf(line, zones)[0]?.start;

function endOf(value: string, start: Time, line: Line, zones: Zones): Time | undefined {
	const length = lengthOf(value);
	return length === undefined ? timeOf(value, line, zones) : { ...start, clock: start.clock + length };
}

/** What begins as a day is a day, even where the property does not say so. */
function timeOf(value: string, { parameters }: Line, zones: Zones): Time | undefined {
	const found = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?(Z)?)?$/i.exec(
		value.trim()
	);
	if (!found) return undefined;
	const [year, month, day, hour = 0, minute = 0, second = 0] = found
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const midnight = new Date(0).setUTCFullYear(year!, month! - 1, day);
	const isReal = new Date(midnight).getUTCMonth() === month! - 1 && new Date(midnight).getUTCDate() === day;
	if (!isReal || hour > 24 || minute > 59 || second > 60) return undefined;
	const isDay = found[4] === undefined;
	const tzid = parameters.get('TZID');
	const zone = found[7] ? utc : tzid && !isDay ? zones.named(tzid) : zones.own;
	return { clock: midnight + ((hour * 60 + minute) * 60 + second) * 1000, isDay, zone };
}

/** A length of time ('PT45M', 'P1DT2H', 'P2W') in milliseconds. */
export function lengthOf(value: string): number | undefined {
	const found =
		/^\+?P(?=.)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/i.exec(
			value.trim()
		);
	if (!found) return undefined;
	const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
		.slice(1)
		.map((part) => Number(part ?? 0));
	return (((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds) * 1000;
}
