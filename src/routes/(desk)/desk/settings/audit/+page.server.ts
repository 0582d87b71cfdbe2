import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { auditSetting, keepAuditFor, shipAuditTo, testShipping, ways } from '#access/audit/setting.server.ts';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { revisionField, someWords } from '#access/doors/form.ts';

/** For how many years the log can be kept; 0 stands for good. */
const years = [0, 1, 2, 3, 5, 7, 10] as const;

export const load = provedDoor('audit.set', async ({ event, actor }) => ({
	setting: await auditSetting(actor),
	years: [...years],
	saved: event.url.searchParams.get('saved')
}));

const part = z.object({ revision: revisionField, part: z.string().max(20) });
const yearField = z.coerce
	.number('not_a_number')
	.refine((wish) => years.some((choice) => choice === wish), 'not_usable');
const portField = z.coerce
	.number('not_a_number')
	.int('not_a_number')
	.min(1, 'out_of_bounds')
	.max(65_535, 'out_of_bounds');

export const actions = {
	keep: provedAct('audit.set', part.extend({ years: yearField }), async ({ actor }, wish) => {
		await keepAuditFor(actor, wish.revision, wish.years === 0 ? null : wish.years * 366);
		redirect(303, '/desk/settings/audit?saved=keep#keep');
	}),
	ship: provedAct(
		'audit.set',
		part.extend({
			way: z.enum(ways),
			host: someWords(255),
			port: portField.default(6514),
			certificate: someWords(20_000),
			url: someWords(2000)
		}),
		async ({ actor }, { revision, part: _, ...wish }) => {
			await shipAuditTo(actor, revision, wish);
			redirect(303, '/desk/settings/audit?saved=ship#ship');
		}
	),
	test: provedAct('audit.set', z.object({}), async ({ actor, network }) => {
		const problem = await testShipping(actor, network.slug);
		return { tested: { problem: problem ?? null } };
	})
};
