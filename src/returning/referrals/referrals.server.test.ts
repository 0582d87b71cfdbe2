import { beforeEach, describe, expect, test } from 'vitest';
import { block } from '#people/blocks/blocks.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { recordRehire } from '../rehires/rehires.server.ts';
import {
	noteOutcome,
	noteReturn,
	openReferrals,
	ownReferrals,
	refer,
	settleReferral
} from './referrals.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});

describe('a referral of someone who shut out its maker', () => {
	test('tells them nothing of what came of it', async () => {
		const wish = { name: '中村 さくら', email: '', words: '', wouldWrite: false, openingId: null };
		await refer(hikari.mori, wish);
		const [one] = await openReferrals(hikari.hashimoto);
		await block(hikari.nakamura, hikari.mori.personId);
		await settleReferral(hikari.hashimoto, one!.referralId, hikari.nakamura.personId);
		expect((await ownReferrals(hikari.mori))[0]!.state).toBe('open');
		const { rows } = await own.owner.query('select from notification where person_id = $1', [
			hikari.mori.personId
		]);
		expect(rows).toEqual([]);
	});
});

describe('a referral', () => {
	test('may come from an alumnus, and whoever made it hears what came of it', async () => {
		await refer(hikari.igarashi, {
			name: '渡邉 直樹',
			email: '',
			words: '',
			wouldWrite: false,
			openingId: null
		});
		await expect(
			refer(hikari.igarashi, {
				name: 'x',
				email: '',
				words: '',
				wouldWrite: false,
				openingId: crypto.randomUUID()
			})
		).rejects.toThrow(NotFound);
		const [one] = await openReferrals(hikari.hashimoto);
		await settleReferral(hikari.hashimoto, one!.referralId, hikari.watanabeId);
		await noteOutcome({ ...hikari.network, personId: hikari.watanabeId }, 'joined');
		expect((await ownReferrals(hikari.igarashi))[0]!.state).toBe('joined');
		const back = await recordRehire(hikari.hashimoto, hikari.watanabeId, hikari.parentId, '2026-11-01');
		await noteReturn({ ...hikari.network, rehireId: back });
		expect((await ownReferrals(hikari.igarashi))[0]!.state).toBe('returned');
		expect(await ownReferrals(hikari.mori)).toEqual([]);
		await expect(openReferrals(hikari.igarashi)).rejects.toThrow(Forbidden);
	});
});
