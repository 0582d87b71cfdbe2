import { expect, test } from 'vitest';
import type { Entry } from './merge.ts';
import { sameStays, type Stay } from './same-stays.ts';

const stay: Stay = {
	companyId: 'parent',
	companyJa: '株式会社ひかり製作所',
	companyEn: 'Hikari Works',
	startedOn: '2011-04-01',
	endedOn: '2020-06-30',
	department: '製造部',
	title: '',
	employment: '正社員'
};
const entry = (...stays: Stay[]) => ({ stays }) as unknown as Entry;

test.each<[string, Stay[], { field: string; goes: string }[][]]>([
	['the same in everything', [stay], [[]]],
	['with a title that only the other one has, which is taken over', [{ ...stay, title: '主任' }], [[]]],
	[
		'which ends on another day, in another department',
		[{ ...stay, endedOn: '2020-07-31', department: '製造一部' }],
		[
			[
				{ field: 'endedOn', goes: '2020-07-31' },
				{ field: 'department', goes: '製造一部' }
			]
		]
	],
	['begun on another day: two stays', [{ ...stay, startedOn: '2011-04-02' }], []],
	['at another company of the same name: two stays', [{ ...stay, companyId: 'other' }], []]
])('a stay %s', (_, theirs, expected) => {
	const found = sameStays(entry(stay), entry(...theirs));
	expect(found.map(({ differences }) => differences)).toMatchObject(expected);
});
