import { beforeEach, describe, expect, test } from 'vitest';
import { block } from '#people/blocks/blocks.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { saveHosting } from '../hosting/hosting.server.ts';
import { talkOf } from '../talks.server.ts';
import { acceptProposal, declineProposal, openProposals, proposeTimes } from './proposals.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, openAtNoon());
});
const evening = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 30 * 3_600_000);
const asked = { times: [evening], way: 'online' as const, telephone: '', wish: '夜なら' };
const propose = (by = hikari.nakamura) => proposeTimes(by, hikari.mori.personId, asked);
const firstOpen = async () => (await openProposals(hikari.mori))[0]!.proposalId;

describe('for whom no time fits', () => {
	test('times ahead may be proposed, once at a time', async () => {
		await propose();
		await expect(propose()).rejects.toMatchObject({ why: 'already_proposed' });
		await expect(
			proposeTimes(hikari.nakamura, hikari.mori.personId, { ...asked, times: [new Date(0)] })
		).rejects.toThrow(Invalid);
	});

	test('the host takes one of the times, and nobody else does', async () => {
		await propose();
		const proposalId = await firstOpen();
		await expect(acceptProposal(hikari.ishikawa, proposalId, evening)).rejects.toThrow(NotFound);
		const another = new Date(Number(evening) + 60_000);
		await expect(acceptProposal(hikari.mori, proposalId, another)).rejects.toThrow(Invalid);
		const talkId = await acceptProposal(hikari.mori, proposalId, evening);
		expect((await talkOf(hikari.nakamura, talkId)).startsAt).toEqual(evening);
	});

	test('a wish that is too long with the telephone number is refused in words', async () => {
		await saveHosting(hikari.mori, openAtNoon({ ways: ['telephone'] }));
		const wish = 'あ'.repeat(995);
		const long = { ...asked, way: 'telephone' as const, telephone: '090-1234-5678', wish };
		await expect(proposeTimes(hikari.nakamura, hikari.mori.personId, long)).rejects.toMatchObject({
			why: 'too_long',
			field: 'wish'
		});
	});

	test('a block ends it: no proposal can be made, seen or accepted any more', async () => {
		await propose();
		const proposalId = await firstOpen();
		await block(hikari.nakamura, hikari.mori.personId);
		expect(await openProposals(hikari.mori)).toEqual([]);
		await expect(acceptProposal(hikari.mori, proposalId, evening)).rejects.toThrow(NotFound);
		await expect(propose()).rejects.toThrow(NotFound);
	});

	test('the host, busy by then, says what would suit', async () => {
		await propose();
		await acceptProposal(hikari.mori, await firstOpen(), evening);
		await propose(hikari.igarashi);
		const proposalId = await firstOpen();
		await expect(acceptProposal(hikari.mori, proposalId, evening)).rejects.toMatchObject({
			why: 'slot_taken'
		});
		await declineProposal(hikari.mori, proposalId, {
			words: '土曜の午前ではいかがですか。',
			ticket: crypto.randomUUID()
		});
		expect(await openProposals(hikari.mori)).toEqual([]);
	});
});
