import { beforeAll, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { receiveUpload } from './upload.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const part = (head: string, body: string) =>
	`--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const company = () => part('name="company"', hikari.parentId);

const upload = (type: string, body: string) =>
	receiveUpload(
		hikari.hashimoto,
		new Request('http://x.example/', { method: 'POST', body, headers: { 'content-type': type } })
	);

test.each([
	'multipart/form-data',
	'multipart/form-data; boundary=',
	'multipart/form-data; boundary=y',
	'text/plain'
])('what is no form (%s) brings no file', async (type) => {
	expect(await upload(type, `${company()}--x--`)).toBeUndefined();
});

test.each(['', 'nonsense', '--x', '--x\r\n', '--x\r\nContent-Disposition: form-data\r\n\r\n\0'])(
	'a form that ends in its middle brings no file: %j',
	async (body) => {
		expect(await upload('multipart/form-data; boundary=x', body)).toBeUndefined();
	}
);

test('a file that ends in its middle is not taken for a whole one', async () => {
	const file = part('name="file"; filename="a.csv"', '氏名,入社日').slice(0, -5);
	expect(await upload('multipart/form-data; boundary=x', company() + file)).toBeUndefined();
	const { rows } = await own.owner.query('select status, problem from hr_import');
	expect(rows.filter((row) => row.status !== 'failed')).toEqual([]);
});
