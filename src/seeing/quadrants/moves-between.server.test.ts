import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { betweenDays, type MovePart } from './moves.ts';
import { quadrantMoves } from './moves.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;

/** What someone said at a moment. Only the latest is current. */
async function said(actor: Actor, at: string, can: string, wants: string): Promise<void> {
	await own.owner.query('update standing set is_current = false where person_id = $1', [actor.personId]);
	await own.owner.query(
		`insert into standing (network_id, person_id, can_return, wants_to_return, said_by, said_at)
		values ($1, $2, $3, $4, 'person', $5)`,
		[actor.networkId, actor.personId, can, wants, at]
	);
}

async function movesOf(actor: Actor, since: string, until: string, part: MovePart = 'all', key = '') {
	return quadrantMoves(actor, { days: 90, part, key, between: { since, until } });
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { nakamura, igarashi } = hikari;
	await own.owner.query(`update membership set joined_at = '2026-01-10T00:00:00+09'`);
	await own.owner.query(`update membership set joined_at = '2026-03-20T12:00:00+09' where person_id = $1`, [
		igarashi.personId
	]);
	await said(nakamura, '2026-02-01T12:00:00+09', 'no', 'no');
	// Half an hour before the end of the first of April in the network's zone, which is that day in London, too.
	await said(nakamura, '2026-04-01T23:30:00+09', 'no', 'yes');
	// Half past midnight of the second of May in Tokyo is the first in London.
	await said(nakamura, '2026-05-02T00:30:00+09', 'yes', 'yes');
	await said(igarashi, '2026-04-15T12:00:00+09', 'yes', 'no');
});

describe('movements between two days', () => {
	test.each([
		['2026-01-20', '2026-02-10', [['unknown', 'distant']]],
		[
			'2026-03-01',
			'2026-04-01',
			[
				['distant', 'tied'],
				['new', 'unknown']
			]
		],
		[
			'2026-03-31',
			'2026-05-01',
			[
				['distant', 'tied'],
				['unknown', 'hesitant']
			]
		],
		[
			'2026-05-01',
			'2026-05-02',
			[
				['hesitant', 'hesitant'],
				['tied', 'ready']
			]
		]
	])("are reckoned at the ends of the network's days: %s to %s", async (since, until, expected) => {
		const { moves } = await movesOf(hikari.hashimoto, since, until);
		expect(moves.map(({ from, to }) => [from, to]).sort()).toEqual(expected);
		expect(moves.every(({ people }) => people === 1)).toBe(true);
	});

	test('come by what people have in common, never by a restricted reason', async () => {
		const { hashimoto, parentId } = hikari;
		const byReason = await movesOf(hashimoto, '2026-03-31', '2026-05-01', 'reason');
		expect(byReason.keys).toEqual([{ key: 'relocation', people: 1 }]);
		expect(byReason.moves).toEqual([{ key: 'relocation', from: 'distant', to: 'tied', people: 1 }]);
		const byCompany = await movesOf(hashimoto, '2026-03-31', '2026-05-01', 'company');
		expect(byCompany.asked.key).toBe(parentId);
		expect(byCompany.keys).toEqual([{ key: parentId, people: 2 }]);
	});

	test('are exact, and so for stewards alone: management reads what was published, whatever it asks', async () => {
		const { ishikawa, mori, nakamura } = hikari;
		const published = await movesOf(ishikawa, '2026-03-31', '2026-05-01');
		expect(published).toMatchObject({ isPublished: true, moves: [], keys: [] });
		expect(published.asked.between).toBeUndefined();
		const admin: Actor = { ...mori, roles: ['admin'] };
		expect(await movesOf(admin, '2026-03-31', '2026-05-01')).toMatchObject({ isPublished: true });
		for (const actor of [mori, nakamura])
			await expect(movesOf(actor, '2026-03-31', '2026-05-01')).rejects.toThrow(Forbidden);
	});
});

test.each([
	['2026-03-01', '2026-04-01', { since: '2026-03-01', until: '2026-04-01' }],
	['2026-04-01', '2026-03-01', { since: '2026-03-01', until: '2026-04-01' }],
	['2026-03-01', '', { since: '2026-03-01', until: '2026-06-15' }],
	['2026-03-01', '2031-01-01', { since: '2026-03-01', until: '2026-06-15' }],
	['2026-03-01', '2026-03-01', undefined],
	['2027-03-01', '2028-03-01', undefined],
	['2026-02-30', '2026-03-01', undefined],
	['', '2026-03-01', undefined]
])('two days are put in order, and none is after today: %s, %s', (one, other, expected) => {
	expect(betweenDays(one, other, '2026-06-15')).toEqual(expected);
});
