import { door, formOf } from '#access/doors/doors.server.ts';
import { readForm } from '#access/doors/form.ts';
import { previewInvitation } from '#people/invitations/own-letter.server.ts';
import { invitationWords } from '#people/invitations/words.server.ts';
import { escape } from '#platform/mail/markup.ts';
import { wordsForm } from '../fields.ts';

/** The invitation with the saved words, as it looks. */
export const GET = door('invitation.send', async ({ event, actor }) => {
	const language = event.url.searchParams.get('language') === 'en' ? 'en' : 'ja';
	return page(await previewInvitation(actor, language, (await invitationWords(actor))[language]));
});

/** The invitation with the words that a form holds, saved or not. It is shown in a frame beside the form. */
export const POST = door('invitation.send', async ({ event, actor }) => {
	const read = readForm(await formOf(event.request), wordsForm);
	if (!read.ok) return new Response('', { status: 422 });
	return page(await previewInvitation(actor, read.value.language, read.value));
});

/** A letter under its subject, in a page that can neither run scripts nor load anything. */
function page({ subject, html }: { subject: string; html: string }): Response {
	const titled = html.replace(
		/<body[^>]*>/,
		(body) =>
			`${body}<p style="margin:16px 20px;font-family:system-ui,sans-serif"><b>${escape(subject)}</b></p>`
	);
	return new Response(titled.replace('<head>', '<head><base target="_blank">'), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
		}
	});
}
