import { door } from '#access/doors/doors.server.ts';
import { applications } from '#seeing/application-list/application-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { viewActions } from '../lists.server.ts';

export const load = door('application.handle', async ({ event, actor }) => ({
	isUsual: event.url.searchParams.size === 0,
	table: await lookAt(actor, applications, event.url.searchParams)
}));

export const actions = viewActions(applications, '/desk/applications');
