import { expect, test } from 'vitest';
import { wavesOf } from '#test/fixtures/waves.ts';
import { here, mailOut, ofNetwork, own } from '#test/fixtures/invitations.ts';
import { nightOf } from './night.server.ts';
import { recordBasis, sendWave } from './waves.server.ts';
import { sendInvitations } from './sending.server.ts';

const hourHere = (shift: number) =>
	new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Tokyo' }).format(
		Date.now() + shift * 3_600_000
	);

/** Sets the network's quiet hours around now, or where they are over. */
async function quiet(from: number, until: number): Promise<void> {
	const hours = [here().network.networkId, hourHere(from), hourHere(until)];
	await own.owner.query(
		`update network set quiet_from = $2, quiet_until = $3 where network_id = $1`,
		hours
	);
	await own.owner.query(
		`update contact set quiet_from = $2, quiet_until = $3 where network_id = $1`,
		hours
	);
}

async function inviteAll(): Promise<void> {
	const { hashimoto } = here();
	await recordBasis(hashimoto, 'notice', '2026-11-01', '');
	await sendWave(hashimoto, { called: '第1回', size: 10 });
	const [wave] = await ofNetwork<{ id: string }>(
		'select wave_id as id from invitation_wave where network_id = $1'
	);
	await sendInvitations({ ...here().network, waveId: wave!.id });
}
const touches = async () =>
	(await ofNetwork<{ kind: string }>('select kind from touchpoint where network_id = $1')).map(
		({ kind }) => kind
	);

test('a first invitation waits for the end of the night; until it went out nobody was touched', async () => {
	await quiet(-1, 2);
	const { goesAt } = await nightOf(here().hashimoto);
	expect(goesAt!.getTime() - Date.now()).toBeGreaterThan(3_600_000);
	await inviteAll();
	const [mail] = await ofNetwork<{ at: Date; job: Date }>(
		`select m.not_before as at, j.run_at as job
		from mail m
		join graphile_worker._private_jobs j on j.key = 'mail:' || m.mail_id
		where m.network_id = $1 and m.kind = 'invitation'`
	);
	expect(mail!.at).toEqual(goesAt);
	expect(Math.abs(mail!.job.getTime() - goesAt!.getTime())).toBeLessThan(60_000);
	expect(await wavesOf(here().network)).toMatchObject([{ size: 1, held: 1, heldUntil: goesAt }]);
	expect(await touches()).toEqual([]);
});

test('by day it goes at once, and counts when it went out; a mail that failed is no touch', async () => {
	await quiet(2, 3);
	expect((await nightOf(here().hashimoto)).goesAt).toBeNull();
	await inviteAll();
	await ofNetwork(`update mail set status = 'failed' where network_id = $1`);
	expect(await touches()).toEqual([]);
	const counts = async () => {
		const [{ sent, held } = { sent: 0, held: 0 }] = await wavesOf(here().network);
		return { sent, held };
	};
	expect(await counts()).toEqual({ sent: 0, held: 0 });
	await ofNetwork(`update mail set status = 'waiting' where network_id = $1`);
	await mailOut();
	expect(await touches()).toEqual(['invited']);
	expect(await counts()).toEqual({ sent: 1, held: 0 });
});
