import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { mayRunGroup } from '#access/policy/rules.ts';
import { groupFor } from '#gathering/groups/groups.server.ts';
import { answerAsked, membersAtOnce, membersOf, setHost } from '#gathering/groups/members.server.ts';
import { mayLookInside } from '#gathering/groups/visibility.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('group.see', async ({ event, actor }) => {
	const groupId = idOf(event.params.group);
	const place = z
		.object({ isHost: z.enum(['true', 'false']).transform((text) => text === 'true'), id: z.uuid() })
		.safeParse(Object.fromEntries(event.url.searchParams));
	const [group, members, asked] = await readAtOnce(actor, (db) =>
		Promise.all([
			groupFor(db, actor, groupId),
			membersOf(db, actor, groupId, 'in', place.data),
			membersOf(db, actor, groupId, 'asked')
		])
	);
	if (!mayLookInside(group)) throw new NotFound('Closed to them');
	const last = members.length === membersAtOnce ? members.at(-1) : undefined;
	const isHost = mayRunGroup(actor, group.myRole === 'host');
	return {
		group,
		members,
		asked: isHost ? asked : [],
		isHost,
		me: actor.personId,
		next: last ? `?isHost=${last.role === 'host'}&id=${last.personId}` : null
	};
});

const who = z.object({ person: z.uuid() });

export const actions = {
	answer: act(
		'group.see',
		who.extend({ isWelcome: z.enum(['yes', 'no']) }),
		async ({ event, actor }, { person, isWelcome }) => {
			await answerAsked(actor, idOf(event.params.group), person, isWelcome === 'yes');
			redirect(303, `/groups/${event.params.group}/members`);
		}
	),
	host: act(
		'group.see',
		who.extend({ isHost: z.enum(['yes', 'no']) }),
		async ({ event, actor }, { person, isHost }) => {
			await setHost(actor, idOf(event.params.group), person, isHost === 'yes');
			redirect(303, `/groups/${event.params.group}/members`);
		}
	)
};
