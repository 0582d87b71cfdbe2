import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { provedDoor } from '#access/doors/proof.server.ts';
import * as m from '#locales/messages.ts';
import { exportPeople } from '#seeing/people-list/looking.server.ts';
import { fileAnswer } from '../../file-answer.server.ts';
import { chosenOf, whom } from '../choosing.ts';

export const GET = provedDoor('person.export', ({ event, actor, network }) => {
	const query = event.url.searchParams;
	const asked = z.object(whom).safeParse({
		...(query.has('all') ? { all: query.get('all') } : {}),
		person: query.getAll('person')
	}).data;
	if (!asked) error(404);
	return fileAnswer(query, network, { plain: 'people', said: m.desk_people() }, (format) =>
		exportPeople(actor, chosenOf(asked, query), format)
	);
});
