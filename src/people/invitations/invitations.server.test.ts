import { beforeEach, describe, expect, test } from 'vitest';
import { actorOf } from '#access/actor/actor.server.ts';
import { enterByPassword, enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { invitationBy, join, type JoinWish } from './joining.server.ts';
import { sendInvitations } from './sending.server.ts';
import { invitationDesk, invitePerson, recordBasis, sendWave } from './waves.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});

const wish: JoinWish = {
	consents: ['network', 'return_mail'],
	reasons: ['relocation'],
	reasonWords: '転勤でした',
	standing: { canReturn: 'no', wantsToReturn: 'yes' },
	password: '',
	locale: 'ja',
	today: '2026-11-23'
};

async function invited(): Promise<string> {
	await recordBasis(hikari.hashimoto, 'notice', '2026-11-01', '');
	await sendWave(hikari.hashimoto, { called: '第1回', size: 10 });
	return sent();
}

/** Lets the worker's part happen and gives the token inside the last mail. */
async function sent(): Promise<string> {
	const { rows } = await own.owner.query(
		'select wave_id from invitation_wave where network_id = $1 order by wave_id desc limit 1',
		[hikari.network.networkId]
	);
	await sendInvitations({ ...hikari.network, waveId: rows[0].wave_id });
	const { rows: mails } = await own.owner.query(
		`select body_text from mail where network_id = $1 and kind = 'invitation' order by created_at desc limit 1`,
		[hikari.network.networkId]
	);
	return /join\/(\S+)/.exec(mails[0].body_text)![1]!;
}

describe('inviting', () => {
	test('waits for a basis: nobody can be written to without one', async () => {
		expect(await invitationDesk(hikari.hashimoto)).toMatchObject({ withoutBasis: 1, ready: 0 });
		await expect(sendWave(hikari.hashimoto, { called: '第1回', size: 10 })).rejects.toThrow(Invalid);
		await expect(invitePerson(hikari.hashimoto, hikari.watanabeId)).rejects.toThrow(Invalid);
		await recordBasis(hikari.hashimoto, 'notice', '2026-11-01', '');
		expect(await invitationDesk(hikari.hashimoto)).toMatchObject({ withoutBasis: 0, ready: 1 });
		await sendWave(hikari.hashimoto, { called: '第1回', size: 10 });
		expect(await invitationDesk(hikari.hashimoto)).toMatchObject({ ready: 0, lately: 1, members: 2 });
	});

	test('waits for the day on which they leave, as the network’s own clock has it', async () => {
		await recordBasis(hikari.hashimoto, 'notice', '2026-11-01', '');
		await own.owner.query(
			`update departure set left_on = (now() at time zone 'Pacific/Kiritimati')::date where person_id = $1`,
			[hikari.watanabeId]
		);
		await own.owner.query(`update network set time_zone = 'Etc/GMT+12'`);
		expect(await invitationDesk(hikari.hashimoto)).toMatchObject({ ready: 0 });
		await own.owner.query(`update network set time_zone = 'Pacific/Kiritimati'`);
		expect(await invitationDesk(hikari.hashimoto)).toMatchObject({ ready: 1 });
	});

	test('is the desk’s alone', async () => {
		for (const other of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(sendWave(other, { called: 'x', size: 1 })).rejects.toThrow(Forbidden);
	});

	test('writes each person once, however often the job runs', async () => {
		await invited();
		await sent();
		const { rows } = await own.owner.query(`select count(*)::int as n from mail where network_id = $1`, [
			hikari.network.networkId
		]);
		expect(rows).toEqual([{ n: 1 }]);
		await expect(
			sendWave(hikari.hashimoto, { called: '第2回', size: 10 }),
			'an open invitation waits for them'
		).rejects.toThrow(Invalid);
	});

	test('keeps no link that could be read from the database', async () => {
		const token = await invited();
		const { rows } = await own.owner.query(
			'select encode(link_hash, $1) as hash from invitation where network_id = $2',
			['base64', hikari.network.networkId]
		);
		expect(rows[0].hash).not.toContain(token);
	});
});

describe('joining', () => {
	test('counts the boards anew within a minute, also where nothing is said', async () => {
		const { reasons: _reasons, reasonWords: _words, standing: _standing, ...silent } = wish;
		await join(hikari.network, await invited(), silent);
		const { rows } = await own.owner.query(
			`select run_at <= now() + interval '1 minute' as is_soon from graphile_worker.jobs where key = $1`,
			[`standing.changed:${hikari.network.networkId}`]
		);
		expect(rows).toEqual([{ is_soon: true }]);
	});

	test('makes an alumnus with consents, reasons, standing and a way to sign in', async () => {
		const token = await invited();
		const email = await join(hikari.network, token, { ...wish, password: '長い合言葉を一つ決める' });
		const cookies = await enterByPassword(hikari.network, email, '長い合言葉を一つ決める', new Headers());
		const found = await actorOf(
			tokenOf(decodeURIComponent(/okaeri\.session_token=([^;]+)/.exec(cookies!.join())![1]!))!,
			hikari.network.networkId
		);
		expect(found?.actor).toMatchObject({ personId: hikari.watanabeId, roles: ['alumnus'] });
		const { rows } = await own.owner.query(
			`select
				(select array_agg(purpose order by purpose) from consent where person_id = $1) as consents,
				(select quadrant from standing where person_id = $1 and is_current) as quadrant,
				(select counting_view from departure where person_id = $1) as view,
				(select basis from contact where person_id = $1) as basis`,
			[hikari.watanabeId]
		);
		expect(rows).toEqual([
			{ consents: ['network', 'return_mail'], quadrant: 'tied', view: 'revisited', basis: 'joined' }
		]);
	});

	test('works once', async () => {
		const token = await invited();
		await join(hikari.network, token, wish);
		expect((await invitationBy(hikari.network, token)).state).toBe('used');
		await expect(join(hikari.network, token, wish)).rejects.toThrow(Invalid);
	});

	test('works once even when pressed five times at once', async () => {
		const token = await invited();
		const tries = await Promise.allSettled(
			Array.from({ length: 5 }, () => join(hikari.network, token, wish))
		);
		expect(tries.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
		const { rows } = await own.owner.query(
			'select count(*)::int as n from standing where person_id = $1',
			[hikari.watanabeId]
		);
		expect(rows).toEqual([{ n: 1 }]);
	});

	test('needs the consent that membership rests on, a link in time, and one that exists', async () => {
		const token = await invited();
		await expect(join(hikari.network, token, { ...wish, consents: [] })).rejects.toMatchObject({
			why: 'consent_needed'
		});
		await own.owner.query(
			`update invitation set expires_at = now() - interval '1 minute' where network_id = $1`,
			[hikari.network.networkId]
		);
		await expect(join(hikari.network, token, wish)).rejects.toThrow(Invalid);
		await expect(invitationBy(hikari.network, 'no-such-token')).rejects.toThrow(NotFound);
	});
});

describe('an employee', () => {
	/** 池田 愛 works there and is no member. Gives her person's id. */
	async function addIkeda(): Promise<string> {
		const { networkId } = hikari.network;
		const { rows } = await own.owner.query(
			`insert into person (network_id, family_name, given_name)
			values ($1, '池田', '愛')
			returning person_id`,
			[networkId]
		);
		const personId = rows[0].person_id as string;
		await own.owner.query(`insert into contact (network_id, person_id, email) values ($1, $2, $3)`, [
			networkId,
			personId,
			`ikeda@round-${round}.example.jp`
		]);
		await own.owner.query(
			`insert into tenure (network_id, person_id, company_id, started_on)
			values ($1, $2, $3, '2010-04-01')`,
			[networkId, personId, hikari.parentId]
		);
		return personId;
	}

	test('is invited without a basis, and joins as an employee who is asked for no reasons', async () => {
		const personId = await addIkeda();
		await invitePerson(hikari.hashimoto, personId);
		const token = await sent();
		expect(await invitationBy(hikari.network, token)).toMatchObject({ isEmployed: true });
		await join(hikari.network, token, wish);
		const { rows: joined } = await own.owner.query(
			`select
				(select roles from membership where person_id = $1) as roles,
				(select count(*)::int from standing where person_id = $1) as standings`,
			[personId]
		);
		expect(joined).toEqual([{ roles: ['employee'], standings: 0 }]);
	});
});

test('a sign-in link works once', async () => {
	const email = `nakamura@round-${round}.example.jp`;
	const token = await makeLinkToken(hikari.network, email, new Headers());
	expect(await enterByToken(hikari.network, token, new Headers())).toBeDefined();
	expect(await enterByToken(hikari.network, token, new Headers())).toBeUndefined();
	expect(await enterByToken(hikari.network, 'made-up', new Headers())).toBeUndefined();
	expect(
		await enterByPassword(hikari.network, email, 'wrong password here', new Headers())
	).toBeUndefined();
});

test('joining asks for no reason and no standing: what HR knows of them is matched all the same', async () => {
	const token = await invited();
	const { reasons: _, reasonWords: _words, standing: _standing, ...bare } = wish;
	await join(hikari.network, token, bare);
	const { rows } = await own.owner.query(
		`select
			(select count(*)::int from standing where person_id = $1) as standings,
			(select counting_view from departure where person_id = $1 and is_latest) as view,
			(
				select count(*)::int
				from graphile_worker._private_jobs
				where payload::text like '%' || $1 || '%'
					and task_id = (
						select id
						from graphile_worker._private_tasks
						where identifier = 'person.spoke'
					)
			) as matchings`,
		[hikari.watanabeId]
	);
	expect(rows).toEqual([{ standings: 0, view: expect.not.stringMatching('revisited'), matchings: 1 }]);
});
