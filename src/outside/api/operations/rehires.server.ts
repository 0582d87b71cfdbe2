import { sql } from 'kysely';
import { z } from 'zod';
import { day, id, instant, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const rehires = resource({
	name: 'rehires',
	tag: 'Returning',
	singular: 'Rehire',
	summary: 'Who came back, where and when; terms are not kept',
	scope: 'rehires.read',
	fields: {
		id,
		personId: id,
		companyId: id,
		tenureId: id,
		returnedOn: day,
		recordedAt: instant,
		said: z.array(text).describe('What they themselves say brought them back.')
	},
	rows: sql`
		select r.rehire_id as id, r.person_id, r.company_id, r.tenure_id,
			r.returned_on, r.recorded_at,
			array(
				select s.what
				from rehire_said s
				where s.rehire_id = r.rehire_id
				order by 1
			) as said
		from rehire r
	`
});

/** Who came back. */
export const rehireOperations = rehires.operations;
