import { hashOfSession } from '#access/accounts/session-token.ts';
import { appPool } from '#platform/database/connection.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** Someone who left, signed in, and can still come back. They are no member: nothing but that is open to them. */
export type SignedInAfterLeaving = {
	accountId: string;
	personId: string;
	until: Date;
	locale: Locale;
	timeZone: string;
};

/** Whose session it is of those who left and can still come back. */
export async function leftWith(token: string, networkId: string): Promise<SignedInAfterLeaving | undefined> {
	const { rows } = await appPool().query({
		name: 'left',
		text: 'select * from left_with($1, $2)',
		values: [hashOfSession(token), networkId]
	});
	const row = rows[0];
	return (
		row && {
			accountId: row.account_id,
			personId: row.person_id,
			until: row.until,
			locale: row.locale,
			timeZone: row.time_zone
		}
	);
}

/** What stays open to them. */
const openPaths = ['/stay', '/sign-out', '/language', '/logo', '/look.css', '/manifest.webmanifest', '/up'];

/** Where someone who left is led, whatever they ask for: to the page on which they can come back. */
export function wayBack({ pathname }: URL): string | undefined {
	return openPaths.some((path) => pathname === path || pathname.startsWith(`${path}/`))
		? undefined
		: '/stay';
}
