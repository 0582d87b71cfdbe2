import { sql, type RawBuilder } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import type { ListColumn } from '#platform/table/list.server.ts';
import { segmentNames } from '#seeing/segments/segments.server.ts';

/** A segment to which the list is narrowed: SQL over the row `r`. */
export type AskedSegment = { segmentId: string; called: string; fits: RawBuilder<boolean> };

/** The list narrowed to segments: who is in one of them. */
export function segmentColumn<R>(actor: Actor, asked: readonly AskedSegment[]): ListColumn<R> {
	return {
		key: 'segment',
		label: m.column_segment,
		filter: {
			kind: 'choice',
			options: async () =>
				(await segmentNames(actor)).map(({ segmentId, called }) => ({
					value: segmentId,
					label: called
				})),
			fits: () =>
				asked.length === 0
					? sql<boolean>`false`
					: sql<boolean>`(${sql.join(
							asked.map(({ fits }) => fits),
							sql` or `
						)})`
		},
		cell: () => ({ text: asked.map(({ called }) => called).join(', ') })
	};
}
