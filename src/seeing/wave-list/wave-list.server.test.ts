import { expect, test } from 'vitest';
import { stopWaves } from '#people/invitations/batches.server.ts';
import { sendInvitations } from '#people/invitations/sending.server.ts';
import { invitePerson, recordBasis, sendWave } from '#people/invitations/waves.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { lookAtPeople } from '#seeing/people-list/looking.server.ts';
import { waves } from './wave-list.server.ts';

const own = useOwnDatabase();
const reading = <T>(locale: Locale, work: () => Promise<T>) =>
	asReader({ locale, timeZone: 'Asia/Tokyo' }, work);

test('a wave that nobody named is called in the language of whoever reads it', async () => {
	const { network, hashimoto, watanabeId } = await foundHikari(own.owner);
	await recordBasis(hashimoto, 'notice', '2026-11-01', '');
	const sent = async (called: string, number?: number) => {
		await sendWave(hashimoto, { called, number, size: 10, again: true });
		const { rows } = await own.owner.query(
			'select wave_id as "waveId" from invitation_wave where network_id = $1 order by made_at desc limit 1',
			[network.networkId]
		);
		await sendInvitations({ ...network, waveId: rows[0].waveId });
	};
	await reading('ja', () => sent('第1回', 1));
	await reading('en', () => sent('Osaka, Wave 2', 2));
	await reading('ja', () => invitePerson(hashimoto, watanabeId, true));

	const shown = (locale: Locale, query = 'sort=made') =>
		reading(locale, async () =>
			(await lookAt(hashimoto, waves, new URLSearchParams(query))).rows.map(({ name }) => name)
		);
	expect(await shown('ja')).toEqual(['第1回', 'Osaka, Wave 2', '個別の招待']);
	expect(await shown('en')).toEqual(['Wave 1', 'Osaka, Wave 2', 'Single invitation']);
	expect(await shown('en', 'q=wave 1')).toEqual(['Wave 1']);
	expect(await shown('en', 'called=single&sort=called')).toEqual(['Single invitation']);
	expect(await shown('ja', 'q=wave 1')).toEqual([]);

	const people = await reading('en', () =>
		lookAtPeople(hashimoto, new URLSearchParams('col=name&col=wave&q=渡辺'), '')
	);
	expect(people.rows[0]!.cells[1]!.text).toContain('Wave 1');
	expect(JSON.stringify(people.filters)).toContain('Single invitation');
});

test('a wave whose mails are on their way is not called sent, and one that the desk stopped had no few answers', async () => {
	const { network, hashimoto } = await foundHikari(own.owner, 'underway');
	await own.owner.query(
		`update network set quiet_from = '00:00', quiet_until = '00:00' where network_id = $1`,
		[network.networkId]
	);
	await own.owner.query(
		`update contact set quiet_from = '00:00', quiet_until = '00:00' where network_id = $1`,
		[network.networkId]
	);
	await recordBasis(hashimoto, 'notice', '2026-11-01', '');
	await sendWave(hashimoto, { called: 'x', size: 10 });
	const cells = async () => {
		const { rows } = await lookAt(hashimoto, waves, new URLSearchParams('col=sent&col=state&col=next'));
		return rows[0]!.cells.map(({ text }) => text);
	};
	expect(await cells(), 'its mail is not written yet').toEqual(['0 / 1', '送信中', '1件を送信しています']);
	const wave = { ...network, waveId: (await lookAt(hashimoto, waves, new URLSearchParams())).rows[0]!.id };
	await sendInvitations(wave);
	const mail = (set: string) =>
		own.owner.query(`update mail set ${set} where network_id = $1 and kind = 'invitation'`, [
			network.networkId
		]);
	await mail(`is_kept = false`);
	expect(await cells(), 'its mail waits for the worker').toEqual([
		'0 / 1',
		'送信中',
		'1件を送信しています'
	]);
	await mail(`is_kept = true`);
	expect(await cells(), 'there is no mail server').toEqual(['0 / 1', '送信済み', '1件は送信箱で保留']);
	await own.owner.query(
		`update invitation_wave set state = 'running', released = 1, size = 2 where wave_id = $1`,
		[wave.waveId]
	);
	await stopWaves(hashimoto, [wave.waveId]);
	expect((await cells())[1]).toBe('停止中');
});
