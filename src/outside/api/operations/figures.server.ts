import { sql, type RawBuilder } from 'kysely';
import { count, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

/** The sum of a column, or null if it is under five (rule 1). `column` is our own word. */
const fromFive = (column: string): RawBuilder<unknown> => {
	const sum = sql.raw(`sum(${column})`);
	return sql`case when ${sum} >= 5 then ${sum}::int end`;
};

const unlocks = resource({
	name: 'unlocks',
	tag: 'Figures',
	singular: 'Unlock',
	summary: 'Which reasons hold people back, counted',
	description: 'By reason, over all quadrants. Figures below five are given as null.',
	scope: 'figures.read',
	key: 'text',
	fields: {
		id: text.describe('The code of the reason.'),
		people: orNull(count),
		wouldReturn: orNull(count),
		wished: orNull(count)
	},
	rows: sql`
		select code as id,
			${fromFive('people')} as people,
			${fromFive('would_return')} as would_return,
			${fromFive('wished')} as wished
		from unlock_tally
		group by code
	`
});

/** What is counted. Figures about fewer than five people are not given. */
export const figureOperations = unlocks.operations;
