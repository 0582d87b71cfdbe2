import { beforeEach, describe, expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, Invalid } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { askedOf, askedOne } from './asked.server.ts';
import { askForList, proposeCallers } from './list.server.ts';
import { listAtMost, spread } from './outreach.ts';

const own = useOwnDatabase();
let hikari: Hikari;
const outreaches = async () => {
	const { rows } = await own.owner.query<{ count: number }>(
		'select count(*)::int as count from outreach where network_id = $1',
		[hikari.network.networkId]
	);
	return rows[0]!.count;
};
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	for (const one of [hikari.nakamura, hikari.igarashi])
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, one.personId, ['network', 'return_mail', 'former_manager'])
		);
});
const both = () => [hikari.nakamura.personId, hikari.igarashi.personId];
const propose = () => proposeCallers(hikari.hashimoto, both());
const pairs = async () =>
	(await propose()).proposals.map((one) => ({ personId: one.person.personId, callerId: one.proposedId }));

describe('a list of people to be called', () => {
	test('names for each whoever was nearest, keeps every rule of one person, and says why the others are left out', async () => {
		const { proposals, leftOut } = await propose();
		expect(proposals[0]).toMatchObject({
			person: { familyName: '中村' },
			proposedId: hikari.mori.personId
		});
		expect(proposals[0]!.brief).toContain('中村');
		expect(JSON.stringify(proposals.filter((one) => one.person.familyName === '五十嵐'))).not.toContain(
			hikari.mori.personId
		);
		expect([...proposals, ...leftOut].map((one) => one.person.personId)).toEqual(both());
		await own.owner.query('update contact set do_not_contact = true where person_id = $1', [
			hikari.nakamura.personId
		]);
		expect((await propose()).leftOut).toContainEqual(expect.objectContaining({ why: 'do_not_contact' }));
	});

	test('asks each caller once, in words that differ by person, with the same line added', async () => {
		const wished = await pairs();
		const { asked, notAsked } = await askForList(
			hikari.hashimoto,
			wished,
			'年内に、近況だけでもうかがえると嬉しいです。'
		);
		expect({ asked, notAsked }).toEqual({ asked: wished.length, notAsked: [] });
		expect(await outreaches()).toBe(wished.length);
		const { outreach } = await askedOne(hikari.mori, (await askedOf(hikari.mori))[0]!.outreachId);
		expect(outreach.brief).toMatch(/中村[^]*年内に、近況だけでも/);
		expect(outreach.openingWords).toContain('森');
		expect(
			(
				await own.owner.query(
					`select count(*)::int as n from audit where network_id = $1 and act = 'outreach.ask'`,
					[hikari.network.networkId]
				)
			).rows[0].n
		).toBe(wished.length);
		expect((await propose()).leftOut.map((one) => one.why)).toContain('running');
		expect(await askForList(hikari.hashimoto, wished, '')).toEqual({
			asked: 0,
			notAsked: wished.map((one) => one.personId)
		});
	});
});

describe('a list of people of whom some are not to be called', () => {
	test('asks nobody where the line tells of what anyone on it told in confidence', async () => {
		await expect(askForList(hikari.hashimoto, await pairs(), '転勤のない道ができました')).rejects.toThrow(
			Invalid
		);
		expect(await outreaches()).toBe(0);
	});

	test('asks nobody who is not among the possible callers, and is the desk’s alone', async () => {
		const wished = [{ personId: hikari.igarashi.personId, callerId: hikari.mori.personId }];
		expect(await askForList(hikari.hashimoto, wished, '')).toEqual({
			asked: 0,
			notAsked: [hikari.igarashi.personId]
		});
		await expect(proposeCallers(hikari.mori, both())).rejects.toThrow(Forbidden);
		await expect(askForList(hikari.nakamura, wished, '')).rejects.toThrow(Forbidden);
	});

	test('holds twenty at most, each once', async () => {
		const many = Array.from({ length: listAtMost }, () => crypto.randomUUID());
		expect(
			(await proposeCallers(hikari.hashimoto, [...many, hikari.nakamura.personId])).proposals
		).toEqual([]);
		expect(
			(await proposeCallers(hikari.hashimoto, [hikari.nakamura.personId, hikari.nakamura.personId]))
				.proposals
		).toHaveLength(1);
	});
});

describe('who is asked for whom', () => {
	const boss = { personId: 'boss', asked: 0 };
	const peer = { personId: 'peer', asked: 1 };
	test('is the nearest until three were asked of them, then the next', () => {
		const list = Array.from({ length: 6 }, (_, at) => ({ personId: `p${at}`, callers: [boss, peer] }));
		expect([...spread(list).values()]).toEqual(['boss', 'boss', 'boss', 'peer', 'peer', 'boss']);
	});
	test('is nobody where nobody could', () => {
		expect(spread([{ personId: 'p', callers: [] }])).toEqual(new Map());
	});
});
