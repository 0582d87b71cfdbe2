import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { revisionField, someWords, words } from '#access/doors/form.ts';
import {
	addCompany,
	changeCompany,
	closeCompany,
	companiesAtDesk,
	deleteCompany,
	reopenCompany
} from '#people/companies/companies-at-desk.server.ts';

export const load = door('settings.change', async ({ event, actor }) => ({
	companies: await companiesAtDesk(actor),
	saved: event.url.searchParams.get('saved')
}));

const wish = z.object({
	nameJa: words(100),
	nameEn: someWords(100),
	parentId: z.union([z.literal('').transform(() => null), z.uuid()])
});
const at = z.object({ companyId: z.uuid(), revision: revisionField });
type Wish = z.output<typeof wish>;

/** A company without a name of its own in English has one name. */
const named = ({ nameJa, nameEn, parentId }: Wish) => ({ nameJa, nameEn: nameEn || nameJa, parentId });
const done = (what: string): never =>
	redirect(303, `/desk/settings/companies?saved=${what}#${what === 'new' ? 'new' : `company-${what}`}`);

export const actions = {
	add: act('settings.change', wish, async ({ actor }, company) => {
		await addCompany(actor, named(company));
		done('new');
	}),
	change: act('settings.change', at.extend(wish.shape), async ({ actor }, company) => {
		await changeCompany(actor, company, named(company));
		done(company.companyId);
	}),
	close: act('settings.change', at, async ({ actor }, company) => {
		await closeCompany(actor, company);
		done(company.companyId);
	}),
	reopen: act('settings.change', at, async ({ actor }, company) => {
		await reopenCompany(actor, company);
		done(company.companyId);
	}),
	remove: act('settings.change', at, async ({ actor }, company) => {
		await deleteCompany(actor, company);
		done('new');
	})
};
