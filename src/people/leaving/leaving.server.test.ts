import { beforeEach, expect, test } from 'vitest';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { actorOf } from '#access/actor/actor.server.ts';
import { consentsOf } from '#people/consents/consents.server.ts';
import { decline, declinesBy, invitationBy, takeBackDecline } from '#people/invitations/joining.server.ts';
import { removePerson } from '#people/removing/removing.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { hashOf } from '../invitations/invitation.ts';
import { comeBack, endLeavings, leaveNetwork } from './leaving.server.ts';

const own = useOwnDatabase();
const none = new Headers();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `leaving-${++round}`);
});

const address = () => `nakamura@leaving-${round}.example.jp`;
const rows = async <T>(query: string, ...more: unknown[]) =>
	(await own.owner.query(query, [hikari.network.networkId, ...more])).rows as T[];
const accounts = () =>
	rows('select from auth.account_holder where network_id = $1 and email = $2', address());
async function linkOf(): Promise<string> {
	const [mail] = await rows<{ body: string }>(
		`select body_text as body from mail where network_id = $1 and kind = 'leaving'`
	);
	return /\/stay\/(\S+)/.exec(mail!.body)![1]!;
}
async function session(): Promise<string> {
	const cookies = await enterByToken(
		hikari.network,
		await makeLinkToken(hikari.network, address(), none),
		none
	);
	return tokenOf(decodeURIComponent(/okaeri\.session_token=([^;]+)/.exec(cookies!.join())![1]!))!;
}
const consents = () => readNetwork(hikari.network, (db) => consentsOf(db, hikari.nakamura.personId));

test('who leaves is out at once, and comes back as they were by the link of the mail', async () => {
	const token = await session();
	await leaveNetwork(hikari.nakamura);
	expect(await actorOf(token, hikari.network.networkId)).toBeUndefined();
	expect(await consents()).toEqual([]);
	expect(await accounts()).toHaveLength(1);
	const link = await linkOf();
	expect(await comeBack(hikari.network, link)).toBe(hikari.nakamura.accountId);
	expect(await actorOf(token, hikari.network.networkId), 'sessions of before stay ended').toBeUndefined();
	expect((await consents()).sort()).toEqual(['network', 'return_mail']);
	expect(await actorOf(await session(), hikari.network.networkId)).toMatchObject({
		actor: { roles: ['alumnus'] }
	});
	await expect(comeBack(hikari.network, link)).rejects.toThrow(NotFound);
});

test('after a week the account is gone; the link of another network opens nothing', async () => {
	await leaveNetwork(hikari.nakamura);
	const link = await linkOf();
	const other = await foundHikari(own.owner, `elsewhere-${round}`);
	await expect(comeBack(other.network, link)).rejects.toThrow(NotFound);
	await endLeavings(hikari.network);
	expect(await accounts()).toHaveLength(1);
	await rows(`update leaving set forgotten_at = now() - interval '1 minute' where network_id = $1`);
	await expect(comeBack(hikari.network, link)).rejects.toThrow(NotFound);
	await endLeavings(hikari.network);
	expect(await accounts()).toEqual([]);
});

test('who is removed meanwhile has no account left', async () => {
	await leaveNetwork(hikari.nakamura);
	await removePerson(hikari.hashimoto, hikari.nakamura.personId);
	expect(await accounts()).toEqual([]);
});

test('who is invited declines in one press, and takes it back', async () => {
	const { network, watanabeId } = hikari;
	await rows(
		`insert into invitation (network_id, person_id, link_hash, address, sent_at, expires_at)
		select network_id, person_id, $2, email, now(), now() + interval '1 day'
		from contact where network_id = $1 and person_id = $3`,
		hashOf('link'),
		watanabeId
	);
	const isStopped = async () =>
		(
			await rows<{ is: boolean }>(
				'select do_not_contact as is from contact where network_id = $1 and person_id = $2',
				watanabeId
			)
		)[0]?.is;
	await decline(network, 'link');
	expect([await isStopped(), await declinesBy(network, 'link')]).toEqual([true, true]);
	expect((await invitationBy(network, 'link')).state).toBe('open');
	await takeBackDecline(network, 'link');
	expect([await isStopped(), await declinesBy(network, 'link')]).toEqual([false, false]);
	await expect(decline(network, 'another')).rejects.toThrow(NotFound);
});
