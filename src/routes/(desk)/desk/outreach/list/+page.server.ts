import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords } from '#access/doors/form.ts';
import { askForList, proposeCallers } from '#returning/outreach/list.server.ts';
import { listAtMost } from '#returning/outreach/outreach.ts';

export const load = door('outreach.ask', async ({ event, actor }) => {
	const wished = [
		...new Set(event.url.searchParams.getAll('person').filter((id) => z.uuid().safeParse(id).success))
	];
	const asked = z.coerce.number().int().positive().catch(0).parse(event.url.searchParams.get('asked'));
	return { ...(await proposeCallers(actor, wished)), asked, isCut: wished.length > listAtMost };
});

/** A person and the caller to ask for them. The caller is empty when nobody is to be asked. */
const pair = z.string().transform((text, context) => {
	if (text === '') return null;
	const read = z.tuple([z.uuid(), z.uuid()]).safeParse(text.split(' '));
	if (read.success) return { personId: read.data[0], callerId: read.data[1] };
	context.addIssue({ code: 'custom', message: 'not_usable' });
	return z.NEVER;
});

export const actions = {
	default: act(
		'outreach.ask',
		z.object({
			pair: chosen(pair).refine((all) => all.length <= listAtMost, 'not_usable'),
			note: someWords(1000)
		}),
		async ({ actor }, { pair: pairs, note }) => {
			const { asked, notAsked } = await askForList(
				actor,
				pairs.filter((one) => one !== null),
				note
			);
			redirect(
				303,
				notAsked.length === 0
					? `/desk/outreach?asked=${asked}`
					: `/desk/outreach/list?asked=${asked}&${new URLSearchParams(notAsked.map((id) => ['person', id]))}`
			);
		}
	)
};
