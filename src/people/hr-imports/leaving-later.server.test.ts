import { expect, test } from 'vitest';
import { readFile } from '#test/fixtures/hr-file.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const header = '社員番号,姓,名,メール,入社日,退職日,部署,役職,上司社員番号,退職理由\n';

test('who leaves later is counted among those who work here, and told apart from who left', async () => {
	const hikari = await foundHikari(own.owner);
	const day = (later: number) =>
		new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');
	const found = await readFile(
		hikari.network,
		hikari.parentId,
		`${header}i1,森,亮,i1@x.example.jp,2010/4/1,${day(40)},,,,\n` +
			`i2,森,愛,i2@x.example.jp,2010/4/1,${day(-40)},,,,\n` +
			'i3,森,薫,,2010/4/1,,,,,\n'
	);
	expect(found.counts).toMatchObject({ people: 3, leavers: 1, employed: 2, leaving: 1, doubtful: 0 });
	expect(found.counts.findings).toEqual({ leaves_later: 1 });
});
