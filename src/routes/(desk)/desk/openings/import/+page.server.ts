import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { someWords } from '#access/doors/form.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { openingFeed, saveFeed } from '#returning/openings/feeds.server.ts';
import { importOpenings } from '#returning/openings/importing.server.ts';
import { audiences } from '#returning/openings/opening.ts';

export const load = door('opening.write', async ({ event, actor }) => {
	const [companies, feed] = await Promise.all([companiesOf(actor), openingFeed(actor)]);
	return { companies, feed, saved: event.url.searchParams.has('saved') };
});

const into = { companyId: z.uuid('required'), audience: z.enum(audiences).default('alumni') };

export const actions = {
	file: act(
		'opening.write',
		z.object({
			...into,
			isAll: z.string().optional().transform(Boolean),
			isTrial: z.string().optional().transform(Boolean)
		}),
		async ({ actor }, value, form) => {
			const file = form.get('file');
			if (!(file instanceof File)) throw new Invalid('no_file', 'file');
			return { imported: await importOpenings(actor, file, value), isTrial: value.isTrial };
		}
	),
	feed: act('opening.write', z.object({ ...into, url: someWords(1000) }), async ({ actor }, value) => {
		await saveFeed(actor, value);
		redirect(303, '/desk/openings/import?saved');
	})
};
