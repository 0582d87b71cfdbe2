import { sql } from 'kysely';
import { z } from 'zod';
import { restrictedReasons } from '#people/departures/reason.ts';
import { day, id, instant, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const departures = resource({
	name: 'departures',
	tag: 'Confidential',
	singular: 'Departure',
	summary: 'Leavings with the reasons that count, told in confidence',
	description: 'Restricted reasons (harassment, health) and anyone’s own words are never given out.',
	scope: 'confidential.read',
	isConfidential: true,
	fields: {
		id: id.describe('The id of the tenure that ended.'),
		personId: id,
		leftOn: day,
		reasons: z.array(text)
	},
	rows: sql`
		select d.tenure_id as id, d.person_id, d.left_on,
			array(
				select r.code
				from departure_reason r
				where r.tenure_id = d.tenure_id
					and r.view = d.counting_view
					and r.code <> all (${[...restrictedReasons]}::text[])
				order by 1
			) as reasons
		from departure d
	`
});

const said = z.enum(['yes', 'no', 'unknown']);

const standings = resource({
	name: 'standings',
	tag: 'Confidential',
	singular: 'Standing',
	summary: 'Where people stand, as they last said, told in confidence',
	scope: 'confidential.read',
	isConfidential: true,
	fields: {
		id,
		personId: id,
		canReturn: said,
		wantsToReturn: said,
		quadrant: text,
		saidBy: text,
		saidAt: instant
	},
	rows: sql`
		select standing_id as id, person_id,
			can_return, wants_to_return, quadrant,
			said_by, said_at
		from standing
		where is_current
	`
});

const touchpoints = resource({
	name: 'touchpoints',
	tag: 'Confidential',
	singular: 'Touchpoint',
	summary: 'What happened between the network and a person',
	scope: 'confidential.read',
	isConfidential: true,
	fields: { id, personId: id, kind: text, happenedAt: instant },
	rows: sql`
		select touchpoint_id as id, person_id, kind, happened_at
		from touchpoint
	`
});

/** What people told in confidence. Needs a scope of its own, and each answer is in the audit log (rule 7). */
export const confidentialOperations = [departures, standings, touchpoints].flatMap(
	({ operations }) => operations
);
