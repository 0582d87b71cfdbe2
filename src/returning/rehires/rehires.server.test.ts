import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { recordRehire, stayedFigures, undoRehire } from './rehires.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
let rehireId = '';
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	rehireId = await recordRehire(hikari.hashimoto, hikari.nakamura.personId, hikari.digitalId, '2026-10-01');
	hikari.nakamura.roles = ['employee'];
});
const roles = async () =>
	(await own.owner.query(`select roles from membership where person_id = $1`, [hikari.nakamura.personId]))
		.rows[0].roles;

describe('a rehire', () => {
	test('joins the old tenures, and can be undone for a month: then all is as it was', async () => {
		expect(await roles()).toEqual(['employee']);
		const { rows: before } = await own.owner.query(
			`select count(*)::int as n from tenure where person_id = $1`,
			[hikari.nakamura.personId]
		);
		expect(before[0].n).toBe(2);
		await expect(undoRehire(hikari.mori, rehireId)).rejects.toThrow(Forbidden);
		await undoRehire(hikari.hashimoto, rehireId);
		expect(await roles()).toEqual(['alumnus']);
		const { rows } = await own.owner.query(
			`select
				(select count(*)::int from tenure where person_id = $1) as tenures,
				(select count(*)::int from check_in where rehire_id = $2) as check_ins,
				(select count(*)::int from welcome_step where rehire_id = $2) as steps`,
			[hikari.nakamura.personId, rehireId]
		);
		expect(rows[0]).toEqual({ tenures: 1, check_ins: 0, steps: 0 });
		// It can be recorded anew.
		await recordRehire(hikari.hashimoto, hikari.nakamura.personId, hikari.parentId, '2026-10-02');
	});

	test('is not undone later, nor when a story came of it', async () => {
		await own.owner.query(
			`update rehire set recorded_at = now() - interval '31 days' where rehire_id = $1`,
			[rehireId]
		);
		await expect(undoRehire(hikari.hashimoto, rehireId)).rejects.toMatchObject({
			why: 'too_late_to_undo'
		});
		await own.owner.query(`update rehire set recorded_at = now() where rehire_id = $1`, [rehireId]);
		await own.owner.query(
			`insert into story (network_id, person_id, rehire_id, asked_by) values ($1, $2, $3, $4)`,
			[hikari.network.networkId, hikari.nakamura.personId, rehireId, hikari.hashimoto.personId]
		);
		await expect(undoRehire(hikari.hashimoto, rehireId)).rejects.toMatchObject({
			why: 'has_consequences'
		});
	});
});

describe('what is kept of a rehire', () => {
	test('keeps no terms: no column of it could hold pay, rank or conditions', async () => {
		const { rows } = await own.owner.query(
			`select column_name
			from information_schema.columns
			where table_schema = 'public' and table_name = 'rehire'
			order by 1`
		);
		expect(rows.map((row) => row.column_name)).toEqual([
			'company_id',
			'network_id',
			'person_id',
			'recorded_at',
			'recorded_by',
			'rehire_id',
			'returned_on',
			'tenure_id'
		]);
	});

	test('counts as stayed after 12 and 24 months', async () => {
		await own.owner.query(
			`update rehire set returned_on = network_today() - interval '13 months' where rehire_id = $1`,
			[rehireId]
		);
		expect(await stayedFigures(hikari.hashimoto)).toEqual([
			{ months: 12, due: 1, stayed: 1 },
			{ months: 24, due: 0, stayed: 0 }
		]);
		await own.owner.query(
			`update tenure
			set started_on = network_today() - interval '13 months', ended_on = network_today() - interval '2 months'
			where tenure_id = (select tenure_id from rehire where rehire_id = $1)`,
			[rehireId]
		);
		expect((await stayedFigures(hikari.hashimoto))[0]).toEqual({ months: 12, due: 1, stayed: 0 });
	});
});
