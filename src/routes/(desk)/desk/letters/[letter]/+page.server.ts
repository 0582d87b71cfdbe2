import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { askApproval } from '#telling/letters/approving.server.ts';
import { letterForm } from '#telling/letters/letter-form.ts';
import { letterAtDesk, saveLetter, signers, withdrawLetter } from '#telling/letters/letters.server.ts';

export const load = door('letter.write', async ({ event, actor }) => {
	const [letter, all] = await Promise.all([letterAtDesk(actor, idOf(event.params.letter)), signers(actor)]);
	return { letter, signers: all };
});

const revision = revisionField;

export const actions = {
	save: act(
		'letter.write',
		letterForm.extend({ revision }),
		async ({ event, actor }, { revision, ...draft }) => {
			const letterId = idOf(event.params.letter);
			await saveLetter(actor, letterId, revision, draft);
			redirect(303, `/desk/letters/${letterId}`);
		}
	),
	ask: act('letter.write', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const letterId = idOf(event.params.letter);
		await askApproval(actor, letterId, revision);
		redirect(303, `/desk/letters/${letterId}`);
	}),
	withdraw: act('letter.write', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const letterId = idOf(event.params.letter);
		await withdrawLetter(actor, letterId, revision);
		redirect(303, `/desk/letters/${letterId}`);
	})
};
