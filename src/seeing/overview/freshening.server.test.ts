import { expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { freshenOverview } from './freshening.server.ts';
import { countOverview } from './tasks.server.ts';

const own = useOwnDatabase();

test('who looks at the overview has it counted anew, but not twice within a minute, nor often where many left', async () => {
	const { network, hashimoto, mori } = await foundHikari(own.owner);
	const waiting = async () => {
		const { rows } = await own.owner.query(
			`select count(*)::int as n from graphile_worker.jobs where key = $1`,
			[`overview.count:${network.networkId}`]
		);
		return rows[0].n as number;
	};
	const countedAgo = (seconds: number) =>
		own.owner.query(
			`update overview_count set counted_at = now() - make_interval(secs => $2) where network_id = $1`,
			[network.networkId, seconds]
		);
	await expect(freshenOverview(mori)).rejects.toThrow(Forbidden);
	expect(await waiting()).toBe(0);

	expect(await freshenOverview(hashimoto), 'nothing was ever counted').toBe(true);
	expect(await freshenOverview(hashimoto)).toBe(true);
	expect(await waiting(), 'one job waits, however many look').toBe(1);

	await countOverview(network);
	expect(await freshenOverview(hashimoto)).toBe(false);
	await countedAgo(50);
	expect(await freshenOverview(hashimoto)).toBe(false);
	await countedAgo(61);
	expect(await freshenOverview(hashimoto)).toBe(true);

	await own.owner.query(`delete from overview_figure where network_id = $1`, [network.networkId]);
	await countedAgo(6);
	expect(await freshenOverview(hashimoto), 'where nobody was counted, it is looked again at once').toBe(
		true
	);
	await own.owner.query(
		`insert into overview_figure (network_id, board, row_key, column_key, people)
		values ($1, 'leavers', $2, 'people', 300000)`,
		[network.networkId, crypto.randomUUID()]
	);
	await countedAgo(900);
	expect(await freshenOverview(hashimoto)).toBe(false);
	await countedAgo(1100);
	expect(await freshenOverview(hashimoto)).toBe(true);
});
