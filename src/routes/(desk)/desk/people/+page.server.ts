import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { words } from '#access/doors/form.ts';
import { tagsIn } from '#people/notes/tags.ts';
import { Invalid } from '#platform/http/failures.ts';
import { listAtMost } from '#returning/outreach/outreach.ts';
import {
	idsChosen,
	lookAtPeople,
	people,
	tagPeople,
	type Chosen
} from '#seeing/people-list/looking.server.ts';
import { askedAt } from '../asked.ts';
import { viewActions } from '../lists.server.ts';
import { chosenOf, whom } from './choosing.ts';

/** So many people get a tag at once. */
const taggedAtMost = 10_000;

export const load = door('person.see', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const referral = z.uuid().safeParse(query.get('referral')).data;
	return {
		removed: query.has('removed'),
		referral,
		table: await lookAtPeople(actor, query, referral ? `?referral=${referral}` : '')
	};
});

async function someOf(
	actor: Parameters<typeof idsChosen>[0],
	chosen: Chosen,
	limit: number
): Promise<string[]> {
	const ids = await idsChosen(actor, chosen, limit);
	if (ids.length === 0) throw new Invalid('nothing_chosen', 'person');
	return ids;
}

export const actions = {
	tag: act(
		'person.change',
		z.object({ ...whom, tag: words(40), how: z.enum(['give', 'take']) }),
		async ({ event, actor }, { tag, how, ...form }) => {
			const [called] = tagsIn(tag);
			if (!called) throw new Invalid('required', 'tag');
			const ids = await someOf(actor, chosenOf(form, askedAt(event.url)), taggedAtMost);
			return { tag: called, how, tagged: await tagPeople(actor, ids, called, how === 'give') };
		}
	),
	invite: act('invitation.send', z.object(whom), async ({ event, actor }, form) => {
		const query = askedAt(event.url);
		if (form.all) redirect(303, `/desk/invitations/new?${new URLSearchParams({ of: String(query) })}`);
		const ids = await someOf(actor, chosenOf(form, query), 100);
		redirect(303, `/desk/invitations/new?${new URLSearchParams(ids.map((id) => ['person', id]))}`);
	}),
	ask: act('outreach.ask', z.object(whom), async ({ event, actor }, form) => {
		const ids = await someOf(actor, chosenOf(form, askedAt(event.url)), listAtMost + 1);
		redirect(303, `/desk/outreach/list?${new URLSearchParams(ids.map((id) => ['person', id]))}`);
	}),
	...viewActions(people(), '/desk/people')
};
