import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inNetwork, readAtOnce, readNetwork, writeAtOnce } from './network.server.ts';

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

const draft = (words: string) => sql`
	insert into draft (network_id, person_id, place, words, html, revision)
	values (${hikari.network.networkId}, ${hikari.nakamura.personId}, ${words}, ${words}, '', 1)
`;
const drafts = async () =>
	(await own.owner.query<{ words: string }>('select words from draft order by words')).rows.map(
		({ words }) => words
	);

test('what is written at once is kept when it is given back', async () => {
	const { rows } = await writeAtOnce(hikari.network, async (db) => {
		const [, counted] = await Promise.all([
			draft('kept').execute(db),
			sql<{ n: number }>`select count(*)::int as n from draft`.execute(db)
		]);
		return counted;
	});
	expect(rows).toEqual([{ n: 1 }]);
	expect(await drafts()).toEqual(['kept']);
});

test('where one of the statements that are written at once fails, or work throws with them, none is kept', async () => {
	const failing = writeAtOnce(hikari.network, (db) =>
		Promise.all([draft('first').execute(db), sql`select 1 / 0`.execute(db), draft('last').execute(db)])
	);
	await expect(failing).rejects.toThrow('division by zero');
	const throwing = writeAtOnce(hikari.network, async (db) => {
		void draft('thrown').execute(db);
		throw new NotFound('with it');
	});
	await expect(throwing).rejects.toThrow(NotFound);
	expect(await drafts()).toEqual(['kept']);
	await writeAtOnce(hikari.network, (db) => draft('later').execute(db));
	expect(await drafts(), 'and the connection goes on').toEqual(['kept', 'later']);
});

test('what is written at once is of its own network only', async () => {
	const networkId = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd';
	await expect(writeAtOnce({ networkId }, (db) => draft('theirs').execute(db))).rejects.toMatchObject({
		code: '42501'
	});
});

test.each([readAtOnce, writeAtOnce])(
	'a statement that waits for another one comes too late',
	async (doing) => {
		const waiting = doing(hikari.network, async (db) => {
			await sql`select 1`.execute(db);
			await sql`select 2`.execute(db);
		});
		await expect(waiting).rejects.toThrow('too late');
	}
);
