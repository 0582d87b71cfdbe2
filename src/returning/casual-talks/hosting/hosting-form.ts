import { z } from 'zod';
import { clockField, dayField, chosen, someWords, zoneField } from '#access/doors/form.ts';
import type { Hours } from '../slots.ts';
import { ways } from '../talk.ts';

const clock = z.union([z.literal(''), clockField]).default('');
const week = [1, 2, 3, 4, 5, 6, 7] as const;
const days = Object.fromEntries(
	week.flatMap((day) => [
		[`from${day}`, clock],
		[`until${day}`, clock],
		[`andFrom${day}`, clock],
		[`andUntil${day}`, clock]
	])
);
/** The two openings of a weekday as the form sends them; an opening without both times is left out. */
function openingsOf(form: Record<string, unknown>, weekday: number): Hours[] {
	const field = (name: string) => String(form[`${name}${weekday}`] ?? '');
	return [
		{ weekday, from: field('from'), until: field('until') },
		{ weekday, from: field('andFrom'), until: field('andUntil') }
	].filter((open) => open.from && open.until);
}

const startOf = ({ weekday, from }: Hours) => `${weekday}${from}`;

/** A host's settings as their form sends them: at most two openings a day. */
export const hostingForm = z
	.object({
		introduction: someWords(2000),
		canTell: someWords(2000),
		place: someWords(500),
		ways: chosen(z.enum(ways)).refine((chosen) => chosen.length > 0, 'required'),
		calendarUrl: someWords(1000),
		timeZone: zoneField,
		minutes: z.coerce.number().pipe(z.union([z.literal(30), z.literal(45), z.literal(60)])),
		restMinutes: z.coerce.number().int().min(0).max(120),
		weeklyLimit: z
			.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(40)])
			.default(null),
		isOpen: z.string().optional().transform(Boolean),
		...days
	})
	.transform((form) => ({
		introduction: form.introduction,
		canTell: form.canTell,
		place: form.place,
		ways: form.ways,
		calendarUrl: form.calendarUrl,
		timeZone: form.timeZone,
		minutes: form.minutes,
		restMinutes: form.restMinutes,
		weeklyLimit: form.weeklyLimit,
		isOpen: form.isOpen,
		hours: week.flatMap((weekday) => openingsOf(form, weekday))
	}))
	.refine((form) => form.hours.every((open) => open.from < open.until), {
		message: 'bad_hours',
		path: ['hours']
	})
	.refine((form) => new Set(form.hours.map(startOf)).size === form.hours.length, {
		message: 'bad_hours',
		path: ['hours']
	});

/** A day that differs from a host's week: closed if a time is missing, else open from and until. */
export const exceptionForm = z
	.object({ day: dayField, from: clock, until: clock, timeZone: zoneField })
	.transform(({ from, until, ...rest }) => ({
		...rest,
		from: from && until ? from : null,
		until: from && until ? until : null
	}))
	.refine(({ from, until }) => from === null || from < until!, { message: 'bad_hours', path: ['from'] });
