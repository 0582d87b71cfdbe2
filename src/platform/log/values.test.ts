import { expect, test } from 'vitest';
import { withoutValues } from './values.ts';

test.each([
	[
		"Can't send mail: 550 5.1.1 <goro@example.jp>: no such user",
		"Can't send mail: 550 5.1.1 <…@…>: no such user"
	],
	['invalid input syntax for type uuid: "yamada"', 'invalid input syntax for type uuid: "…"'],
	['Unexpected token \'y\', "yamada" is not valid JSON', 'Unexpected token "…", "…" is not valid JSON'],
	['Key (email, kana)=(goro, ごろう) already exists', 'Key (email, kana)=(…) already exists'],
	['GET https://user:pw@example.com/goro?token=abc failed', 'GET https://… failed'],
	['connect to postgres://okaeri:secret@db/okaeri', 'connect to postgres://…'],
	['No such person: 中村 隆, 090-1234-5678', 'No such person: … …, …'],
	['getaddrinfo ENOTFOUND blog.goro.example.jp', 'getaddrinfo ENOTFOUND …'],
	['「転勤がつらい」 is not one of them', '"…" is not one of them'],
	[String.raw`"a \"yamada\" b" is not a name`, '"…" is not a name']
])('%s: what may be a person’s is left out', (words, left) => expect(withoutValues(words)).toBe(left));

test.each([
	'duplicate key value violates unique constraint "person_pkey"',
	'permission denied for table "mail" of 01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd',
	"Cannot read properties of undefined (reading 'map')",
	"It can’t be that it doesn't work: 12 of 2000 ms",
	'connect ECONNREFUSED 127.0.0.1:5432',
	'    at file:///srv/okaeri/src/worker.ts:12:34'
])('%s: what is ours stays', (words) => expect(withoutValues(words)).toBe(words));
