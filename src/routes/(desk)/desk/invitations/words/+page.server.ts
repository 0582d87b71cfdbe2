import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { testInvitation } from '#people/invitations/own-letter.server.ts';
import { invitationWords, saveInvitationWords } from '#people/invitations/words.server.ts';
import { wordsForm } from './fields.ts';

export const load = door('invitation.send', async ({ event, actor }) => {
	const language = event.url.searchParams.get('language') ?? event.locals.locale;
	return {
		words: await invitationWords(actor),
		language: language === 'en' ? ('en' as const) : ('ja' as const),
		saved: event.url.searchParams.has('saved')
	};
});

export const actions = {
	save: act('invitation.send', wordsForm, async ({ actor }, { language, ...words }) => {
		await saveInvitationWords(actor, language, words);
		redirect(303, `/desk/invitations/words?language=${language}&saved`);
	}),
	/** Sends what is in the form, saved or not, to whoever wrote it. */
	test: act('invitation.send', wordsForm, async ({ actor }, { language, subject, words, revision }) => ({
		tested: await testInvitation(actor, language, { subject, words }),
		values: { language, subject, words, revision: String(revision) }
	}))
};
