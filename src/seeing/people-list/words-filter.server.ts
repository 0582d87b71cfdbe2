import { sql } from 'kysely';
import { writtenFor } from '#people/tenures/department-name.ts';
import type { ListFilter } from '#platform/table/list.server.ts';

/**
 * Words that a column has: one of them is enough. Which of the column's values have one is asked of each value once, as an
 * index of the column has them, and not of each row. Words of a usual English name stand for what the company writes. Each of these values is a part of the list, which an index has by name.
 */
export const wordsFilter = (name: 'department' | 'title'): ListFilter => ({
	kind: 'words',
	fits: (values) => sql<boolean>`r.${sql.ref(name)} = any (array(${valuesWith(name, values)}))`,
	parts: (values, part) => sql`
		select r.*
		from (${valuesWith(name, values)}) fitting
		cross join lateral (${part(sql`r.${sql.ref(name)} = fitting.value`)}) r
	`
});

/** SQL: the values of a column that have one of the words. The recursion looks into the index once for each value. */
const valuesWith = (name: 'department' | 'title', asked: string[]) => {
	const column = sql.ref(name);
	const words = asked.flatMap((word) => [word, ...writtenFor(name, word)]);
	return sql`
		with recursive step as (
			(
				select v.${column} as value
				from directory.person_row v
				order by v.${column}
				limit 1
			)
			union all
			select n.value
			from step s
			cross join lateral (
				select v.${column} as value
				from directory.person_row v
				where v.${column} > s.value
				order by v.${column}
				limit 1
			) n
		)
		select s.value
		from step s
		where exists (
			select
			from unnest(${words}::text[]) word
			where strpos(directory.fold(s.value), directory.fold(word)) > 0
		)
	`;
};
