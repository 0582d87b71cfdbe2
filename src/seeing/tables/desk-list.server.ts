import type { Actor } from '#access/actor/actor.server.ts';
import type { Permission } from '#access/policy/policy.ts';
import type { List } from '#platform/table/list.server.ts';
import type { Asked } from '#platform/table/table.ts';
import type { Linked } from './shown.server.ts';

/** A list as the desk uses it: what it is for a reader, who may look at it and take it away, and where its rows lead. */
export type DeskList<R> = {
	list: (actor: Actor) => List<R>;
	linked: (actor: Actor) => Linked<R>;
	permission: Permission;
	exported: { permission: Permission; as: 'people.export' | 'list.export' | 'audit.export' };
	/** What is asked where an address asks nothing. */
	usual?: URLSearchParams;
	/** What is done before the list is read: what is on record, and what is made ready. */
	begin?: (actor: Actor, asked: Asked) => Promise<void>;
};

/** How most lists are taken away: by the desk, and on record as a list. */
export const byTheDesk = { permission: 'person.export', as: 'list.export' } as const;

/** What a form or a file is for: the rows that were ticked, or all that the list shows over all of its pages. */
export type Chosen = { rows: readonly string[]; isAll: boolean; query: URLSearchParams };
