import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { may, policy, type Permission } from '#access/policy/policy.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { z } from 'zod';
import { endSupport, letSupportIn, openSupport } from './support.server.ts';
import { enterBySupport, makeSupportLink, noteLook, visitorBySupport } from './visiting.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let kaede: Hikari;
let admin: Actor;
const wish = { hours: 4, mayWrite: false, reason: '人事データが表示されない' };

beforeAll(async () => {
	kaede = await foundHikari(own.owner, 'kaede');
	hikari = await foundHikari(own.owner, 'hikari');
	admin = { ...hikari.ishikawa, roles: ['admin'] };
});
beforeEach(async () => {
	await own.owner.query('delete from support_access');
});

const linkOf = async () => (await makeSupportLink(hikari.network)).token;
const enter = async (link: string) => enterBySupport(hikari.network, link, '203.0.113.9');
const visitor = async (token: string | undefined) =>
	token === undefined ? undefined : visitorBySupport(hikari.network, token);

describe('the operator gets in', () => {
	test('while an administrator holds it open, and is put on record', async () => {
		await letSupportIn(admin, wish);
		const token = await enter(await linkOf());
		const who = (await visitor(token))!;
		expect(who).toMatchObject({ roles: ['steward'], support: { mayWrite: false } });
		await noteLook(who, 'GET', '/desk/people');
		await endSupport(admin);
		const { rows } = await own.owner.query<{ act: string; actor: string | null; detail: object }>(
			`select act, actor_id as actor, detail from audit where act like 'support.%' order by number`
		);
		expect(rows.map((row) => row.act)).toEqual([
			'support.open',
			'support.link',
			'support.enter',
			'support.look',
			'support.close'
		]);
		expect(rows[0]).toMatchObject({ actor: admin.personId, detail: wish });
		expect(rows[3]).toMatchObject({ actor: who.personId, detail: { path: '/desk/people' } });
	});

	test('for as many hours as was said, and no longer', async () => {
		await letSupportIn(admin, wish);
		const link = await linkOf();
		const token = await enter(await linkOf());
		await own.owner.query(
			`update support_access set opened_at = now() - interval '5 hours', ends_at = now() - interval '1 second'`
		);
		expect(await visitor(token)).toBeUndefined();
		expect(await enter(link)).toBeUndefined();
		await expect(linkOf()).rejects.toThrow('No support access is open');
		await letSupportIn(admin, wish);
		expect(await openSupport(admin), 'it can be opened anew').toBeDefined();
		expect(await visitor(token), 'a visit of before stays over').toBeUndefined();
	});

	test('not a moment after an administrator closed it', async () => {
		await letSupportIn(admin, wish);
		const [link, token] = [await linkOf(), await enter(await linkOf())];
		expect(await visitor(token)).toBeDefined();
		await endSupport(admin);
		expect(await visitor(token)).toBeUndefined();
		expect(await enter(link)).toBeUndefined();
	});
});

describe('the way in is open', () => {
	test('once by each link, within half an hour, and to this network only', async () => {
		await letSupportIn(admin, wish);
		const link = await linkOf();
		expect(await enterBySupport(kaede.network, link, '203.0.113.9')).toBeUndefined();
		const token = await enter(link);
		expect(token).toBeDefined();
		expect(await enter(link), 'a second time').toBeUndefined();
		expect(await visitorBySupport(kaede.network, token!)).toBeUndefined();
		expect(await enter('x'.repeat(43))).toBeUndefined();
		const late = await linkOf();
		await own.owner.query(`update support_visit set link_until = now() where entered_at is null`);
		expect(await enter(late)).toBeUndefined();
		expect(await visitor(late), 'a link is no session').toBeUndefined();
	});

	test('only where an administrator wishes it, and once at a time', async () => {
		await expect(linkOf()).rejects.toThrow('No support access is open');
		const others = [hikari.hashimoto, hikari.ishikawa, hikari.mori, hikari.nakamura];
		for (const actor of others) await expect(letSupportIn(actor, wish)).rejects.toThrow(Forbidden);
		await letSupportIn(admin, wish);
		await expect(letSupportIn(admin, wish)).rejects.toMatchObject({ why: 'support_open' });
		for (const actor of others) await expect(endSupport(actor)).rejects.toThrow(Forbidden);
		expect(await openSupport(hikari.hashimoto), 'the desk sees it').toMatchObject({
			reason: wish.reason
		});
		await expect(openSupport(hikari.nakamura), 'others do not').rejects.toThrow(Forbidden);
	});
});

describe('what the operator may do', () => {
	const eventOf = (actor: Actor, method: string) =>
		({
			locals: { network: hikari.network, actor },
			url: new URL('http://x.example/desk'),
			request: new Request('http://x.example/desk', {
				method,
				...(method === 'POST' ? { body: new FormData() } : {})
			})
		}) as unknown as RequestEvent;
	const visit = async (mayWrite: boolean) => {
		await letSupportIn(admin, { ...wish, mayWrite });
		return (await visitor(await enter(await linkOf())))!;
	};

	test('is to look, where nothing else was said', async () => {
		const who = await visit(false);
		const look = door('desk.see', () => 'seen');
		const write = act('desk.see', z.object({}), async () => 'written');
		expect(await look(eventOf(who, 'GET'))).toBe('seen');
		await expect(write(eventOf(who, 'POST'))).rejects.toThrow(Forbidden);
		await expect(look(eventOf(who, 'POST')), 'a door without a page').rejects.toThrow(Forbidden);
	});

	test('is the desk’s work where that was said, but never to give power or to hide', async () => {
		const who = await visit(true);
		const write = act('desk.see', z.object({}), async () => 'written');
		expect(await write(eventOf(who, 'POST'))).toBe('written');
		const never: Permission[] = [
			'role.give',
			'colleague.invite',
			'person.remove',
			'reasons.read_restricted',
			'api.manage',
			'settings.change',
			'audit.read',
			'audit.export',
			'audit.set',
			'support.open',
			'me.change'
		];
		expect(never.filter((permission) => may(who, permission))).toEqual([]);
		const more = (Object.keys(policy) as Permission[]).filter(
			(permission) => may(who, permission) && !may({ roles: ['steward'] }, permission)
		);
		expect(more).toEqual([]);
	});

	test('and no list of people shows them', async () => {
		const who = await visit(false);
		const { rows } = await own.owner.query(
			`select from person p left join membership m using (network_id, person_id)
			where p.person_id = $1 and (p.removed_at is null or m.person_id is not null)`,
			[who.personId]
		);
		expect(rows).toEqual([]);
	});
});
