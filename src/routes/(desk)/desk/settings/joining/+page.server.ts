import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { revisionField, someWords } from '#access/doors/form.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { claimRules } from '#people/claims/claim.ts';
import { purposes, type Purpose } from '#people/consents/consent.ts';
import { noticeWithVersions, publishNotice } from '#people/consents/notices.server.ts';

export const load = door('settings.change', async ({ event, actor, network }) => {
	const [settings, { notice, versions }] = await Promise.all([
		settingsOf(actor),
		noticeWithVersions(network)
	]);
	return { settings, notice, versions, saved: event.url.searchParams.get('saved') };
});

const part = z.object({ revision: revisionField, part: z.string().max(20) });
const wording = someWords(500);
const noticeForm = part.extend({
	noticeJa: someWords(20_000),
	noticeEn: someWords(20_000),
	network_ja: wording,
	network_en: wording,
	return_mail_ja: wording,
	return_mail_en: wording,
	former_manager_ja: wording,
	former_manager_en: wording,
	group_sharing_ja: wording,
	group_sharing_en: wording
});

/** The network's own wordings: a purpose for which it wrote none keeps the product's. */
function ownWordings(wish: Omit<z.output<typeof noticeForm>, 'revision'>) {
	const own: { [purpose in Purpose]?: { ja: string; en: string } } = {};
	for (const purpose of purposes) {
		const [ja, en] = [wish[`${purpose}_ja`], wish[`${purpose}_en`]];
		if (ja || en) own[purpose] = { ja, en };
	}
	return own;
}

export const actions = {
	welcome: act(
		'settings.change',
		part.extend({ welcomeJa: someWords(2000), welcomeEn: someWords(2000) }),
		async ({ actor }, { revision, welcomeJa, welcomeEn }) => {
			await saveSettings(actor, 'welcome', revision, { welcomeJa, welcomeEn });
			redirect(303, '/desk/settings/joining?saved=welcome#welcome');
		}
	),
	claims: act(
		'settings.change',
		part.extend({
			claims: z.enum(claimRules),
			passingOn: z.enum(['off', 'employees', 'members'])
		}),
		async ({ actor }, { revision, claims, passingOn }) => {
			await saveSettings(actor, 'claims', revision, { claims, passingOn });
			redirect(303, '/desk/settings/joining?saved=claims#claims');
		}
	),
	notice: act('settings.change', noticeForm, async ({ actor }, { revision, ...wish }) => {
		const { noticeJa, noticeEn } = wish;
		await publishNotice(actor, revision, { noticeJa, noticeEn, purposes: ownWordings(wish) });
		redirect(303, '/desk/settings/joining?saved=notice#notice');
	})
};
