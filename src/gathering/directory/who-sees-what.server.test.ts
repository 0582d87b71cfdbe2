import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { waysTo } from '#gathering/conversations/ways.server.ts';
import { reached } from '#gathering/writing/writing.server.ts';
import { isAlumnus, isDesk } from '#access/policy/roles.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { hidingFields } from '#people/blocks/hiding.ts';
import { closeTo, hideFrom, ownPrivacy } from '#people/blocks/hiding.server.ts';
import { audiences, isShown, parts, type Part } from '#people/profiles/profile.ts';
import { profileFor } from '#people/profiles/profiles.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { findPeople } from './directory.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let owner: Actor;
let readers: Record<'alumnusOfTeam' | 'alumnus' | 'employeeOfTeam' | 'employee' | 'desk', Actor>;

/** Someone whom 五十嵐 never met. */
async function stranger(family: string, role: string): Promise<Actor> {
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query(
		`with account as (
			insert into auth.account_holder (name, email) values ($2, $3) returning id
		),
		someone as (
			insert into person (network_id, family_name, given_name) values ($1, $2, '一郎') returning person_id
		)
		insert into membership (network_id, person_id, account_id, roles)
		select $1, person_id, id, array[$4]
		from account, someone
		returning person_id`,
		[networkId, family, `${role}@strangers.example.jp`, role]
	);
	return {
		...hikari.nakamura,
		personId: rows[0].person_id,
		familyName: family,
		roles: [role as 'alumnus']
	};
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	owner = hikari.igarashi;
	readers = {
		alumnusOfTeam: hikari.nakamura,
		alumnus: await stranger('土井', 'alumnus'),
		employeeOfTeam: hikari.mori,
		employee: await stranger('江口', 'employee'),
		desk: hikari.hashimoto
	};
	await own.owner.query(
		`insert into profile (network_id, person_id, introduction, place, skills, offers)
		values ($1, $2, 'はじめまして', '札幌', '{溶接}', '{talk}')`,
		[hikari.network.networkId, owner.personId]
	);
	await own.owner.query(
		`update person set present_company = '株式会社北極星', headline = '設計' where person_id = $1`,
		[owner.personId]
	);
});

const show = (part: Part, audience: string) =>
	own.owner.query(`update profile set ${part}_for = $2 where person_id = $1`, [owner.personId, audience]);
const find = async (reader: Actor, question: string, filter = {}) =>
	(await readNetwork(reader, (db) => findPeople(db, reader, question, filter))).find(
		(found) => found.personId === owner.personId
	);
const profile = (reader: Actor) => readNetwork(reader, (db) => profileFor(db, reader, owner.personId));

/** Whether a part of the owner's profile is on their page for a reader. */
async function isOnPage(part: Part, reader: Actor): Promise<boolean> {
	const seen = await profile(reader);
	const shown: Record<Part, boolean> = {
		career: seen.stays.length > 0,
		present: seen.presentCompany !== '' || seen.headline !== '',
		place: seen.place !== '',
		skills: seen.skills.length > 0,
		introduction: seen.introduction !== '',
		offers: seen.offers.length > 0
	};
	return shown[part];
}

const searches: Record<Part, [question: string, filter: Record<string, string>][]> = {
	career: [
		['生産技術部', {}],
		['', { department: '製造本部 生産技術部' }]
	],
	present: [['北極星', {}]],
	place: [
		['札幌', {}],
		['', { place: '札幌' }]
	],
	skills: [['溶接', {}]],
	introduction: [],
	offers: [['', { offer: 'talk' }]]
};

describe.each(parts)('the part %s of a profile', (part) => {
	test.each(audiences)('is shown to %s and found by nobody else', async (audience) => {
		await show(part, audience);
		for (const [name, reader] of Object.entries(readers)) {
			const view = {
				isSelf: false,
				isAlumnus: isAlumnus(reader),
				isDesk: isDesk(reader),
				isTeam: name.endsWith('Team') || name === 'desk'
			};
			const expected = isShown(audience, view);
			expect(await isOnPage(part, reader), `${name} on the page`).toBe(expected);
			const mayFind =
				audience === 'everyone' || (audience === 'alumni' && (view.isAlumnus || view.isDesk));
			for (const [question, filter] of searches[part])
				expect(
					(await find(reader, question, filter)) !== undefined,
					`${name} by ${question} ${JSON.stringify(filter)}`
				).toBe(mayFind);
			const card = await find(reader, '五十嵐');
			if (part === 'present')
				expect(card?.presentCompany !== null, `${name} on the card`).toBe(expected);
			if (part === 'career') expect(card?.department !== null, `${name} on the card`).toBe(expected);
		}
		expect(await isOnPage(part, owner)).toBe(true);
		await show(part, 'everyone');
	});
});

const works = (reader: Actor, company: string | null) =>
	own.owner.query('update person set present_company = $2 where person_id = $1', [
		reader.personId,
		company
	]);

