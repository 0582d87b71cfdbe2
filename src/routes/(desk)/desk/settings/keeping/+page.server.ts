import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { revisionField } from '#access/doors/form.ts';
import { keepingOf, previewKeeping, saveKeeping, type KeepWish } from '#access/keeping/keeping.server.ts';
import { settable } from '#access/keeping/kinds.ts';

export const load = door('settings.change', async ({ event, actor }) => ({
	keeping: await keepingOf(actor),
	saved: event.url.searchParams.has('saved')
}));

const daysField = (least: number, most: number) =>
	z
		.string()
		.trim()
		.min(1, 'required')
		.transform(Number)
		.pipe(
			z
				.number('not_a_number')
				.int('not_a_number')
				.min(least, 'out_of_bounds')
				.max(most, 'out_of_bounds')
		);
const schema = z.object({
	revision: revisionField,
	...Object.fromEntries(settable.map(([kind, { least, most }]) => [kind, daysField(least, most)]))
});
type Sent = KeepWish & { revision: number };

export const actions = {
	/** Says what would be deleted, and saves nothing. */
	preview: act('settings.change', schema, async ({ actor }, sent) => {
		const { revision: _, ...wish } = sent as Sent;
		return { counts: await previewKeeping(actor, wish), wish };
	}),
	save: act('settings.change', schema, async ({ actor }, sent) => {
		const { revision, ...wish } = sent as Sent;
		await saveKeeping(actor, revision, wish);
		redirect(303, '/desk/settings/keeping?saved');
	})
};
