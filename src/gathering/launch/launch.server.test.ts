import { beforeAll, describe, expect, test } from 'vitest';
import { goOnOrStop, resumeWaves } from '#people/invitations/batches.server.ts';
import { sendInvitations } from '#people/invitations/sending.server.ts';
import { recordBasis } from '#people/invitations/waves.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inviteInBatches, launchFor } from './launch.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	await own.owner.query(
		`with many as (
			insert into person (network_id, family_name)
			select $1, '山田' || n
			from generate_series(1, 60) n
			returning person_id
		),
		reached as (
			insert into contact (network_id, person_id, email)
			select $1, person_id, person_id || '@x.example'
			from many
			returning person_id
		),
		stays as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			select $1, person_id, $2, '2010-04-01', '2020-03-31'
			from many
			returning person_id, tenure_id
		)
		insert into departure (network_id, tenure_id, person_id, left_on, learned_from)
		select $1, tenure_id, person_id, '2020-03-31', 'hr_file'
		from stays`,
		[networkId, hikari.parentId]
	);
	await recordBasis(hikari.hashimoto, 'notice', '2026-11-01', '');
});

const wave = (size: number, anyway = '') =>
	inviteInBatches(hikari.hashimoto, { called: '第1回', size, batch: 20, anyway });
const latest = async () =>
	(
		await own.owner.query(
			`select wave_id, state, released, size,
				(
					select count(*)::int
					from invitation i
					where i.wave_id = w.wave_id
						and sent_at is not null
				) as sent
			from invitation_wave w
			order by wave_id desc
			limit 1`
		)
	).rows[0];

/** How a wave goes on is judged by what went out. */
const mailsGoOut = () => own.owner.query(`update mail set status = 'sent' where status = 'waiting'`);

describe('before the first mass invitation', () => {
	test('the launch is looked at; few can be invited, many only with a reason that is written down', async () => {
		expect(await launchFor(hikari.hashimoto)).toMatchObject({
			isReady: false,
			wanted: { hosts: 4, posts: 3 }
		});
		await expect(wave(50)).rejects.toMatchObject({ why: 'launch_not_ready' });
		await wave(2);
		await wave(50, '創立記念日に合わせるため');
		const { rows } = await own.owner.query(
			`select detail ->> 'why' as why from audit where act = 'launch.skipped'`
		);
		expect(rows).toEqual([{ why: '創立記念日に合わせるため' }]);
	});

	test('a wave goes in batches, stops by itself when few answer, and goes on when the desk says so', async () => {
		const { wave_id: waveId } = await latest();
		const where = { ...hikari.network, waveId };
		await sendInvitations(where);
		expect(await latest()).toMatchObject({ state: 'running', sent: 20, size: 50 });
		await mailsGoOut();
		await goOnOrStop(where);
		await sendInvitations(where);
		expect(await latest()).toMatchObject({ state: 'stopped', sent: 20 });
		expect(await resumeWaves(hikari.hashimoto, [waveId])).toBe(1);
		await sendInvitations(where);
		expect(await latest()).toMatchObject({ state: 'running', sent: 40 });
		await mailsGoOut();
		await own.owner.query(
			`update invitation
			set used_at = now()
			where invitation_id in (
				select invitation_id
				from invitation
				where wave_id = $1
					and sent_at is not null
				limit 4
			)`,
			[waveId]
		);
		await goOnOrStop(where);
		await sendInvitations(where);
		expect(await latest()).toMatchObject({ state: 'sent', sent: 50 });
	});
});
