import { sql } from 'kysely';
import { id, instant, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const referrals = resource({
	name: 'referrals',
	tag: 'Returning',
	singular: 'Referral',
	summary: 'Whom members named, and what came of it',
	scope: 'contacts.read',
	isConfidential: true,
	fields: {
		id,
		byId: id,
		name: text,
		personId: orNull(id),
		openingId: orNull(id),
		state: text,
		madeAt: instant
	},
	rows: sql`
		select referral_id as id, by_id, name, person_id, opening_id, state, made_at
		from referral
	`
});

const outreaches = resource({
	name: 'outreaches',
	tag: 'Returning',
	singular: 'Outreach',
	summary: 'Who was asked to write to whom, and how it went',
	scope: 'contacts.read',
	isConfidential: true,
	fields: {
		id,
		personId: id,
		callerId: id,
		tie: text,
		state: text,
		askedAt: instant,
		sentAt: orNull(instant)
	},
	rows: sql`
		select outreach_id as id, person_id, caller_id, tie, state, asked_at, sent_at
		from outreach
	`
});

/** Who named whom, and who was asked to write to whom. */
export const referralOperations = [referrals, outreaches].flatMap(({ operations }) => operations);
