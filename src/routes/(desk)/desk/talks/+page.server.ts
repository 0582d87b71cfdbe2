import { door } from '#access/doors/doors.server.ts';
import { hostsWithoutPledge } from '#returning/meeting-rules/meeting-rules.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { talks } from '#seeing/talk-list/talk-list.server.ts';
import { viewActions } from '../lists.server.ts';

export const load = door('talks.see', async ({ event, actor }) => ({
	table: await lookAt(actor, talks, event.url.searchParams),
	withoutPledge: await hostsWithoutPledge(actor)
}));

export const actions = viewActions(talks, '/desk/talks');
