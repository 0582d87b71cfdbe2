import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Invalid } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { readColleagueList } from './colleague-list.ts';
import {
	inviteColleagueAgain,
	inviteColleagues,
	planColleagues,
	withdrawColleague
} from './colleagues.server.ts';
import { invitationBy, join } from './joining.server.ts';
import { openColleagues } from './open-colleagues.server.ts';
import { sendInvitations } from './sending.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let count = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `c-${++count}`);
});

const listed = (pasted: string) => readColleagueList(pasted, 'employee');
const invite = (pasted: string, actor = hikari.hashimoto) => inviteColleagues(actor, listed(pasted));

/** Sends what waits, and gives the link in the last invitation to an address. */
async function tokenFor(address: string): Promise<{ token: string; text: string; subject: string }> {
	const { networkId } = hikari.network;
	const { rows: waves } = await own.owner.query<{ wave_id: string }>(
		'select wave_id from invitation_wave where network_id = $1 order by wave_id',
		[networkId]
	);
	for (const { wave_id: waveId } of waves) await sendInvitations({ networkId, waveId });
	const { rows } = await own.owner.query<{ body_text: string; subject: string }>(
		`select body_text, subject from mail
		where network_id = $1 and address = $2 and kind = 'invitation'
		order by mail_id desc limit 1`,
		[networkId, address]
	);
	const text = rows[0]!.body_text;
	return { token: /\/join\/([\w-]+)/.exec(text)![1]!, text, subject: rows[0]!.subject };
}

const wish = {
	consents: ['network' as const],
	reasons: [],
	reasonWords: '',
	standing: { canReturn: 'unknown' as const, wantsToReturn: 'unknown' as const },
	password: '',
	locale: 'ja' as const,
	today: '2026-01-05'
};
const memberOf = async (address: string) =>
	(
		await own.owner.query(
			`select m.roles, p.family_name, p.given_name,
				(select count(*)::int from tenure t where t.person_id = p.person_id) as tenures
			from contact c
			join person p using (network_id, person_id)
			join membership m using (network_id, person_id)
			where c.network_id = $1 and c.email = $2`,
			[hikari.network.networkId, address]
		)
	).rows[0];

describe('an outside director', () => {
	test('is invited by address, joins as an executive without any tenure, and is asked nothing about leaving', async () => {
		expect(await invite('久保 直子, kubo@outside.example.jp, 社外取締役')).toMatchObject({ invited: 1 });
		const { token, text } = await tokenFor('kubo@outside.example.jp');
		expect(text).not.toContain('ごぶさた');
		expect(text).not.toContain('おかえり');
		expect(await invitationBy(hikari.network, token)).toMatchObject({
			isEmployed: true,
			familyName: '久保',
			state: 'open'
		});
		await join(hikari.network, token, { ...wish, reasons: ['pay'] });
		expect(await memberOf('kubo@outside.example.jp')).toEqual({
			roles: ['executive'],
			family_name: '久保',
			given_name: '直子',
			tenures: 0
		});
		expect(await openColleagues(hikari.hashimoto)).toEqual([]);
		const { rowCount } = await own.owner.query(
			`select from standing s
			join contact c using (network_id, person_id)
			where c.email = 'kubo@outside.example.jp'`
		);
		expect(rowCount, 'no standing of someone who never left').toBe(0);
	});
});

