import { sql } from 'kysely';
import { publishedTotal } from '#seeing/published/boards.server.ts';
import { count, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const unlocks = resource({
	name: 'unlocks',
	tag: 'Figures',
	singular: 'Unlock',
	summary: 'Which reasons hold people back, counted',
	description:
		'By reason, over all quadrants, as published for the week and rounded to five. Figures below five are given as null.',
	scope: 'figures.read',
	key: 'text',
	fields: {
		id: text.describe('The code of the reason.'),
		people: orNull(count),
		wouldReturn: orNull(count),
		wished: orNull(count)
	},
	rows: sql`
		select u.code as id,
			${publishedTotal('unlocks', sql`u.code`)} as people,
			${publishedTotal('would_return', sql`u.code`)} as would_return,
			${publishedTotal('wished', sql`u.code`)} as wished
		from (
			select distinct row_key as code
			from published_figure
			where board in ('unlocks', 'would_return', 'wished')
		) u
	`
});

/** What is counted. Figures about fewer than five people are not given. */
export const figureOperations = unlocks.operations;
