import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { markedAt } from '#people/departures/evidence.ts';
import { isReasonCode, reasons } from '#people/departures/reason.ts';
import { readsRestricted } from '#people/departures/restricted.server.ts';
import { settleGroups, settleSure, takeBackSettling } from '#people/departures/settling.server.ts';
import { groupKey, groupsAtOnce } from '#people/departures/suggestion.ts';
import { suggestedReasons } from '#people/departures/suggestions.server.ts';
import { Invalid } from '#platform/http/failures.ts';

const pages = z.coerce.number().int().min(1).max(10_000).catch(1);

export const load = door('reasons.read', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const page = pages.parse(query.get('page') ?? 1);
	const suggested = await suggestedReasons(actor, page);
	return {
		suggested,
		groups: suggested.shown.map((group) => ({
			...group,
			pieces: markedAt(
				group.words,
				group.suggestions.flatMap(({ restsOn }) => restsOn)
			)
		})),
		codes: reasons
			.filter(({ restricted }) => !restricted || readsRestricted(actor))
			.map(({ code }) => code),
		done: suggested.lately.find(({ settlingId }) => settlingId === query.get('done')),
		wasUndone: query.has('undone'),
		next: suggested.groups > page * groupsAtOnce ? `?page=${page + 1}` : null
	};
});

const key = z.string().regex(groupKey, 'not_usable');
/** What is said of a group: its key, a slash, and a code or a person's words. Nothing where a list was left as it was. */
const saidOf = chosen(z.string().max(600, 'not_usable'));

/** What is said of this group in a form. */
const of = (group: string, all: readonly string[]) =>
	all.filter((said) => said.startsWith(`${group}/`)).map((said) => said.slice(group.length + 1));

export const actions = {
	settle: act(
		'reasons.read',
		z.object({ only: key.optional(), pick: chosen(key), codes: saidOf, except: saidOf }),
		async ({ actor }, { only, pick, codes, except }) => {
			const groups = only === undefined ? pick : [only];
			if (groups.length === 0) throw new Invalid('nothing_chosen');
			const settlingId = await settleGroups(
				actor,
				groups.map((group) => ({
					key: group,
					codes: of(group, codes).filter(isReasonCode),
					except: of(group, except)
				}))
			);
			redirect(303, `/desk/reasons?done=${settlingId}`);
		}
	),
	sure: act('reasons.read', z.object({}), async ({ actor }) => {
		redirect(303, `/desk/reasons?done=${await settleSure(actor)}`);
	}),
	undo: act('reasons.read', z.object({ settling: z.uuid() }), async ({ actor }, { settling }) => {
		await takeBackSettling(actor, settling);
		redirect(303, '/desk/reasons?undone');
	})
};
