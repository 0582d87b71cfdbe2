import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { reachOfThing } from '#seeing/reach/reach.server.ts';
import { askApproval } from '#telling/letters/approving.server.ts';
import { copyLetter, correctLetter } from '#telling/letters/correcting.server.ts';
import { letterForm, letterWords } from '#telling/letters/letter-form.ts';
import {
	letterAtDesk,
	saveLetter,
	signers,
	toldOfLetter,
	withdrawLetter
} from '#telling/letters/letters.server.ts';
import { sendLetterNow, stopLetter } from '#telling/letters/publishing.server.ts';
import { segmentNames } from '#seeing/segments/segments.server.ts';
import { correctionsOf } from '#telling/corrections/corrections.server.ts';
import { wishedFor } from '#telling/holding/hold.ts';

export const load = door('letter.write', async ({ event, actor }) => {
	const letterId = idOf(event.params.letter);
	const [letter, all, corrections, told, segments] = await Promise.all([
		letterAtDesk(actor, letterId),
		signers(actor),
		correctionsOf(actor, { letterId }),
		toldOfLetter(actor, letterId),
		segmentNames(actor)
	]);
	const steps = letter.status === 'published' ? await reachOfThing(actor, letterId) : undefined;
	return { letter, signers: all, corrections, told, steps, segments };
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
	ask: act(
		'letter.write',
		z.object({ revision, wishedFor }),
		async ({ event, actor }, { revision, wishedFor }) => {
			const letterId = idOf(event.params.letter);
			await askApproval(actor, letterId, revision, wishedFor);
			redirect(303, `/desk/letters/${letterId}`);
		}
	),
	stop: act('letter.write', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const letterId = idOf(event.params.letter);
		await stopLetter(actor, letterId, revision);
		redirect(303, `/desk/letters/${letterId}`);
	}),
	sendNow: act('letter.write', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const letterId = idOf(event.params.letter);
		await sendLetterNow(actor, letterId, revision);
		redirect(303, `/desk/letters/${letterId}`);
	}),
	correct: act(
		'letter.write',
		letterWords.extend({ revision }),
		async ({ event, actor }, { revision, ...words }) => {
			const letterId = idOf(event.params.letter);
			await correctLetter(actor, letterId, revision, words);
			redirect(303, `/desk/letters/${letterId}`);
		}
	),
	copy: act('letter.write', z.object({}), async ({ event, actor }) => {
		redirect(303, `/desk/letters/${await copyLetter(actor, idOf(event.params.letter))}`);
	}),
	withdraw: act('letter.write', z.object({ revision }), async ({ event, actor }, { revision }) => {
		const letterId = idOf(event.params.letter);
		await withdrawLetter(actor, letterId, revision);
		redirect(303, `/desk/letters/${letterId}`);
	})
};
