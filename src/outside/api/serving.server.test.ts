import { describe, expect, test } from 'vitest';
import { limits } from '#access/limits/limits.server.ts';
import { today } from '#platform/clock/today.ts';
import { openingBody, useApi } from '#test/fixtures/api.ts';
import { operations } from './operations.server.ts';

const api = useApi();
const count = async (statement: string, values: unknown[] = []): Promise<number> =>
	(await api.own.owner.query(statement, values)).rows[0].n;

describe('what the API gives out', () => {
	test('is paged by cursor through everyone, once each', async () => {
		type Page = { data: { id: string }[]; next: string | null };
		const seen: string[] = [];
		for (let cursor: string | null = ''; cursor !== null;) {
			const answer = await api.ask('GET', `/people?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
			const { data, next } = (await answer.json()) as Page;
			seen.push(...data.map((person) => person.id));
			cursor = next;
		}
		expect(seen).toHaveLength(6);
		expect(new Set(seen).size).toBe(6);
	});

	test('is never of another network, and no restricted reasons, own words or secrets', async () => {
		const { hikari, kaede } = api;
		await api.own.owner.query(
			`insert into departure_word (network_id, tenure_id, view, words, said_on)
			select network_id, tenure_id, 'stated', '秘密のことば', left_on
			from departure
			where person_id = $1`,
			[hikari.igarashi.personId]
		);
		for (const { method, path } of operations) {
			if (method !== 'get' || path.endsWith('{id}')) continue;
			const text = await (await api.ask('GET', `${path}?limit=200`)).text();
			expect(text).not.toMatch(/harassment|秘密のことば|whsec_|okaeri_|kaede/);
			expect(text).not.toContain(kaede.parentId);
		}
		expect((await api.ask('GET', `/people/${kaede.nakamura.personId}`)).status).toBe(404);
		const departures = await api.list<{ personId: string; reasons: string[] }>('/departures');
		const reasonsOf = (personId: string) =>
			departures.find((departure) => departure.personId === personId)?.reasons;
		expect(reasonsOf(hikari.igarashi.personId)).toEqual([]);
		expect(reasonsOf(hikari.nakamura.personId)).toEqual(['relocation']);
	});

	test('is written into the audit log where it is confidential', async () => {
		const looks = `select count(*)::int as n from audit where act = 'api.listDepartures'`;
		const before = await count(looks);
		await api.ask('GET', '/departures');
		expect(await count(looks)).toBe(before + 1);
	});
});

describe('a request', () => {
	test('is answered 304 to who knows it already, and 412 to who knew it otherwise', async () => {
		const path = `/openings/${api.openingId}`;
		const etag = (await api.ask('GET', path)).headers.get('etag')!;
		const get = await api.ask('GET', path, { headers: { 'if-none-match': etag } });
		expect(get.status).toBe(304);
		const close = (tag: string) => api.ask('POST', `${path}/close`, { headers: { 'if-match': tag } });
		expect((await close('"old"')).status).toBe(412);
		expect((await close(`W/${etag}`)).status, 'as one has it whose answers leave compressed').toBe(200);
	});

	test('is done once for each key, also when asked ten times at once', async () => {
		const url = 'https://ats.example.com/once';
		const make = (types: string[]) =>
			api.ask('POST', '/webhook-endpoints', {
				body: { url, types },
				headers: { 'idempotency-key': 'k1' }
			});
		const answers = await Promise.all(Array.from({ length: 10 }, () => make(['talk.booked'])));
		const made = await Promise.all(
			answers.map(async (answer) => ((await answer.json()) as { id: string }).id)
		);
		expect(new Set(made).size).toBe(1);
		const replayed = answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true');
		expect(replayed).toHaveLength(9);
		expect((await make(['talk.moved'])).status).toBe(409);
		const endpoints = `select count(*)::int as n from webhook_endpoint where url = $1`;
		expect(await count(endpoints, [url])).toBe(1);
	});

	test('that asks for what is not there is told which methods there are, or that there is nothing', async () => {
		const wrong = await api.ask('DELETE', '/people');
		expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
		expect((await api.ask('GET', '/nothing')).status).toBe(404);
	});

	test('with a guessed token is counted by address, with a right one by token', async () => {
		const address = '203.0.113.9';
		const guesses: number[] = [];
		for (let at = 0; at < limits['token.address'].points + 2; at++)
			guesses.push((await api.ask('GET', '/people', { token: `okaeri_guess${at}`, address })).status);
		expect([guesses[0], guesses.at(-1)]).toEqual([401, 429]);
		// Who has a token is let in all the same.
		expect((await api.ask('GET', '/people', { address })).status).toBe(200);
	});
});

describe('through the API', () => {
	test('an applicant is told in kind words, and an application never steps backwards', async () => {
		const [application] = await api.list('/applications');
		const step = async (body: { status: string; words?: string }) =>
			(await api.ask('PATCH', `/applications/${application!.id}`, { body })).status;
		expect(await step({ status: 'interviewing', words: '' })).toBe(200);
		expect(await step({ status: 'in_contact' })).toBe(422);
		expect(await step({ status: 'withdrawn' })).toBe(422);
		const { rows } = await api.own.owner.query(
			`select body_text
			from mail
			where kind = 'application'
			order by created_at desc, mail_id desc
			limit 1`
		);
		expect(rows[0].body_text).toContain('お会いできるのを楽しみに');
	});

	test('someone hired on a day comes back on it; without a day the desk is asked to record it', async () => {
		const { own, hikari } = api;
		const { rows } = await own.owner.query(
			`select application_id as id from application where network_id = $1 and person_id = $2`,
			[hikari.network.networkId, hikari.nakamura.personId]
		);
		const path = `/applications/${rows[0].id}`;
		const asked = await api.ask('PATCH', path, { body: { status: 'hired' } });
		expect(asked.status).toBe(200);
		expect(await count(`select count(*)::int as n from notification where kind = 'hired'`)).toBe(1);
		await own.owner.query(`update application set status = 'offered' where application_id = $1`, [
			rows[0].id
		]);
		const returnedOn = today(hikari.network.timeZone);
		const nowhere = await api.ask('PATCH', path, { body: { status: 'hired', returnedOn } });
		expect(nowhere.status).toBe(422);
		const told = { status: 'hired', returnedOn, returnedTo: hikari.digitalId };
		expect((await api.ask('PATCH', path, { body: told })).status).toBe(200);
		expect(
			await count(
				`select count(*)::int as n from rehire where person_id = '${hikari.nakamura.personId}'`
			)
		).toBe(1);
	});
});

describe('what another system does', () => {
	test('an opening is closed once, and the audit log says by whose token', async () => {
		const body = openingBody(api.hikari);
		const put = await api.ask('PUT', '/openings/by-number/A-closed-once', { body });
		const { id } = (await put.json()) as { id: string };
		for (let time = 0; time < 2; time++)
			expect((await api.ask('POST', `/openings/${id}/close`)).status).toBe(200);
		const closings = `
			select count(*)::int as n
			from audit
			where act = 'opening.close' and subject_id = $1 and actor_id = $2 and detail ? 'token'`;
		expect(await count(closings, [id, api.hikari.hashimoto.personId])).toBe(1);
	});

	test('no endpoint is made inside, or without https', async () => {
		for (const url of [
			'http://ats.example.com/',
			'https://127.0.0.1/',
			'https://169.254.169.254/',
			'https://[::1]/',
			'https://user:pw@ats.example.com/',
			'https://ats.example.com:8443/'
		]) {
			const made = await api.ask('POST', '/webhook-endpoints', {
				body: { url, types: ['talk.booked'] }
			});
			expect(made.status, url).toBe(422);
		}
	});
});
