import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { clockField, chosen, revisionField, someWords, zoneField } from '#access/doors/form.ts';
import { purposes } from '#people/consents/consent.ts';
import { sourceOf } from '#people/consents/source.ts';
import { revisitReasons } from '#people/departures/departures.server.ts';
import { answerableReasons, isReasonCode } from '#people/departures/reason.ts';
import { ownTellings } from '#people/second-tellings/second-tellings.server.ts';
import { ownLastDay } from '#people/send-offs/leaver.server.ts';
import { thoughtOfForm } from '#people/send-offs/send-off-form.ts';
import { ownWishToBeThoughtOf, saveOwnThoughtOf } from '#people/send-offs/thought-of.server.ts';
import { ownPage, saveConsents, saveReach } from '#people/persons/self.server.ts';
import { answers } from '#people/standings/standing.ts';
import { sayStanding } from '#people/standings/standings.server.ts';
import { today } from '#platform/clock/today.ts';
import { zoneNames } from '#platform/clock/zones.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const [page, tellings, lastDay, because] = await Promise.all([
		ownPage(actor),
		ownTellings(actor),
		ownLastDay(actor),
		ownWishToBeThoughtOf(actor)
	]);
	return {
		...page,
		tellings,
		lastDay,
		because,
		saved: event.url.searchParams.get('saved'),
		zones: zoneNames(page.person.timeZone)
	};
});

const reach = z.object({
	mailsPerMonth: z.coerce.number().int().min(0).max(31),
	quietFrom: clockField,
	quietUntil: clockField,
	doNotContact: z.string().optional().transform(Boolean),
	timeZone: zoneField,
	presentCompany: someWords(200)
});

export const actions = {
	standing: act(
		'standing.say',
		z.object({
			canReturn: z.enum(answers).default('unknown'),
			wantsToReturn: z.enum(answers).default('unknown'),
			wouldChange: chosen(
				z.string().refine((code) => answerableReasons.some((reason) => reason.code === code))
			),
			note: someWords(2000)
		}),
		async ({ actor }, { note, wouldChange, ...standing }) => {
			await sayStanding(actor, standing, wouldChange, note);
			redirect(303, '/me?saved=standing#standing');
		}
	),
	reasons: act(
		'reasons.say',
		z.object({ reasons: chosen(z.string().refine(isReasonCode)), words: someWords(4000) }),
		async ({ actor, network }, { reasons, words }) => {
			await revisitReasons(actor, reasons, words, today(network.timeZone));
			redirect(303, '/me?saved=reasons#reasons');
		}
	),
	thoughtOf: act('reasons.say', thoughtOfForm, async ({ actor }, { because }) => {
		await saveOwnThoughtOf(actor, because);
		redirect(303, '/me?saved=thought-of#thought-of');
	}),
	consents: act(
		'me.change',
		z.object({ consents: chosen(z.enum(purposes)), notice: revisionField.default(0) }),
		async ({ event, actor }, { consents, notice }) => {
			await saveConsents(actor, consents, notice, sourceOf('page', '/me', event.getClientAddress()));
			redirect(303, '/me?saved=consents#consents');
		}
	),
	reach: act('me.change', reach, async ({ actor }, wish) => {
		await saveReach(actor, wish);
		redirect(303, '/me?saved=reach#reach');
	})
};
