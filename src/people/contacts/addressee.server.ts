import { nameFields } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { afterQuietHours } from './contact.ts';

/** Someone to write to: their name, their address, and how they read. */
export type Addressee = Named & { personId: string; email: string; locale: Locale; timeZone: string };

/** A person as the addressee of a mail; undefined where we have no address of theirs. */
export async function addresseeOf(db: Db, personId: string): Promise<Addressee | undefined> {
	const found = await db
		.selectFrom('person as p')
		.innerJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'p.networkId').onRef('c.personId', '=', 'p.personId')
		)
		.select(['p.personId', 'p.locale', 'p.timeZone', 'c.email', ...nameFields('p')])
		.where('p.personId', '=', personId)
		.executeTakeFirst();
	return found && { ...found, locale: found.locale as Locale };
}

/** When a mail that nobody waits for may go to someone: now, or at the end of their quiet hours. */
export async function whenToMail(
	db: Db,
	{ personId, timeZone }: Pick<Addressee, 'personId' | 'timeZone'>
): Promise<Date> {
	const quiet = await db
		.selectFrom('contact')
		.select(['quietFrom as from', 'quietUntil as until'])
		.where('personId', '=', personId)
		.executeTakeFirst();
	return quiet ? afterQuietHours(new Date(), timeZone, quiet) : new Date();
}
