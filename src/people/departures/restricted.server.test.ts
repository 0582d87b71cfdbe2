import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { readReasons } from './departures.server.ts';
import { asReadBy } from './restricted.server.ts';
import { settleGroups } from './settling.server.ts';
import { suggestedReasons } from './suggestions.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let steward: Actor;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	steward = { ...hikari.hashimoto, roles: ['employee', 'steward'] };
});

describe('someone of the desk who is no restricted reader', () => {
	test('reads other reasons, and of harassment neither code nor words nor that there is something', async () => {
		expect(await readReasons(hikari.hashimoto, hikari.igarashi.personId)).toMatchObject([
			{ codes: ['harassment'] }
		]);
		expect(await readReasons(steward, hikari.igarashi.personId)).toEqual([]);
		expect(await readReasons(steward, hikari.nakamura.personId)).toMatchObject([
			{ codes: ['relocation'] }
		]);
	});

	test('reads no words that tell of it, whatever was ticked beside them', () => {
		const said = (codes: string[], words: string) => ({ codes, words });
		const told = [
			said(['pay', 'health'], '給与のこともある。'),
			said(['pay'], '上司のパワハラに耐えられなかった。'),
			said(['pay'], '給与が上がらなかった。')
		];
		expect(asReadBy(steward, told)).toEqual([
			said(['pay'], ''),
			said(['pay'], ''),
			said(['pay'], '給与が上がらなかった。')
		]);
		expect(asReadBy(hikari.hashimoto, told)).toEqual(told);
	});

	test('neither sees nor settles what is suggested of it', async () => {
		const { rows } = await own.owner.query(`select tenure_id from departure where person_id = $1`, [
			hikari.nakamura.personId
		]);
		const tenureId = rows[0].tenure_id as string;
		await own.owner.query(
			`insert into departure_word (network_id, tenure_id, view, words, said_on, read_at)
			values ($1, $2, 'stated', 'いろいろあった。', '2021-03-31', now())`,
			[hikari.network.networkId, tenureId]
		);
		await own.owner.query(
			`insert into reason_suggestion (network_id, tenure_id, view, code, rests_on, percent)
			values ($1, $2, 'stated', 'health', '{いろいろ}', 40), ($1, $2, 'stated', 'pay', '{いろいろ}', 30)`,
			[hikari.network.networkId, tenureId]
		);
		const { shown } = await suggestedReasons(hikari.hashimoto);
		expect(shown).toHaveLength(1);
		expect((await suggestedReasons(steward)).shown).toEqual([]);
		const decision = { key: shown[0]!.key, codes: ['pay'], except: [] };
		await expect(settleGroups(steward, [decision])).rejects.toThrow('No such suggestion');
		await settleGroups(hikari.hashimoto, [decision]);
		expect((await suggestedReasons(hikari.hashimoto)).shown).toEqual([]);
	});
});
