import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField, someWords, words } from '#access/doors/form.ts';
import { changeNote, removeNote, saveTags, writeNote } from '#people/notes/notes.server.ts';
import { tagsIn } from '#people/notes/tags.ts';
import { recordOf } from '#people/persons/record.server.ts';

export const load = door('person.change', async ({ event, actor }) => ({
	person: await recordOf(actor, idOf(event.params.person)),
	saved: event.url.searchParams.has('saved')
}));

const backTo = (personId: string): never => redirect(303, `/desk/people/${personId}/notes?saved`);

export const actions = {
	write: act('person.change', z.object({ words: words(4000) }), async ({ event, actor }, note) => {
		const personId = idOf(event.params.person);
		await writeNote(actor, personId, note.words);
		backTo(personId);
	}),
	change: act(
		'person.change',
		z.object({ note: z.uuid(), revision: revisionField, changed: words(4000) }),
		async ({ event, actor }, { note, revision, changed }) => {
			const personId = idOf(event.params.person);
			await changeNote(actor, personId, note, changed, revision);
			backTo(personId);
		}
	),
	remove: act('person.change', z.object({ note: z.uuid() }), async ({ event, actor }, { note }) => {
		const personId = idOf(event.params.person);
		await removeNote(actor, personId, note);
		backTo(personId);
	}),
	tags: act(
		'person.change',
		z.object({ tags: someWords(1000).transform(tagsIn) }),
		async ({ event, actor }, { tags }) => {
			const personId = idOf(event.params.person);
			await saveTags(actor, personId, tags);
			backTo(personId);
		}
	)
};
