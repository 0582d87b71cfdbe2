import { redirect } from '@sveltejs/kit';
import { act, door } from '#access/doors/doors.server.ts';
import { segmentNames } from '#seeing/segments/segments.server.ts';
import { letterForm } from '#telling/letters/letter-form.ts';
import { draftLetter, signers } from '#telling/letters/letters.server.ts';

export const load = door('letter.write', async ({ event, actor }) => ({
	segmentId: event.url.searchParams.get('segment') ?? '',
	signers: await signers(actor),
	segments: await segmentNames(actor)
}));

export const actions = {
	default: act('letter.write', letterForm, async ({ actor }, draft) => {
		redirect(303, `/desk/letters/${await draftLetter(actor, draft)}`);
	})
};
