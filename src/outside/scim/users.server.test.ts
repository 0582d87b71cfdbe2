import { expect, test } from 'vitest';
import { completeSendOffs } from '#people/send-offs/completing.server.ts';
import { someone, useScim } from '#test/fixtures/scim.ts';
import { coreUser, enterpriseUser, patchOp } from './schema.ts';

const scim = useScim();
const sendOffsOf = (id: string) =>
	scim.rows(
		`select state, begun_through as through, last_on = network_today() as today
		from send_off where person_id = $1 order by send_off_id`,
		[id]
	);

const found = async (filter: string) =>
	(await scim.ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body.Resources;

test('a user is an employee with what was told, and nothing that was not asked for', async () => {
	const made = await scim.ask('POST', '/Users', {
		body: someone('saki', {
			roles: [{ value: 'admin' }],
			password: 'x',
			groups: [{ value: 'steward' }],
			entitlements: [{ value: 'steward' }],
			emails: [
				{ value: 'saki@home.example.jp', type: 'home' },
				{ value: 'Saki@Work.example.jp', type: 'work' }
			]
		})
	});
	const { id } = made.body;
	expect(made.status).toBe(201);
	expect(made.headers.get('location')).toBe(`https://alumni.example.jp/scim/v2/Users/${id}`);
	expect(made.body).toMatchObject({
		schemas: [coreUser, enterpriseUser],
		userName: 'saki',
		externalId: 'ext-saki',
		name: { familyName: '東', givenName: 'saki', formatted: '東 saki' },
		emails: [{ value: 'saki@work.example.jp', type: 'work', primary: true }],
		active: true,
		[enterpriseUser]: { employeeNumber: 'N-saki', department: '開発部' },
		meta: { resourceType: 'User', location: made.headers.get('location') }
	});
	for (const key of ['roles', 'password', 'groups', 'entitlements'])
		expect(Object.keys(made.body)).not.toContain(key);
	expect((await scim.ask('GET', `/Users/${id}`)).body).toEqual(made.body);
	expect(await scim.rows('select department, ended_on from tenure where person_id = $1', [id])).toEqual([
		{ department: '開発部', ended_on: null }
	]);
	expect(await scim.rows('select 1 from membership where person_id = $1', [id])).toEqual([]);
	expect(await scim.rows('select basis from contact where person_id = $1', [id])).toEqual([
		{ basis: null }
	]);
});

test('a user is somebody whom we know, by number or address; one who left is not taken over by an address', async () => {
	const { mori, nakamura } = scim.hikari;
	const emails = (value: string) => ({ emails: [{ value, type: 'work' }] });
	expect(await scim.add('mori', emails('mori@hikari.example.jp'))).toBe(mori.personId);
	const left = await scim.ask('POST', '/Users', {
		body: someone('naka', emails('nakamura@hikari.example.jp'))
	});
	expect([left.status, left.body.scimType]).toEqual([409, 'uniqueness']);
	expect(await scim.rows('select roles from membership where person_id = $1', [nakamura.personId])).toEqual(
		[{ roles: ['alumnus'] }]
	);
	expect(
		await scim.rows('select family_name from person where person_id = $1', [mori.personId]),
		'a member’s own name stays'
	).toEqual([{ family_name: '森' }]);
	await scim.patch(mori.personId, {
		op: 'replace',
		path: 'emails[type eq "work"].value',
		value: 'evil@evil.example'
	});
	expect(
		await scim.rows(
			`select c.email, h.email as signs_in from contact c
			join membership m using (network_id, person_id)
			join auth.account_holder h on h.id = m.account_id
			where c.person_id = $1`,
			[mori.personId]
		),
		'nobody outside moves an account'
	).toEqual([{ email: 'mori@hikari.example.jp', signs_in: 'mori@hikari.example.jp' }]);
});

test('a user that is switched off begins to leave, and stays a person; switched on again it stays at work', async () => {
	const id = await scim.add('aki');
	await scim.patch(id, { op: 'Replace', path: 'active', value: 'False' });
	await scim.patch(id, { op: 'replace', value: { active: false } });
	expect(await sendOffsOf(id)).toEqual([{ state: 'running', through: 'scim', today: true }]);
	expect((await scim.patch(id, { op: 'replace', path: 'active', value: true })).body.active).toBe(true);
	expect(await sendOffsOf(id)).toMatchObject([{ state: 'called_off' }]);

	await scim.patch(id, { op: 'replace', path: 'active', value: false });
	await scim.rows('update send_off set last_on = last_on - 1 where person_id = $1', [id]);
	await scim.rows('update tenure set started_on = started_on - 900 where person_id = $1', [id]);
	await completeSendOffs(scim.hikari.network);
	const stays = () => scim.rows('select ended_on is null as open from tenure where person_id = $1', [id]);
	expect(await stays()).toEqual([{ open: false }]);
	await scim.patch(id, { op: 'replace', path: 'active', value: true });
	expect(await stays(), 'a mistake of yesterday is put right').toEqual([{ open: true }]);
});

test('a user that is deleted is gone for SCIM alone, and is the same person when it comes again', async () => {
	const id = await scim.add('emi');
	expect((await scim.ask('DELETE', `/Users/${id}`)).status).toBe(204);
	expect((await scim.ask('DELETE', `/Users/${id}`)).status).toBe(404);
	expect((await scim.ask('GET', `/Users/${id}`)).status).toBe(404);
	expect(await found('userName eq "emi"')).toEqual([]);
	expect(await scim.rows('select family_name from person where person_id = $1', [id])).toHaveLength(1);
	expect(await sendOffsOf(id)).toMatchObject([{ state: 'running' }]);
	expect(await scim.add('emi')).toBe(id);
	expect(await sendOffsOf(id)).toMatchObject([{ state: 'called_off' }]);
	await scim.ask('DELETE', `/Users/${id}`);
	const other = await scim.ask('POST', '/Users', {
		body: someone('emi', { externalId: 'another', emails: [], [enterpriseUser]: {} })
	});
	expect(other.status).toBe(201);
	expect(other.body.id, 'a name that is used again is another person').not.toBe(id);
});

test('a user with the address of another network’s member opens and changes nothing there', async () => {
	const address = 'hashimoto@kaede.example.jp';
	const theirs = `select coalesce(string_agg(t::text, ' ' order by t::text), '') as all
		from (
			select to_jsonb(a) from auth.account_holder a where network_id = $1
			union all
			select to_jsonb(s) from auth.session s where network_id = $1
			union all
			select to_jsonb(m) from membership m where network_id = $1
			union all
			select to_jsonb(c) from contact c where network_id = $1
			union all
			select to_jsonb(u) from scim_user u where network_id = $1
		) t`;
	const there = async () => (await scim.rows(theirs, [scim.kaede.network.networkId]))[0]!.all;
	const before = await there();
	const id = await scim.add(address, { emails: [{ value: address, type: 'work', primary: true }] });
	expect(id).toBeTruthy();
	await scim.patch(id, { op: 'replace', path: 'active', value: false });
	expect((await scim.ask('DELETE', `/Users/${id}`)).status).toBe(204);
	expect(await there()).toBe(before);
});

test('a user keeps the last day that the desk knew', async () => {
	const id = await scim.add('ito');
	await scim.rows(
		`insert into send_off (network_id, person_id, tenure_id, last_on, begun_by, begun_through)
		select network_id, person_id, tenure_id, network_today() + 20, $2, 'desk'
		from tenure where person_id = $1`,
		[id, scim.hikari.hashimoto.personId]
	);
	await scim.patch(id, { op: 'replace', path: 'active', value: false });
	expect(await sendOffsOf(id)).toEqual([{ state: 'running', through: 'desk', today: false }]);
});

test('a user is replaced as a whole by PUT, but not switched off by what says nothing of that', async () => {
	const id = await scim.add('uta', { title: '主任' });
	const put = await scim.ask('PUT', `/Users/${id}`, {
		body: { schemas: [coreUser], userName: 'uta2', name: { familyName: '西' } }
	});
	expect(put.body).toMatchObject({ userName: 'uta2', displayName: '西', active: true });
	expect(put.body.title).toBeUndefined();
	expect(put.body.externalId).toBeUndefined();
});

test('a user has a version: 304 for who knows it, 412 for who knew another', async () => {
	const id = await scim.add('ren');
	const { headers, body } = await scim.ask('GET', `/Users/${id}`);
	const etag = headers.get('etag')!;
	expect(body.meta.version).toBe(etag);
	const known = { headers: { 'if-none-match': etag } };
	expect((await scim.ask('GET', `/Users/${id}`, known)).status).toBe(304);
	const change = (tag: string) =>
		scim.ask('PATCH', `/Users/${id}`, {
			headers: { 'if-match': tag },
			body: { schemas: [patchOp], Operations: [{ op: 'add', path: 'title', value: '部長' }] }
		});
	expect((await change('W/"999.1"')).status).toBe(412);
	expect((await change(etag)).status).toBe(200);
	expect((await change(etag)).status, 'the version has moved on').toBe(412);
});

test('a user is written into the audit log, with the token', async () => {
	const id = await scim.add('log');
	await scim.patch(id, { op: 'add', path: 'title', value: 'x' });
	await scim.ask('DELETE', `/Users/${id}`);
	const acts = await scim.rows(
		`select act from audit where subject_id = $1 and detail ? 'token' order by audit_id`,
		[id]
	);
	expect(acts.map(({ act }) => act)).toEqual(['scim.create', 'scim.change', 'scim.delete']);
});
