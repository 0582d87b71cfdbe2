import { beforeAll, describe, expect, test } from 'vitest';
import { undoHrRows, undoImport } from '#people/hr-imports/undoing.server.ts';
import { useApi } from '#test/fixtures/api.ts';

const api = useApi();
beforeAll(async () => {
	await api.own.owner.query(
		`insert into employee_number (network_id, company_id, number, person_id) values ($1, $2, 'NAK', $3)`,
		[api.hikari.network.networkId, api.hikari.parentId, api.hikari.nakamura.personId]
	);
});

const put = async (number: string, body: object, headers = {}) => {
	const answer = await api.ask('PUT', `/people/by-number/${number}`, { body, headers });
	return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const bulk = async (lines: object[], headers = {}) => {
	const answer = await api.ask('POST', '/people/bulk', {
		raw: lines.map((line) => JSON.stringify(line)).join('\n'),
		headers: { 'content-type': 'application/x-ndjson', ...headers }
	});
	return { status: answer.status, body: await answer.json(), headers: answer.headers };
};
const mori = { familyName: '森', givenName: '明', startedOn: '2011-04-01', email: 'mori.q1@example.jp' };
const figure = async (query: string) => (await api.own.owner.query(`select (${query}) as n`)).rows[0].n;

describe('a person is kept current by their number', () => {
	test('added, changed, and left alone where nothing changed', async () => {
		expect(await put('Q1', mori)).toMatchObject({ status: 200, body: { effect: 'added', number: 'Q1' } });
		const left = { ...mori, endedOn: '2024-03-31', department: '物流部', reason: '給与・待遇' };
		expect((await put('Q1', left)).body).toMatchObject({
			effect: 'changed',
			taken: ['department', 'ended_on', 'reason'],
			kept: []
		});
		expect((await put('Q1', left)).body).toMatchObject({ effect: 'same', taken: [], kept: [] });
		expect((await put('Q1', mori)).body).toMatchObject({ effect: 'same', kept: [] });
		expect(
			await figure(
				`select ended_on::text from tenure join employee_number using (person_id) where number = 'Q1'`
			)
		).toBe('2024-03-31');
		expect(await figure(`select count(*)::int from hr_import`)).toBe(0);
	});

	test('what a member said themselves stays, and the answer says so', async () => {
		const { body } = await put('NAK', {
			familyName: '中村',
			givenName: 'さくら',
			startedOn: '2011-04-01',
			email: 'old@example.jp'
		});
		expect(body).toMatchObject({ id: api.hikari.nakamura.personId, effect: 'same', kept: ['email'] });
	});

	test('who asked not to be contacted stays so', async () => {
		await api.own.owner.query(
			`update contact set do_not_contact = true where email = 'mori.q1@example.jp'`
		);
		expect((await put('Q1', { ...mori, email: 'new@example.jp' })).body).toMatchObject({
			taken: ['email']
		});
		expect(await figure(`select do_not_contact from contact where email = 'new@example.jp'`)).toBe(true);
	});

	test('what cannot be is refused, and nothing of it is kept', async () => {
		const { status, body } = await put('Q2', { ...mori, endedOn: '2010-03-31' });
		expect(status).toBe(422);
		expect(body.errors).toEqual([{ pointer: '#/', detail: 'left_before_joining' }]);
		expect(await figure(`select count(*)::int from employee_number where number = 'Q2'`)).toBe(0);
		expect((await put('Q2', { ...mori, companyId: api.kaede.parentId })).status).toBe(404);
	});
});

describe('many people as JSON lines', () => {
	const lines = [
		{ ...mori, number: 'L1', email: 'l1@example.jp', managerNumber: 'L3' },
		{ number: 'L2', familyName: '谷 学', startedOn: '2011/4/31' },
		{ number: 'L3', familyName: '上野', givenName: '課長', startedOn: '平成12年4月1日' }
	];

	test('a line that cannot be taken is told, and the others are taken', async () => {
		const { status, body } = await bulk(lines);
		expect(status).toBe(200);
		expect(body.people).toMatchObject([
			{ line: 1, number: 'L1', effect: 'added' },
			{ line: 2, number: 'L2', effect: 'refused', findings: ['unreadable_start'], id: null },
			{ line: 3, number: 'L3', effect: 'added' }
		]);
		expect(
			await figure(`
				select b.number from employee_number n
				join tenure t using (network_id, person_id)
				join employee_number b on b.person_id = t.manager_id
				where n.number = 'L1'
			`)
		).toBe('L3');
		await undoImport(api.hikari.hashimoto, body.id);
		await undoHrRows({ networkId: api.hikari.network.networkId, hrImportId: body.id });
		expect(await figure(`select count(*)::int from employee_number where number like 'L_'`)).toBe(0);
	});

	test('the same key is done once', async () => {
		const key = { 'idempotency-key': crypto.randomUUID() };
		const [first, again] = [await bulk(lines, key), await bulk(lines, key)];
		expect(again.body).toEqual(first.body);
		expect(again.headers.get('idempotency-replayed')).toBe('true');
	});

	test('a broken line, none, and too much are refused whole', async () => {
		const ask = (raw: string) =>
			api.ask('POST', '/people/bulk', { raw, headers: { 'content-type': 'application/x-ndjson' } });
		expect((await ask('{"number":"X1"\n{}')).status).toBe(400);
		expect((await ask('\n')).status).toBe(422);
		expect((await ask(`{"x":"${'y'.repeat(5_000_001)}"}`)).status).toBe(413);
		const twoOfThem = await ask(`${JSON.stringify(lines[0])}\n{"number":"X2"}`);
		expect(twoOfThem.status).toBe(422);
		expect(((await twoOfThem.json()) as { errors: { pointer: string }[] }).errors[0]!.pointer).toMatch(
			/^#\/1\//
		);
	});
});
