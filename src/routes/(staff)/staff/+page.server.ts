import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { clockField, someWords } from '#access/doors/form.ts';
import { ownHosting, saveHosting } from '#returning/casual-talks/hosts.server.ts';
import { askedOf } from '#returning/outreach/asked.server.ts';
import { talksAhead } from '#returning/casual-talks/talks.server.ts';

export const load = door('host.be', async ({ event, actor }) => {
	const [talks, hosting, asked] = await Promise.all([talksAhead(actor), ownHosting(actor), askedOf(actor)]);
	return { talks, hosting, asked, isThanks: event.url.searchParams.has('thanks'), timeZone: actor.timeZone, saved: event.url.searchParams.has('saved') };
});

const clock = z.union([z.literal(''), clockField]).default('');
const days = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].flatMap((day) => [[`from${day}`, clock], [`until${day}`, clock]]));
const hosting = z
	.object({ introduction: someWords(2000), place: someWords(500), minutes: z.coerce.number().pipe(z.union([z.literal(30), z.literal(45), z.literal(60)])), isOpen: z.string().optional().transform(Boolean), ...days })
	.transform((form) => {
		const of = (name: string) => String((form as Record<string, unknown>)[name] ?? '');
		const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: of(`from${weekday}`), until: of(`until${weekday}`) })).filter((open) => open.from && open.until);
		return { introduction: form.introduction, place: form.place, minutes: form.minutes, isOpen: form.isOpen, hours };
	})
	.refine((form) => form.hours.every((open) => open.from < open.until), { message: 'bad_hours', path: ['hours'] });

export const actions = {
	default: act('host.be', hosting, async ({ actor }, settings) => {
		await saveHosting(actor, settings);
		redirect(303, '/staff?saved');
	})
};
