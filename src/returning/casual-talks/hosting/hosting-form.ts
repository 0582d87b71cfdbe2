import { z } from 'zod';
import { clockField, dayField, several, someWords } from '#access/doors/form.ts';
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
const zone = z
	.string()
	.refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'not_usable');

/** A host's settings as their form sends them: two openings a day at most. */
export const hostingForm = z
	.object({
		introduction: someWords(2000),
		canTell: someWords(2000),
		place: someWords(500),
		ways: several(z.enum(ways)).refine((chosen) => chosen.length > 0, 'required'),
		calendarUrl: someWords(1000),
		timeZone: zone,
		minutes: z.coerce.number().pipe(z.union([z.literal(30), z.literal(45), z.literal(60)])),
		restMinutes: z.coerce.number().int().min(0).max(120),
		weeklyLimit: z
			.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(40)])
			.default(null),
		isOpen: z.string().optional().transform(Boolean),
		...days
	})
	.transform((form) => {
		const said = form as Record<string, unknown>;
		const of = (weekday: number, and: '' | 'and') => ({
			weekday,
			from: String(said[and ? `andFrom${weekday}` : `from${weekday}`] ?? ''),
			until: String(said[and ? `andUntil${weekday}` : `until${weekday}`] ?? '')
		});
		const {
			introduction,
			canTell,
			place,
			ways,
			calendarUrl,
			timeZone,
			minutes,
			restMinutes,
			weeklyLimit,
			isOpen
		} = form;
		return {
			introduction,
			canTell,
			place,
			ways,
			calendarUrl,
			timeZone,
			minutes,
			restMinutes,
			weeklyLimit,
			isOpen,
			hours: week
				.flatMap((day) => [of(day, ''), of(day, 'and')])
				.filter((open) => open.from && open.until)
		};
	})
	.refine((form) => form.hours.every((open) => open.from < open.until), {
		message: 'bad_hours',
		path: ['hours']
	})
	.refine(
		(form) => new Set(form.hours.map((open) => `${open.weekday}${open.from}`)).size === form.hours.length,
		{ message: 'bad_hours', path: ['hours'] }
	);

/** A day that is not like the week. */
export const exceptionForm = z
	.object({ day: dayField, from: clock, until: clock, timeZone: zone })
	.transform(({ from, until, ...rest }) => ({
		...rest,
		from: from && until ? from : null,
		until: from && until ? until : null
	}))
	.refine(({ from, until }) => from === null || from < until!, { message: 'bad_hours', path: ['from'] });