describe('a list', () => {
	test('invites who can be, says of the others why not, and nobody twice', async () => {
		const list = [
			'久保 直子, kubo@outside.example.jp, 役員',
			`橋本 由美子, hashimoto@c-${count}.example.jp`,
			`渡邉 直樹, watanabe@c-${count}.example.jp`,
			'田中 一, tanaka@hikari.example.jp',
			'田中 一, tanaka@hikari.example.jp',
			'だれか'
		].join('\n');
		const planned = await planColleagues(hikari.hashimoto, listed(list));
		expect(planned.map(({ problem, note }) => problem ?? note ?? 'ready')).toEqual([
			'ready',
			'is_member',
			'left',
			'ready',
			'twice',
			'no_address'
		]);
		expect(await openColleagues(hikari.hashimoto), 'looking writes nothing').toEqual([]);
		expect(await invite(list)).toMatchObject({ invited: 3 });
		await expect(invite(list)).rejects.toThrow('nobody_to_invite');
		const again = await planColleagues(hikari.hashimoto, listed(list));
		expect(again[0]).toMatchObject({ problem: 'is_invited' });
		expect(await openColleagues(hikari.hashimoto)).toHaveLength(3);
	});

	test('pasted twice at the same moment invites each person once', async () => {
		const list = '久保 直子, kubo@outside.example.jp, 役員\n田中 一, tanaka@hikari.example.jp';
		const outcomes = await Promise.allSettled([invite(list), invite(list)]);
		expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(await openColleagues(hikari.hashimoto)).toHaveLength(2);
	});

	test('writes to nobody who asked to be left alone or whose address refused mail', async () => {
		await own.owner.query(`update contact set do_not_contact = true where person_id = $1`, [
			hikari.watanabeId
		]);
		await own.owner.query(
			`insert into mail_stop (network_id, address, why) values ($1, 'gone@hikari.example.jp', 'bounce')`,
			[hikari.network.networkId]
		);
		const list = `去る 人, gone@hikari.example.jp\n渡邉 直樹, watanabe@c-${count}.example.jp`;
		const planned = await planColleagues(hikari.hashimoto, listed(list));
		expect(planned.map(({ problem }) => problem)).toEqual(['address_stopped', 'do_not_contact']);
		await expect(invite(list)).rejects.toThrow('nobody_to_invite');
	});
});

describe('an invitation that waits', () => {
	test('can be sent again, after which only the new link opens, and taken back, after which none does', async () => {
		await invite('久保 直子, kubo@outside.example.jp, 役員');
		const first = await tokenFor('kubo@outside.example.jp');
		const [open] = await openColleagues(hikari.hashimoto);
		await inviteColleagueAgain(hikari.hashimoto, open!.personId);
		const second = await tokenFor('kubo@outside.example.jp');
		await expect(invitationBy(hikari.network, first.token)).rejects.toThrow('No such invitation');
		expect((await invitationBy(hikari.network, second.token)).state).toBe('open');
		expect(await openColleagues(hikari.hashimoto)).toHaveLength(1);
		await withdrawColleague(hikari.hashimoto, open!.personId);
		await expect(invitationBy(hikari.network, second.token)).rejects.toThrow('No such invitation');
		expect(await openColleagues(hikari.hashimoto)).toEqual([]);
		await expect(withdrawColleague(hikari.hashimoto, open!.personId)).rejects.toThrow(Invalid);
	});
});

test('only the desk and administrators invite, and only into their own network', async () => {
	const other = await foundHikari(own.owner, `c-${++count}`);
	await invite('久保 直子, kubo@outside.example.jp, 役員');
	const [open] = await openColleagues(hikari.hashimoto);
	for (const actor of [hikari.mori, hikari.ishikawa, hikari.nakamura]) {
		await expect(invite('甲 乙, a@hikari.example.jp', actor)).rejects.toThrow(Forbidden);
		await expect(planColleagues(actor, [])).rejects.toThrow(Forbidden);
		await expect(withdrawColleague(actor, open!.personId)).rejects.toThrow(Forbidden);
	}
	await expect(withdrawColleague(other.hashimoto, open!.personId)).rejects.toThrow(Invalid);
	await expect(inviteColleagueAgain(other.hashimoto, open!.personId)).rejects.toThrow(Invalid);
	expect(await openColleagues(other.hashimoto)).toEqual([]);
	expect(await openColleagues(hikari.hashimoto)).toHaveLength(1);
});
