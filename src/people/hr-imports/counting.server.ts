import { sql, type RawBuilder } from 'kysely';
import { goesOn } from '#people/tenures/employed.server.ts';

/**
 * What an import holds, as a query for one `jsonb` value that fits `Counts`. A person counts by their
 * latest tenure.
 */
export function countRows(hrImportId: string): RawBuilder<unknown> {
	return sql`
		with
			r as (
				select person_id, started_on, ended_on, verdict, effect, findings
				from hr_import_row
				where hr_import_id = ${hrImportId}::uuid
			),
			loaded as (
				select * from r
				where effect is not null
			),
			latest as (
				select distinct on (person_id) person_id, ended_on
				from loaded
				order by person_id, started_on desc
			)
		select jsonb_build_object(
			'rows', (select count(*) from r),
			'people', (select count(*) from latest),
			'tenures', (select count(*) from loaded),
			'leavers', (select count(*) from latest where not ${goesOn('latest')}),
			'employed', (select count(*) from latest where ${goesOn('latest')}),
			'leaving', (select count(*) from latest where ended_on is not null and ${goesOn('latest')}),
			'doubtful', (select count(*) from r where verdict = 'doubtful'),
			'refused', (select count(*) from r where verdict = 'refused'),
			'findings', (
				select coalesce(jsonb_object_agg(finding, n), '{}')
				from (
					select unnest(findings) as finding, count(*) as n
					from r
					group by 1
				) f
			),
			'differences', (
				select count(*) from hr_import_difference
				where hr_import_id = ${hrImportId}::uuid
			),
			'effects', (
				select coalesce(jsonb_object_agg(effect, n), '{}')
				from (
					select effect, count(*) as n
					from loaded
					group by effect
				) e
			)
		)
	`;
}
