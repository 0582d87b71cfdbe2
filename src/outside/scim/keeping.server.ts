import { sql } from 'kysely';
import { belongsToAnother } from '#people/contacts/addresses.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Bearer } from '../tokens/tokens.server.ts';
import { ScimError } from './scim-error.ts';
import type { UserFields } from './user.ts';

/** Writes down somebody whom nobody knew yet. Gives their id. */
export async function newPerson(db: Db, { networkId }: Bearer, user: UserFields): Promise<string> {
	const network = await db.selectFrom('network').select(['locale', 'timeZone']).executeTakeFirstOrThrow();
	const { personId } = await db
		.insertInto('person')
		.values({
			networkId,
			familyName: user.familyName,
			givenName: user.givenName,
			locale: user.language ?? network.locale,
			timeZone: network.timeZone
		})
		.returning('personId')
		.executeTakeFirstOrThrow();
	return personId;
}

type How = { companyId: string; isNew: boolean; before?: UserFields };

/**
 * Keeps a person in step with their user: name, work address, number, and where they work. What members say of themselves
 * stays, and so does the address by which they sign in: nobody outside moves an account. Throws ScimError (uniqueness).
 */
export async function keepPerson(
	db: Db,
	bearer: Bearer,
	personId: string,
	user: UserFields,
	{ companyId, isNew, before }: How
): Promise<void> {
	const isMember = !isNew && (await hasAccount(db, personId));
	if (!isNew && !isMember) await keepName(db, personId, user);
	if (user.email && user.email !== before?.email) {
		if (await belongsToAnother(db, personId, user.email))
			throw new ScimError(409, 'This address is somebody else’s', 'uniqueness');
		if (!isMember) await keepAddress(db, bearer, personId, user.email, before?.email ?? null);
	}
	await keepNumber(db, bearer, personId, companyId, user.employeeNumber);
	await keepWork(db, personId, user, before);
}

async function hasAccount(db: Db, personId: string): Promise<boolean> {
	const found = await db
		.selectFrom('membership')
		.select('personId')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return found !== undefined;
}

async function keepName(
	db: Db,
	personId: string,
	{ familyName, givenName, language }: UserFields
): Promise<void> {
	await db
		.updateTable('person')
		.set({ familyName, givenName, ...(language ? { locale: language } : {}) })
		.where('personId', '=', personId)
		.where((by) =>
			by.or([
				by('familyName', '<>', familyName),
				by('givenName', '<>', givenName),
				...(language ? [by('locale', '<>', language)] : [])
			])
		)
		.execute();
}

/** An address that came from elsewhere, such as a private one, is not written over. */
async function keepAddress(
	db: Db,
	{ networkId }: Bearer,
	personId: string,
	email: string,
	before: string | null
): Promise<void> {
	await db
		.insertInto('contact')
		.values({ networkId, personId, email })
		.onConflict((conflict) =>
			conflict
				.columns(['networkId', 'personId'])
				.doUpdateSet({ email })
				.where('contact.email', '=', before ?? email)
		)
		.execute();
}

/** A number that is another person's stays theirs. */
async function keepNumber(
	db: Db,
	{ networkId }: Bearer,
	personId: string,
	companyId: string,
	number: string
): Promise<void> {
	if (!number) return;
	await db
		.insertInto('employeeNumber')
		.values({ networkId, companyId, number, personId })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Department and title of the stay, unless somebody wrote others there. */
async function keepWork(
	db: Db,
	personId: string,
	{ department, title }: UserFields,
	before: UserFields | undefined
): Promise<void> {
	await sql`
		update tenure
		set
			department = case when department in ('', ${before?.department ?? ''}) then ${department} else department end,
			title = case when title in ('', ${before?.title ?? ''}) then ${title} else title end
		where person_id = ${personId}
			and ended_on is null
			and (department, title) is distinct from (${department}, ${title})
	`.execute(db);
}