describe('someone who hides from the people at their employer', () => {
	test.each([
		['北極星', '株式会社北極星', true],
		['株式会社北極星', '（株）北極星　札幌支店', true],
		['Polaris Inc.', 'POLARIS', true],
		['北極星', '南十字星', false],
		['北極星', null, false]
	])('%s: a member at %s does not find them: %s', async (given, company, isHidden) => {
		await hideFrom(owner, { companies: [given], domains: [] });
		await works(readers.alumnus, company);
		expect((await find(readers.alumnus, '五十嵐')) === undefined).toBe(isHidden);
		expect((await find(readers.alumnusOfTeam, '五十嵐')) === undefined).toBe(false);
		if (isHidden) await expect(profile(readers.alumnus)).rejects.toThrow('No such member');
		await works(readers.alumnus, null);
		expect(await find(readers.alumnus, '五十嵐')).toBeDefined();
		await hideFrom(owner, { companies: [], domains: [] });
	});

	test('is hidden by the domain of an account or of an address, from the moment it changes', async () => {
		await hideFrom(owner, { companies: [], domains: ['example.jp'] });
		expect(await find(readers.alumnus, '五十嵐')).toBeUndefined();
		await hideFrom(owner, { companies: [], domains: ['polaris.example.com'] });
		expect(await find(readers.alumnusOfTeam, '五十嵐')).toBeDefined();
		await own.owner.query(
			`update contact set email = 'n@mail.polaris.example.com' where person_id = $1`,
			[hikari.nakamura.personId]
		);
		expect(await find(readers.alumnusOfTeam, '五十嵐')).toBeUndefined();
		await own.owner.query(`update contact set email = 'n@notpolaris.example.com' where person_id = $1`, [
			hikari.nakamura.personId
		]);
		expect(await find(readers.alumnusOfTeam, '五十嵐')).toBeDefined();
	});
});

describe('someone who names where they work', () => {
	test('is hidden from those who are employed by a company of the network', async () => {
		await hideFrom(owner, { companies: ['ひかり製作所'], domains: [] });
		expect(await find(readers.employeeOfTeam, '五十嵐')).toBeUndefined();
		expect(await find(readers.alumnus, '五十嵐')).toBeDefined();
		await hideFrom(owner, { companies: [], domains: [] });
	});

	test('sees the others as before, so that nobody can find out where somebody works', async () => {
		await works(readers.alumnus, '株式会社オリオン');
		const sees = async () =>
			(await readNetwork(owner, (db) => findPeople(db, owner, '土井', {}))).length === 1;
		expect(await sees()).toBe(true);
		await hideFrom(owner, { companies: ['オリオン'], domains: [] });
		expect(await sees()).toBe(true);
		expect(JSON.stringify(await ownPrivacy(owner))).not.toMatch(/土井|\d/);
		await hideFrom(owner, { companies: [], domains: [] });
	});

	test('names companies and domains of companies, not those that give mail to anyone', () => {
		const read = hidingFields.domains;
		expect(read.parse('@Polaris.example.com\nuser@polaris.example.com')).toEqual(['polaris.example.com']);
		for (const wrong of ['gmail.com', 'polaris', 'a b.jp', '-x.jp', '%.jp'])
			expect(read.safeParse(wrong).success, wrong).toBe(false);
		expect(hidingFields.companies.safeParse('社').success).toBe(false);
	});
});

const way = async (reader: Actor) =>
	(await readNetwork(reader, (db) => waysTo(db, reader, [owner.personId]))).get(owner.personId);
const isReached = async (reader: Actor) =>
	(await readNetwork(reader, (db) => reached(db, reader, [{ kind: 'person', id: owner.personId }])))
		.length === 1;

describe('who must not contact someone', () => {
	test.each([
		[
			[],
			{ alumnusOfTeam: 'open', alumnus: 'ask', employeeOfTeam: 'open', employee: 'ask', desk: 'open' }
		],
		[
			['employees'],
			{
				alumnusOfTeam: 'open',
				alumnus: 'ask',
				employeeOfTeam: 'closed',
				employee: 'closed',
				desk: 'open'
			}
		],
		[
			['strangers'],
			{
				alumnusOfTeam: 'open',
				alumnus: 'closed',
				employeeOfTeam: 'open',
				employee: 'closed',
				desk: 'open'
			}
		]
	] as const)('closed to %j', async (kinds, expected) => {
		await closeTo(owner, kinds);
		for (const [name, reader] of Object.entries(readers)) {
			expect(await way(reader), name).toBe(expected[name as keyof typeof expected]);
			if (name !== 'desk') expect(await isReached(reader), name).toBe((await way(reader)) !== 'closed');
		}
		await closeTo(owner, []);
	});

	test('management and hosts are kinds of their own', async () => {
		const ishikawa = hikari.ishikawa;
		expect(await way(ishikawa)).not.toBe('closed');
		await closeTo(owner, ['executives']);
		expect(await way(ishikawa)).toBe('closed');
		expect(await way(readers.employee)).toBe('ask');
		await closeTo(owner, ['hosts']);
		expect(await way(hikari.mori)).toBe('open');
		await own.owner.query(
			`insert into host (network_id, person_id, ways, minutes, is_open) values ($1, $2, '{online}', 30, true)`,
			[hikari.network.networkId, hikari.mori.personId]
		);
		expect(await way(hikari.mori)).toBe('closed');
		await closeTo(owner, []);
	});

	test('a block is listed to the one who made it, and to nobody else', async () => {
		await block(owner, hikari.mori.personId);
		expect((await ownPrivacy(owner)).blocked).toMatchObject([{ personId: hikari.mori.personId }]);
		expect((await ownPrivacy(hikari.mori)).blocked).toEqual([]);
		await unblock(owner, hikari.mori.personId);
	});
});
