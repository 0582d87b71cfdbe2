import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords } from '#access/doors/form.ts';
import { conversationWith } from '#gathering/conversations/conversations.server.ts';
import { waysTo } from '#gathering/conversations/ways.server.ts';
import { beginConversation, partnersAtMost, writeToDesk } from '#gathering/conversations/writing.server.ts';
import { findPeople } from '#gathering/directory/directory.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf, uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { profileFor } from '#people/profiles/profiles.server.ts';
import { cutText } from '#platform/text/clean.ts';
import { answerLetter, letterToAnswer } from '#telling/letters/answering.server.ts';

const nobody = { toDesk: false, letter: null, people: [], asks: false, found: [], q: '' };

export const load = door('message.write', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const letterId = z.uuid().safeParse(searchParams.get('letter')).data;
	if (letterId) {
		const letter = await readNetwork(actor, (db) => letterToAnswer(db, actor, letterId));
		return { ...nobody, letter, ticket: crypto.randomUUID() };
	}
	const to = [...new Set(searchParams.getAll('to'))].slice(0, partnersAtMost);
	if (to[0] === 'desk') {
		const known = await conversationWith(actor, 'desk');
		if (known) redirect(303, `/messages/${known}`);
		return { ...nobody, toDesk: true, ticket: crypto.randomUUID() };
	}
	const ids = to.filter((id) => z.uuid().safeParse(id).success);
	if (ids.length === 1 && !searchParams.has('q')) {
		const known = await conversationWith(actor, ids[0]!);
		if (known) redirect(303, `/messages/${known}`);
	}
	const q = cutText(searchParams.get('q') ?? '', 60);
	return readNetwork(actor, async (db) => {
		const [people, ways, found] = await Promise.all([
			Promise.all(ids.map((id) => profileFor(db, actor, id))),
			waysTo(db, actor, ids),
			q ? findPeople(db, actor, q, {}, undefined, 8) : []
		]);
		return {
			...nobody,
			people: people.map(({ personId, familyName, givenName, familyKana, givenKana, pictureId }) => ({
				personId,
				familyName,
				givenName,
				familyKana,
				givenKana,
				pictureId
			})),
			asks: ids.some((id) => ways.get(id) === 'ask'),
			found: found.filter((one) => !ids.includes(one.personId) && one.personId !== actor.personId),
			q,
			ticket: crypto.randomUUID()
		};
	});
});

const letterField = z.union([z.uuid(), z.literal('')]).default('');

export const actions = {
	default: act(
		'message.write',
		z.object({
			...writtenFields,
			...uploadFields,
			to: chosen(z.string()),
			title: someWords(100),
			letter: letterField
		}),
		async ({ actor }, { to, title, letter, uploads, ...words }, form) => {
			const said = {
				...words,
				uploads: [...uploads, ...(await addAll(actor, form))],
				alts: altsOf(form)
			};
			const people = to.filter((one) => z.uuid().safeParse(one).success);
			const id = letter
				? await answerLetter(actor, letter, said)
				: to[0] === 'desk'
					? await writeToDesk(actor, said)
					: await beginConversation(actor, people, title, said);
			redirect(303, `/messages/${id}`);
		}
	)
};
