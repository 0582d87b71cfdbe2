import { beforeAll, describe, expect, test } from 'vitest';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inNetwork, readAtOnce, readNetwork, writeAtOnce, type Db } from './network.server.ts';

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

test.each([inNetwork, readNetwork, readAtOnce, writeAtOnce])(
	'work that fails before its first statement gives its connection back',
	async (reading) => {
		const refuse = () => {
			throw new NotFound('at once');
		};
		for (let at = 0; at < 30; at++)
			await expect(reading(hikari.network, refuse)).rejects.toThrow(NotFound);
	}
);

describe('what is written in one round trip', () => {
	const networkId = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd';
	const stop = (address: string) => (db: Db) =>
		db
			.insertInto('mailStop')
			.values({ networkId: hikari.network.networkId, address, why: 'bounce' })
			.execute();
	const stopped = async () =>
		(await own.owner.query('select address from mail_stop order by address')).rows.map(
			({ address }) => address
		);

	test('is there when it returns', async () => {
		await writeAtOnce(hikari.network, stop('a@example.jp'));
		expect(await stopped()).toEqual(['a@example.jp']);
	});

	test('is taken back whole where a statement of it fails', async () => {
		await expect(
			writeAtOnce(hikari.network, (db) =>
				Promise.all([stop('b@example.jp')(db), stop('a@example.jp')(db), stop('c@example.jp')(db)])
			)
		).rejects.toMatchObject({ code: '23505' });
		expect(await stopped()).toEqual(['a@example.jp']);
		await writeAtOnce(hikari.network, stop('d@example.jp'));
		expect(await stopped(), 'and the connection goes on').toEqual(['a@example.jp', 'd@example.jp']);
	});

	test('is of its own network only', async () => {
		await expect(writeAtOnce({ networkId }, stop('e@example.jp'))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test('does not wait for a statement that comes later', async () => {
		await expect(
			writeAtOnce(hikari.network, async (db) => {
				await stop('f@example.jp')(db);
				await stop('g@example.jp')(db);
			})
		).rejects.toThrow('too late');
		expect(await stopped()).not.toContain('g@example.jp');
	});
});
