import { beforeEach, expect, test } from 'vitest';
import { wavesOf } from '#test/fixtures/waves.ts';
import { Forbidden, Stale } from '#platform/http/failures.ts';
import { today } from '#platform/clock/today.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { restsOn, withdrawBasis, type OneBasis } from './basis-withdrawing.server.ts';
import { remindInvited } from './reminding.server.ts';
import { sendInvitations } from './sending.server.ts';
import { invitationDesk, recordBasis, sendWave } from './waves.server.ts';

const own = useOwnDatabase();
const which: OneBasis = { basis: 'notice', on: today('Asia/Tokyo'), note: '退職時の書類' };
const why = '書類に署名がなかった';
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await recordBasis(hikari.hashimoto, which.basis, which.on, which.note);
	await sendWave(hikari.hashimoto, { called: '第1回', size: 10, remindAfter: 5 });
});
const waveId = async () =>
	(
		await own.owner.query<{ wave_id: string }>(
			'select wave_id from invitation_wave where network_id = $1',
			[hikari.network.networkId]
		)
	).rows[0]!.wave_id;
const sendAll = async () => sendInvitations({ ...hikari.network, waveId: await waveId() });
const mails = async () =>
	(
		await own.owner.query('select status from mail where person_id = $1 order by mail_id', [
			hikari.watanabeId
		])
	).rows.map(({ status }) => status);

test('an invitation that is not written yet is dropped, and its wave is smaller', async () => {
	expect(await restsOn(hikari.hashimoto, which)).toEqual({
		people: 1,
		unwritten: 1,
		waiting: 0,
		reminders: 0,
		links: 0
	});
	expect(await withdrawBasis(hikari.hashimoto, which, why)).toBe(1);
	await sendAll();
	expect(await mails()).toEqual([]);
	const desk = await invitationDesk(hikari.hashimoto);
	expect(desk).toMatchObject({ withoutBasis: 1, ready: 0, bases: [] });
	expect(await wavesOf(hikari.network)).toMatchObject([{ size: 0, state: 'sent' }]);
	expect(desk.withdrawn).toMatchObject([{ basis: 'notice', basisNote: which.note, why, people: 1 }]);
	const { rows } = await own.owner.query(
		`select actor_id, detail from audit where act = 'contact.basis_withdrawn' and network_id = $1`,
		[hikari.network.networkId]
	);
	expect(rows).toMatchObject([
		{ actor_id: hikari.hashimoto.personId, detail: { people: 1, dropped: 1, stopped: 0 } }
	]);
	// Recorded anew, they can be invited at once.
	await recordBasis(hikari.hashimoto, 'consent_on_leaving', which.on, '');
	expect(await invitationDesk(hikari.hashimoto)).toMatchObject({ withoutBasis: 0, ready: 1 });
});

test('a mail that waits is stopped, and who was invited is not reminded', async () => {
	await sendAll();
	expect(await restsOn(hikari.hashimoto, which)).toMatchObject({ people: 1, unwritten: 0, waiting: 1 });
	await own.owner.query(
		`update mail set status = 'sent', sent_at = now() - interval '6 days' where person_id = $1`,
		[hikari.watanabeId]
	);
	expect(await restsOn(hikari.hashimoto, which)).toMatchObject({ waiting: 0, reminders: 1, links: 1 });
	await own.owner.query(`update mail set status = 'waiting', sent_at = null where person_id = $1`, [
		hikari.watanabeId
	]);
	await withdrawBasis(hikari.hashimoto, which, why);
	expect(await mails()).toEqual(['stopped']);
	await own.owner.query(
		`update mail set status = 'sent', sent_at = now() - interval '6 days' where person_id = $1`,
		[hikari.watanabeId]
	);
	await remindInvited(hikari.network);
	expect(await mails()).toEqual(['sent']);
});

test('it is for those who invite, once, and reaches no other network and no member', async () => {
	const theirs = await foundHikari(own.owner, `theirs-${round}`);
	for (const someone of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
		await expect(restsOn(someone, which)).rejects.toThrow(Forbidden);
		await expect(withdrawBasis(someone, which, why)).rejects.toThrow(Forbidden);
	}
	await expect(withdrawBasis(theirs.hashimoto, which, why)).rejects.toThrow(Stale);
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [hikari.network.networkId]);
	await own.owner.query(
		`update contact set basis = 'notice', basis_on = $2, basis_note = $3 where person_id = $1`,
		[hikari.nakamura.personId, which.on, which.note]
	);
	expect(await withdrawBasis(hikari.hashimoto, which, why)).toBe(1);
	await expect(withdrawBasis(hikari.hashimoto, which, why)).rejects.toThrow(Stale);
	const { rows } = await own.owner.query('select basis from contact where person_id = $1', [
		hikari.nakamura.personId
	]);
	expect(rows).toEqual([{ basis: 'notice' }]);
});
