import { beforeAll, expect, test } from 'vitest';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inNetwork, readAtOnce, readNetwork } from './network.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

test('an id that names nothing is not found', async () => {
	const nobody = '00000000-0000-7000-8000-000000000001';
	await expect(
		inNetwork(hikari.network, (db) =>
			db
				.insertInto('draft')
				.values({
					networkId: hikari.network.networkId,
					personId: nobody,
					place: 'post',
					words: 'x',
					html: '',
					revision: 1
				})
				.execute()
		)
	).rejects.toThrow(NotFound);
});

test.each([inNetwork, readNetwork, readAtOnce])(
	'work that fails before its first statement gives its connection back',
	async (reading) => {
		const refuse = () => {
			throw new NotFound('at once');
		};
		for (let at = 0; at < 30; at++)
			await expect(reading(hikari.network, refuse)).rejects.toThrow(NotFound);
	}
);
