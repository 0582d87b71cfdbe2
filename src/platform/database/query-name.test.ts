import { expect, test } from 'vitest';
import { queryName } from './query-name.ts';

test.each([
	[
		'select "p"."person_id" from "post" as "p" join person q on true where x = $1 for update',
		'select post person'
	],
	[
		'with due as (select 1 from mail), old as materialized (select 2 from due) select * from old join network n',
		'select mail network'
	],
	[
		'with gone as (delete from hr_import where x returning 1) insert into audit select from gone',
		'delete hr_import audit'
	],
	['insert into mail (a) values ($1) on conflict (a) do update set a = 1', 'insert mail'],
	['update ground.breath set taken_at = now()', 'update ground.breath'],
	[`select leave_job($1, $2::jsonb, null, now())`, 'select leave_job'],
	[`select 'from yamada' -- from goro\nfrom post`, 'select post'],
	['set local okaeri.network_id = 1', 'set'],
	['commit', 'commit']
])('%s', (text, name) => expect(queryName(text)).toBe(name));
