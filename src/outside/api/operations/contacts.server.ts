import { sql } from 'kysely';
import { z } from 'zod';
import { id, instant, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const contacts = resource({
	name: 'contacts',
	tag: 'People',
	singular: 'Contact',
	summary: 'How people can be reached, and on what basis',
	scope: 'contacts.read',
	isConfidential: true,
	fields: {
		id: id.describe('The id of the person.'),
		email: orNull(text),
		basis: orNull(text),
		doNotContact: z.boolean()
	},
	rows: sql`
		select person_id as id, email, basis, do_not_contact
		from contact
	`
});

const consents = resource({
	name: 'consents',
	tag: 'People',
	singular: 'Consent',
	summary: 'What people agreed to, with the wording they saw',
	scope: 'contacts.read',
	isConfidential: true,
	fields: {
		id,
		personId: id,
		purpose: text,
		wording: text,
		givenAt: instant,
		withdrawnAt: orNull(instant)
	},
	rows: sql`
		select consent_id as id, person_id, purpose, wording, given_at, withdrawn_at
		from consent
	`
});

/** How people can be reached, and what they agreed to. */
export const contactOperations = [contacts, consents].flatMap(({ operations }) => operations);
