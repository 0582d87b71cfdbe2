import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { revisionField } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { freshenOverview } from '#seeing/overview/freshening.server.ts';
import { askForCount, costsOf, overviewOf } from '#seeing/overview/overview.server.ts';
import { periods } from '#seeing/overview/overview.ts';
import { quadrantBoard } from '#seeing/quadrants/quadrants.server.ts';

export const load = door('overview.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const company = z.uuid().safeParse(searchParams.get('company')).data;
	const mayCount = may(actor, 'overview.count');
	const isCounting = mayCount && (await freshenOverview(actor));
	const [overview, board, costs] = await Promise.all([
		overviewOf(actor, company),
		quadrantBoard(actor, company),
		costsOf(actor)
	]);
	return {
		overview,
		board,
		costs,
		company: company ?? '',
		period: z.enum(periods).safeParse(searchParams.get('period')).data ?? 'quarter',
		maySetCosts: may(actor, 'settings.change'),
		mayCount,
		isCounting,
		saved: searchParams.get('saved'),
		query: String(searchParams)
	};
});

/** Yen, or nothing. Full-width digits and commas are read as well. */
const yenField = z
	.string()
	.max(30, 'not_a_number')
	.transform((text) => text.normalize('NFKC').replaceAll(/[,\s¥円]/g, ''))
	.transform((text) => (text === '' ? null : Number(text)))
	.pipe(
		z
			.number('not_a_number')
			.int('not_a_number')
			.min(0, 'out_of_bounds')
			.max(1_000_000_000, 'out_of_bounds')
			.nullable()
	);

export const actions = {
	costs: act(
		'settings.change',
		z.object({
			revision: revisionField,
			costOfHiring: yenField,
			costOfRehire: yenField,
			costOfYear: yenField
		}),
		async ({ actor }, { revision, ...costs }) => {
			await saveSettings(actor, 'costs', revision, costs);
			redirect(303, '/desk/overview?saved=costs#costs');
		}
	),
	count: act('overview.count', z.object({}), async ({ actor }) => {
		await askForCount(actor);
		redirect(303, '/desk/overview?saved=count');
	})
};
