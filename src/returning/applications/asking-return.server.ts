import { notify } from '#gathering/notifications/notify.server.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';

/** Asks the desk to record the return of an applicant of whom another system told that they were hired. */
export async function askForReturn(
	db: Db,
	where: InNetwork,
	applicationId: string,
	personId: string
): Promise<void> {
	const desk = await stewards(db);
	await notify(db, where, {
		kind: 'hired',
		to: desk.map((steward) => steward.personId),
		by: personId,
		subjectId: applicationId,
		path: `/desk/applications/${applicationId}`,
		about: ''
	});
}
