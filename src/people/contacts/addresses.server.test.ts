import { beforeEach, describe, expect, test } from 'vitest';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { sendSignInLink } from '#people/persons/signing-in.server.ts';
import { recordOf } from '#people/persons/record.server.ts';
import { today } from '#platform/clock/today.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { stopMailTo } from '#platform/mail/stops.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { allowMailAgain, recordAddress, type AddressWish } from './addresses.server.ts';
import {
	askForOwnProof,
	askForProof,
	canStop,
	proofBy,
	proveAddress,
	stopProof,
	withdrawProof
} from './proving.server.ts';

const own = useOwnDatabase();
const none = new Headers();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${++round}`);
});

const wishOf = (wish: Partial<AddressWish>): AddressWish => ({
	revision: 1,
	email: 'naoki@example.jp',
	basis: 'told_desk',
	basisOn: today('Asia/Tokyo'),
	basisNote: '電話で',
	...wish
});

const stop = (address: string, why: 'bounce' | 'complaint') =>
	inNetwork(hikari.network, (db) => stopMailTo(db, hikari.network, address, why, '550'));

const contactOf = async (personId: string) =>
	(await own.owner.query('select email, basis, basis_note from contact where person_id = $1', [personId]))
		.rows[0];

async function mailsTo(address: string): Promise<{ kind: string; body: string; status: string }[]> {
	const { rows } = await own.owner.query(
		`select kind, body_text as body, status from mail where network_id = $1 and address = $2 order by mail_id`,
		[hikari.network.networkId, address]
	);
	return rows;
}

const tokenIn = (body: string) => /address\/(\S+)/.exec(body)![1]!;

describe('the desk records an address', () => {
	test('with its basis, and it counts at once', async () => {
		await recordAddress(hikari.hashimoto, hikari.watanabeId, wishOf({}));
		expect(await contactOf(hikari.watanabeId)).toEqual({
			email: 'naoki@example.jp',
			basis: 'told_desk',
			basis_note: '電話で'
		});
	});

	test('for someone who had none', async () => {
		await own.owner.query('delete from contact where person_id = $1', [hikari.watanabeId]);
		await recordAddress(hikari.hashimoto, hikari.watanabeId, wishOf({ revision: 0 }));
		expect(await contactOf(hikari.watanabeId)).toMatchObject({ email: 'naoki@example.jp' });
	});

	test('in the place of one that bounced; the new one gets mail, even if it bounced once, too', async () => {
		const old = `watanabe@hikari-${round}.example.jp`;
		await stop(old, 'bounce');
		await stop('naoki@example.jp', 'bounce');
		expect(await recordOf(hikari.hashimoto, hikari.watanabeId)).toMatchObject({ stopWhy: 'bounce' });
		await recordAddress(hikari.hashimoto, hikari.watanabeId, wishOf({}));
		expect(await recordOf(hikari.hashimoto, hikari.watanabeId)).toMatchObject({ stopWhy: null });
		const { rows } = await own.owner.query('select address from mail_stop where network_id = $1', [
			hikari.network.networkId
		]);
		expect(rows).toEqual([{ address: old }]);
	});
});

describe('an address that was stopped or is not free', () => {
	test('gets mail again, where its mailbox was full; not where its owner complained', async () => {
		const address = `watanabe@hikari-${round}.example.jp`;
		await stop(address, 'bounce');
		await allowMailAgain(hikari.hashimoto, hikari.watanabeId);
		expect(await recordOf(hikari.hashimoto, hikari.watanabeId)).toMatchObject({ stopWhy: null });
		await stop(address, 'complaint');
		const complained = new Invalid('address_complained', 'email');
		await expect(allowMailAgain(hikari.hashimoto, hikari.watanabeId)).rejects.toThrow(complained);
		const wish = wishOf({ email: address });
		await expect(recordAddress(hikari.hashimoto, hikari.watanabeId, wish)).rejects.toThrow(complained);
	});

	test('is not recorded over a change of somebody else, another person’s address, or a member’s', async () => {
		await recordAddress(hikari.hashimoto, hikari.watanabeId, wishOf({}));
		await expect(recordAddress(hikari.hashimoto, hikari.watanabeId, wishOf({}))).rejects.toThrow(Stale);
		const taken = wishOf({ revision: 2, email: `mori@hikari-${round}.example.jp` });
		await expect(recordAddress(hikari.hashimoto, hikari.watanabeId, taken)).rejects.toThrow(
			'address_taken'
		);
		const { personId } = hikari.nakamura;
		await expect(recordAddress(hikari.hashimoto, personId, wishOf({}))).rejects.toThrow(
			'address_is_login'
		);
	});

	test('is nobody’s to record but the desk’s, nor the desk of another network', async () => {
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(recordAddress(actor, hikari.watanabeId, wishOf({}))).rejects.toThrow(Forbidden);
		const other = await foundHikari(own.owner, `other-${round}`);
		const { hashimoto } = other;
		await expect(recordAddress(hashimoto, hikari.watanabeId, wishOf({}))).rejects.toThrow(NotFound);
		await expect(askForProof(hashimoto, hikari.nakamura.personId, 'x@example.jp')).rejects.toThrow(
			NotFound
		);
	});
});

const next = 'sakura@example.jp';
const before = () => `nakamura@hikari-${round}.example.jp`;

describe('a member’s new address', () => {
	test('counts when the link that was mailed to it is used, once; the old one is told before and after', async () => {
		await askForOwnProof(hikari.nakamura, next);
		expect(await contactOf(hikari.nakamura.personId)).toMatchObject({ email: before() });
		const token = tokenIn((await mailsTo(next))[0]!.body);
		expect((await mailsTo(before())).map((mail) => mail.kind)).toEqual(['address_notice']);
		expect(await proofBy(hikari.network, token)).toMatchObject({ address: next });
		await proveAddress(hikari.network, token);
		expect(await contactOf(hikari.nakamura.personId)).toMatchObject({ email: next, basis: 'joined' });
		expect((await mailsTo(before())).map((mail) => mail.kind)).toEqual([
			'address_notice',
			'address_notice'
		]);
		await expect(proveAddress(hikari.network, token)).rejects.toThrow(NotFound);
	});

	test('is the one to sign in by; the old one is nobody’s', async () => {
		await askForOwnProof(hikari.nakamura, next);
		await proveAddress(hikari.network, tokenIn((await mailsTo(next))[0]!.body));
		await sendSignInLink(hikari.network, next, '/', none);
		expect((await mailsTo(next)).map((mail) => mail.kind)).toContain('sign_in');
		const token = await makeLinkToken(hikari.network, next, none);
		expect(await enterByToken(hikari.network, token, none)).toBeDefined();
		await sendSignInLink(hikari.network, before(), '/', none);
		expect((await mailsTo(before())).map((mail) => mail.kind)).not.toContain('sign_in');
	});
});

describe('an address that the desk asked for in a member’s place', () => {
	test('does not count for three days, however soon its link is used, and then it does', async () => {
		await askForProof(hikari.hashimoto, hikari.nakamura.personId, next);
		const token = tokenIn((await mailsTo(next))[0]!.body);
		await expect(proveAddress(hikari.network, token)).rejects.toThrow('address_held');
		expect(await contactOf(hikari.nakamura.personId)).toMatchObject({ email: before() });
		await own.owner.query(`update address_proof set opens_at = opens_at - interval '3 days'`);
		await proveAddress(hikari.network, token);
		expect(await contactOf(hikari.nakamura.personId)).toMatchObject({ email: next });
	});

	test('is stopped by whoever reads the old address, for good and in their own network alone', async () => {
		await askForProof(hikari.hashimoto, hikari.nakamura.personId, next);
		const stopToken = tokenIn((await mailsTo(before()))[0]!.body);
		const other = await foundHikari(own.owner, `other-${round}`);
		await expect(stopProof(other.network, stopToken)).rejects.toThrow(NotFound);
		expect(await canStop(hikari.network, stopToken)).toBe(true);
		await stopProof(hikari.network, stopToken);
		await own.owner.query(`update address_proof set opens_at = opens_at - interval '3 days'`);
		await expect(proveAddress(hikari.network, tokenIn((await mailsTo(next))[0]!.body))).rejects.toThrow(
			NotFound
		);
		await expect(stopProof(hikari.network, stopToken)).rejects.toThrow(NotFound);
	});
});

describe('an address that a member asked for', () => {
	test('is mailed no link where it is somebody else’s, and nothing tells so', async () => {
		const mori = `mori@hikari-${round}.example.jp`;
		await expect(askForOwnProof(hikari.nakamura, mori)).resolves.toBeUndefined();
		expect(await mailsTo(mori)).toEqual([]);
		await expect(askForProof(hikari.hashimoto, hikari.nakamura.personId, mori)).rejects.toThrow(
			'address_taken'
		);
	});

	test('does not count where it became somebody else’s meanwhile', async () => {
		await askForOwnProof(hikari.nakamura, next);
		await own.owner.query('update contact set email = $1 where person_id = $2', [
			next,
			hikari.watanabeId
		]);
		const token = tokenIn((await mailsTo(next))[0]!.body);
		await expect(proveAddress(hikari.network, token)).rejects.toThrow(
			new Invalid('address_not_free', 'form')
		);
		expect(await contactOf(hikari.nakamura.personId)).toMatchObject({ email: before() });
	});

	test('is forgotten when it is taken back, asked for anew, or three days old', async () => {
		await askForOwnProof(hikari.nakamura, next);
		const first = tokenIn((await mailsTo(next))[0]!.body);
		await askForOwnProof(hikari.nakamura, 'second@example.jp');
		await expect(proofBy(hikari.network, first)).rejects.toThrow(NotFound);
		const second = tokenIn((await mailsTo('second@example.jp'))[0]!.body);
		await own.owner.query(`update address_proof set expires_at = now() - interval '1 minute'`);
		await expect(proveAddress(hikari.network, second)).rejects.toThrow(NotFound);
		await askForOwnProof(hikari.nakamura, 'third@example.jp');
		await withdrawProof(hikari.nakamura, hikari.nakamura.personId);
		const third = tokenIn((await mailsTo('third@example.jp'))[0]!.body);
		await expect(proveAddress(hikari.network, third)).rejects.toThrow(NotFound);
		await expect(withdrawProof(hikari.mori, hikari.nakamura.personId)).rejects.toThrow(Forbidden);
	});

	test('is proved in its own network only', async () => {
		await askForOwnProof(hikari.nakamura, next);
		const token = tokenIn((await mailsTo(next))[0]!.body);
		const other = await foundHikari(own.owner, `other-${round}`);
		await expect(proveAddress(other.network, token)).rejects.toThrow(NotFound);
	});
});
