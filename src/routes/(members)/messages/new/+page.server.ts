import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords } from '#access/doors/form.ts';
import { conversationWith } from '#gathering/conversations/conversations.server.ts';
import { waysTo } from '#gathering/conversations/ways.server.ts';
import { beginConversation, partnersAtMost, writeToDesk } from '#gathering/conversations/writing.server.ts';
import { findPeople } from '#gathering/directory/directory.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { profileFor } from '#people/profiles/profiles.server.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = door('message.write', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const to = [...new Set(searchParams.getAll('to'))].slice(0, partnersAtMost);
	if (to[0] === 'desk') {
		const known = await conversationWith(actor, 'desk');
		if (known) redirect(303, `/messages/${known}`);
		return { toDesk: true, people: [], asks: false, found: [], q: '', ticket: crypto.randomUUID() };
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
			toDesk: false,
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

export const actions = {
	default: act(
		'message.write',
		z.object({ ...writtenFields, ...uploadFields, to: chosen(z.string()), title: someWords(100) }),
		async ({ actor }, { to, title, uploads, ...said }, form) => {
			const all = [...uploads, ...(await addAll(actor, form))];
			const id =
				to[0] === 'desk'
					? await writeToDesk(actor, { ...said, uploads: all })
					: await beginConversation(
							actor,
							to.filter((one) => z.uuid().safeParse(one).success),
							title,
							{ ...said, uploads: all }
						);
			redirect(303, `/messages/${id}`);
		}
	)
};
