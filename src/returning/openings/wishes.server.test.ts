import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { fullOpening } from '#test/fixtures/openings.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { draftOpening, openOpening, openingAtDesk } from './openings.server.ts';
import { dropWish, makeWish, ownWishes, tellWishers, wishesAtDesk } from './wishes.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});
const open = async () => {
	const id = await draftOpening(hikari.hashimoto, fullOpening(hikari));
	await openOpening(hikari.hashimoto, id, 1);
	return id;
};
const told = async () =>
	(
		await own.owner.query(
			`select person_id, about from notification where network_id = $1 and kind = 'opening'`,
			[hikari.network.networkId]
		)
	).rows;

describe('"tell me when this exists"', () => {
	const wish = { words: '', terms: '', companyId: null, reasons: [] };

	test('is answered once, by words, company and reason, all of which fit', async () => {
		await makeWish(hikari.nakamura, { ...wish, terms: '設備　仙台' });
		await makeWish(hikari.nakamura, { ...wish, reasons: ['relocation'], companyId: hikari.digitalId });
		await makeWish(hikari.igarashi, { ...wish, reasons: ['childcare'] });
		const id = await open();
		await tellWishers({ ...hikari.network, openingId: id });
		await tellWishers({ ...hikari.network, openingId: id });
		expect(await told()).toEqual([{ person_id: hikari.nakamura.personId, about: '生産技術エンジニア' }]);
	});

	test('in words only is for the desk to read; nobody else does', async () => {
		await makeWish(hikari.nakamura, { ...wish, words: '週3日なら' });
		expect(await wishesAtDesk(hikari.hashimoto)).toMatchObject([
			{ words: '週3日なら', personId: hikari.nakamura.personId }
		]);
		await expect(wishesAtDesk(hikari.ishikawa)).rejects.toThrow(Forbidden);
		const id = await open();
		await tellWishers({ ...hikari.network, openingId: id });
		expect(await told()).toEqual([]);
		const [mine] = await ownWishes(hikari.nakamura);
		await dropWish(hikari.igarashi, mine!.wishId);
		expect(await ownWishes(hikari.nakamura)).toHaveLength(1);
		await dropWish(hikari.nakamura, mine!.wishId);
		expect(await ownWishes(hikari.nakamura)).toEqual([]);
		await expect(makeWish(hikari.nakamura, wish)).rejects.toMatchObject({ why: 'required' });
	});

	test('the desk is warned of those whom the network gave nothing else in 60 days', async () => {
		await makeWish(hikari.nakamura, { ...wish, reasons: ['relocation'] });
		await makeWish(hikari.igarashi, { ...wish, reasons: ['relocation'] });
		await own.owner.query(
			`insert into touchpoint (network_id, person_id, kind) values ($1, $2, 'letter_read')`,
			[hikari.network.networkId, hikari.nakamura.personId]
		);
		const id = await draftOpening(hikari.hashimoto, fullOpening(hikari));
		expect((await openingAtDesk(hikari.hashimoto, id)).reach).toEqual({ people: 2, nothingElse: 1 });
	});
});
