import { beforeEach, expect, test } from 'vitest';
import { invitePerson, recordBasis } from '#people/invitations/waves.server.ts';
import { saveReach } from '#people/persons/self.server.ts';
import { recordOf } from '#people/persons/record.server.ts';
import { dayAt, today } from '#platform/clock/today.ts';
import { Forbidden, Invalid } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { leaveMail, type MailKind } from '#platform/mail/mail.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { recordAddress } from './addresses.server.ts';
import { leaveAlone, liftLeaveAlone } from './left-alone.server.ts';

const own = useOwnDatabase();
const now = today('Asia/Tokyo');
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${++round}`);
});

const said = { way: 'telephone', saidOn: now, words: '今後の連絡は不要とのこと' } as const;

const wishes = async (personId: string) =>
	(await own.owner.query('select do_not_contact as alone from contact where person_id = $1', [personId]))
		.rows[0]?.alone;

async function mailTo(personId: string, kind: MailKind): Promise<string> {
	const letter = { subject: 'x', signedBy: () => ({ text: 'x', html: 'x' }) };
	await inNetwork(hikari.network, (db) =>
		leaveMail(db, hikari.network, { kind, personId, address: 'x@example.jp', letter })
	);
	const { rows } = await own.owner.query(
		'select status from mail where network_id = $1 order by mail_id desc limit 1',
		[hikari.network.networkId]
	);
	return rows[0].status;
}

test('someone who telephones is left alone: with who recorded it and when, and no mail of ours goes out', async () => {
	const { personId } = hikari.nakamura;
	expect(await mailTo(personId, 'match')).toBe('waiting');
	await leaveAlone(hikari.hashimoto, personId, said);
	expect(await recordOf(hikari.hashimoto, personId)).toMatchObject({
		doNotContact: true,
		leftAlone: [{ way: 'telephone', saidOn: now, recordedBy: { familyName: '橋本' }, liftedAt: null }]
	});
	for (const kind of ['invitation', 'match', 'notification', 'digest', 'pulse', 'interview'] as const)
		expect(await mailTo(personId, kind), kind).toBe('stopped');
	for (const kind of ['sign_in', 'talk', 'application', 'address_proof'] as const)
		expect(await mailTo(personId, kind), kind).toBe('waiting');
	const { rows } = await own.owner.query(
		`select kind from mail where network_id = $1 and person_id = $2 and status = 'waiting' and kind = 'match'`,
		[hikari.network.networkId, personId]
	);
	expect(rows, 'what waited is stopped').toEqual([]);
});

test('they are not invited, whoever writes their contact later', async () => {
	await recordBasis(hikari.hashimoto, 'notice', now, '');
	await leaveAlone(hikari.hashimoto, hikari.watanabeId, said);
	await expect(invitePerson(hikari.hashimoto, hikari.watanabeId)).rejects.toThrow(Invalid);
	await own.owner.query('delete from contact where person_id = $1', [hikari.watanabeId]);
	const wish = { basis: 'notice', basisOn: now, basisNote: '' } as const;
	await recordAddress(hikari.hashimoto, hikari.watanabeId, {
		...wish,
		revision: 0,
		email: 'new@example.jp'
	});
	expect(await wishes(hikari.watanabeId)).toBe(true);
	await own.owner.query('update contact set do_not_contact = false where person_id = $1', [
		hikari.watanabeId
	]);
	expect(await wishes(hikari.watanabeId)).toBe(true);
});

test('it is lifted with a reason, which is kept', async () => {
	await leaveAlone(hikari.hashimoto, hikari.watanabeId, said);
	await leaveAlone(hikari.hashimoto, hikari.watanabeId, { ...said, way: 'mail' });
	await liftLeaveAlone(hikari.hashimoto, hikari.watanabeId, '再度のお電話で');
	expect(await wishes(hikari.watanabeId)).toBe(false);
	const { leftAlone } = await recordOf(hikari.hashimoto, hikari.watanabeId);
	expect(leftAlone).toMatchObject([
		{ way: 'telephone', liftedWhy: '再度のお電話で', liftedBy: { familyName: '橋本' } }
	]);
});

test('what members ticked themselves is theirs to change, and they can lift the desk’s record', async () => {
	const { personId } = hikari.nakamura;
	const reach = {
		mailsPerMonth: 4,
		quietFrom: '21:00',
		quietUntil: '08:00',
		timeZone: 'Asia/Tokyo'
	};
	await saveReach(hikari.nakamura, { ...reach, doNotContact: true });
	await expect(liftLeaveAlone(hikari.hashimoto, personId, 'x')).rejects.toThrow('left_alone_is_theirs');
	await leaveAlone(hikari.hashimoto, personId, said);
	await liftLeaveAlone(hikari.hashimoto, personId, '解除のお電話');
	expect(await wishes(personId), 'their own wish stays').toBe(true);
	await leaveAlone(hikari.hashimoto, personId, said);
	await saveReach(hikari.nakamura, { ...reach, doNotContact: false });
	expect(await wishes(personId)).toBe(false);
	const { leftAlone } = await recordOf(hikari.hashimoto, personId);
	expect(leftAlone[0]).toMatchObject({ isLiftedByThemselves: true });
});

test('nobody says so tomorrow, and only the desk records it', async () => {
	const tomorrow = dayAt(new Date(Date.now() + 2 * 86_400_000), 'Asia/Tokyo');
	await expect(
		leaveAlone(hikari.hashimoto, hikari.watanabeId, { ...said, saidOn: tomorrow })
	).rejects.toThrow(new Invalid('not_yet', 'saidOn'));
	for (const actor of [hikari.nakamura, hikari.mori])
		await expect(leaveAlone(actor, hikari.watanabeId, said)).rejects.toThrow(Forbidden);
	const { rows } = await own.owner.query(
		`select count(*)::int as n from audit where network_id = $1 and act = 'person.leave_alone'`,
		[hikari.network.networkId]
	);
	expect(rows[0].n).toBe(0);
});
