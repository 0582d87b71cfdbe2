import { beforeEach, expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import { sourceOf } from '#people/consents/source.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { sendOffAtDesk } from './at-desk.server.ts';
import { beginSendOff } from './beginning.server.ts';
import { completeSendOffs } from './completing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
let sendOffId: string;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	const { rows } = await own.owner.query<{ day: string }>(
		`select ((now() at time zone 'Asia/Tokyo')::date + 10)::text as day`
	);
	sendOffId = await beginSendOff(hikari.hashimoto, {
		who: '森 健一',
		lastOn: rows[0]!.day,
		kind: 'own_wish',
		talkerId: null
	});
	await own.owner.query(
		`update contact
		set quiet_from = (now() - interval '1 hour') at time zone 'Asia/Tokyo',
			quiet_until = (now() + interval '1 hour') at time zone 'Asia/Tokyo'
		where person_id = $1`,
		[hikari.mori.personId]
	);
	await own.owner.query(`update send_off set last_on = (now() at time zone 'Asia/Tokyo')::date - 1`);
	await completeSendOffs(hikari.network);
});

test('the farewell after the last day lets them sleep', async () => {
	const { rows } = await own.owner.query(
		`select not_before > now() as waits from mail where person_id = $1 and kind = 'send_off'`,
		[hikari.mori.personId]
	);
	expect(rows).toEqual([{ waits: true }]);
});

test('reasons that nobody said are not said to be told', async () => {
	expect((await sendOffAtDesk(hikari.hashimoto, sendOffId)).sendOff.hasReasons).toBe(false);
});

test('who joins may agree to less than on leaving', async () => {
	const { network, mori } = hikari;
	const agree = (given: ('network' | 'return_mail')[], how: 'mail_link' | 'join') =>
		inNetwork(network, (db) =>
			setConsents(db, network, mori.personId, given, undefined, sourceOf(how, `/${how}`, '192.0.2.7'))
		);
	await agree(['network', 'return_mail'], 'mail_link');
	await agree(['network'], 'join');
	const { rows } = await own.owner.query(
		`select withdrawn_how, withdrawn_from from consent where person_id = $1 and withdrawn_at is not null`,
		[mori.personId]
	);
	expect(rows).toEqual([{ withdrawn_how: 'page', withdrawn_from: '/join 192.0.2.0/24' }]);
});
