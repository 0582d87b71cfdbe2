import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { applicationsAtDesk, linesAtOnce } from '#returning/applications/handling.server.ts';
import { nextPage } from '#returning/openings/search-form.ts';

export const load = door('application.handle', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const isAll = searchParams.has('all');
	const applications = await applicationsAtDesk(
		actor,
		isAll,
		z.uuid().safeParse(searchParams.get('before')).data
	);
	return {
		applications,
		isAll,
		next:
			applications.length === linesAtOnce
				? nextPage(searchParams, applications.at(-1)!.applicationId)
				: null
	};
});
