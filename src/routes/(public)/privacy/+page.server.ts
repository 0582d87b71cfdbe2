import { z } from 'zod';
import { openDoor } from '#access/doors/doors.server.ts';
import { noticeWithVersions } from '#people/consents/notices.server.ts';

/** What the network says of the personal data that it keeps, in the version in force or an earlier one. */
export const load = openDoor(async ({ event, network }) => {
	const asked = event.url.searchParams.get('version');
	const version = z.coerce.number().int().min(1).max(2_147_483_647).safeParse(asked);
	return noticeWithVersions(network, asked === null ? undefined : version.success ? version.data : 0);
});
