import { redirect, type ServerLoadEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { backupFailsSince } from '#access/backups/backups.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { isReasonCode } from '#people/departures/reason.ts';
import { newConcerns } from '#returning/concerns/handling.server.ts';
import { mailStandstill } from '#access/outbox/checking.server.ts';
import { firstWeek } from '#seeing/first-week/first-week.server.ts';
import { deskDay } from '#seeing/today/desk-day.server.ts';
import { giveWork } from '#seeing/today/owning.server.ts';
import { decideSuggestion } from '#seeing/today/suggesting.server.ts';
import { waitingToday } from '#seeing/today/today.server.ts';
import { putOffDays, suggestionKinds, workKinds, workNames } from '#seeing/today/work.ts';

const open = door('desk.see', async ({ event, actor, network }) => {
	const [concerns, waiting, path, mailStill, backupFails, day] = await Promise.all([
		may(actor, 'concern.handle') ? newConcerns(actor) : 0,
		waitingToday(actor),
		firstWeek(actor),
		mailStandstill(actor, network),
		may(actor, 'settings.change') ? backupFailsSince(actor) : null,
		deskDay(actor)
	]);
	const counts = { ...waiting, concerns };
	const query = event.url.searchParams;
	return {
		waiting,
		work: workNames
			.filter((kind) => counts[kind] > 0 && may(actor, workKinds[kind].permission))
			.map((kind) => ({
				kind,
				count: counts[kind],
				isMore: waiting.more.some((name) => name === kind),
				since: day.since[kind] ?? null,
				owner: day.owners.find((owner) => owner.kind === kind) ?? null
			})),
		day,
		path,
		mailStill,
		backupFails,
		me: actor.personId,
		now: new Date(),
		said: query.has('done') ? ('done' as const) : query.has('put_off') ? ('put_off' as const) : null
	};
});

/**
 * Management is led on by the layout, which is waited for: refused here first, they would stand in the log as someone who
 * asked for what they may not.
 */
export const load = Object.assign(
	async (event: ServerLoadEvent) => {
		if (event.locals.actor && !may(event.locals.actor, 'desk.see')) await event.parent();
		return open(event);
	},
	{ decision: open.decision }
);

const nobody = z.literal('').transform(() => null);

export const actions = {
	give: act(
		'desk.see',
		z.object({ kind: z.enum(workNames), person: z.uuid().or(nobody) }),
		async ({ actor }, { kind, person }) => {
			await giveWork(actor, kind, person);
			redirect(303, `/desk#work-${kind}`);
		}
	),
	decide: act(
		'desk.see',
		z.object({
			kind: z.enum(suggestionKinds),
			code: z
				.string()
				.refine((code) => code === '' || isReasonCode(code), 'not_usable')
				.default(''),
			person: z.uuid().or(nobody).default(null),
			isDone: z.string().optional().transform(Boolean),
			days: z.coerce
				.number()
				.pipe(z.literal([...putOffDays]))
				.default(7)
		}),
		async ({ actor }, { kind, code, person, isDone, days }) => {
			await decideSuggestion(actor, { kind, code, personId: person, days: isDone ? null : days });
			redirect(303, isDone ? '/desk?done' : '/desk?put_off');
		}
	)
};
