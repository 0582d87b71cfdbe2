import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { Authenticator } from '#test/fixtures/authenticator.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { passkeysOf, removePasskey } from './passkey-rows.server.ts';
import {
	addPasskey,
	checkPasskey,
	passkeyToMake,
	passkeyToUse,
	placeOf,
	type Place
} from './passkeys.server.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;
let place: Place;
const inOurs = (hosts: string[]) => ({ ...ours.network, hosts });

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
	place = placeOf(inOurs(['ours.example.jp']), 'ours.example.jp');
});

const names = { network: 'ひかりの輪', account: 'a@example.jp', person: '中村 さくら' };
const told = (challenge: string) => ({ challenge, ...place });

/** Someone makes a passkey, as it should be. Gives it, with the handle that the authenticator keeps. */
async function passkeyOf(holder: Actor): Promise<{ key: Authenticator; handle: string }> {
	const key = new Authenticator();
	const { challenge, user } = await passkeyToMake(holder, place, names);
	await addPasskey(holder, place, 'Mac', key.make(told(challenge)));
	return { key, handle: user.id };
}

/** What an attacker sends, with which it is refused. */
const attacks: [string, string, (key: Authenticator, handle: string) => Promise<unknown>][] = [
	[
		'an answer that was used before',
		'passkey_over',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			const used = key.use(told(challenge));
			await checkPasskey(ours.network, place, 'enter', used);
			return checkPasskey(ours.network, place, 'enter', used);
		}
	],
	[
		'a challenge of its own',
		'passkey_over',
		(key) => checkPasskey(ours.network, place, 'enter', key.use(told('AAAAAAAAAAAAAAAAAAAAAA')))
	],
	[
		'a challenge that is over',
		'passkey_over',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			await own.owner.query(`update auth.challenge set expires_at = now() - interval '1 second'`);
			return checkPasskey(ours.network, place, 'enter', key.use(told(challenge)));
		}
	],
	[
		'a challenge that was made for something else',
		'passkey_over',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			const used = key.use(told(challenge));
			return checkPasskey(ours.network, place, 'confirm', used, ours.nakamura.accountId);
		}
	],
	[
		'a challenge that another person was given',
		'passkey_over',
		async (key) => {
			const { accountId } = ours.igarashi;
			const { challenge } = await passkeyToUse(ours.network, place, 'confirm', accountId);
			const used = key.use(told(challenge));
			return checkPasskey(ours.network, place, 'confirm', used, ours.nakamura.accountId);
		}
	],
	[
		'another person’s passkey as their own second factor',
		'passkey_unknown',
		async (key) => {
			const { accountId } = ours.igarashi;
			const { challenge } = await passkeyToUse(ours.network, place, 'confirm', accountId);
			return checkPasskey(ours.network, place, 'confirm', key.use(told(challenge)), accountId);
		}
	],
	[
		'a passkey of another network',
		'passkey_unknown',
		async (key) => {
			const { challenge } = await passkeyToUse(theirs.network, place, 'enter');
			return checkPasskey(theirs.network, place, 'enter', key.use(told(challenge)));
		}
	],
	[
		'a challenge of another network',
		'passkey_over',
		async (key) => {
			const { challenge } = await passkeyToUse(theirs.network, place, 'enter');
			return checkPasskey(ours.network, place, 'enter', key.use(told(challenge)));
		}
	],
	[
		'an answer given to another origin',
		'passkey_refused',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			const used = key.use({ ...told(challenge), origin: 'https://ours.example.jp.evil.example' });
			return checkPasskey(ours.network, place, 'enter', used);
		}
	],
	[
		'an answer made for another host',
		'passkey_refused',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			const used = key.use({ ...told(challenge), rpId: 'example.jp' });
			return checkPasskey(ours.network, place, 'enter', used);
		}
	],
	[
		'a passkey at a host at which it was not made',
		'passkey_unknown',
		async (key) => {
			const elsewhere = placeOf(inOurs(['ours.example.jp', 'b.example.jp']), 'b.example.jp');
			const { challenge } = await passkeyToUse(ours.network, elsewhere, 'enter');
			const used = key.use({ challenge, ...elsewhere });
			return checkPasskey(ours.network, elsewhere, 'enter', used);
		}
	],
	[
		'a counter that goes back',
		'passkey_refused',
		async (key) => {
			const first = await passkeyToUse(ours.network, place, 'enter');
			const far = key.use(told(first.challenge), { counter: 900 });
			await checkPasskey(ours.network, place, 'enter', far);
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			return checkPasskey(ours.network, place, 'enter', key.use(told(challenge), { counter: 5 }));
		}
	],
	[
		'an answer for which nobody was checked',
		'passkey_refused',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			const used = key.use(told(challenge), { isVerified: false });
			return checkPasskey(ours.network, place, 'enter', used);
		}
	],
	[
		'another handle',
		'passkey_refused',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			const used = key.use(told(challenge), { userHandle: 'AAAA' });
			return checkPasskey(ours.network, place, 'enter', used);
		}
	],
	[
		'a signature of another key',
		'passkey_refused',
		async (key) => {
			const { challenge } = await passkeyToUse(ours.network, place, 'enter');
			const forged = new Authenticator().use(told(challenge));
			return checkPasskey(ours.network, place, 'enter', { ...forged, id: key.id, rawId: key.id });
		}
	],
	[
		'the same passkey for a second account',
		'passkey_refused',
		async (key) => {
			const { challenge } = await passkeyToMake(ours.igarashi, place, names);
			return addPasskey(ours.igarashi, place, 'x', key.make(told(challenge)));
		}
	],
	[
		'a passkey made with a challenge that another person was given',
		'passkey_over',
		async () => {
			const { challenge } = await passkeyToMake(ours.igarashi, place, names);
			return addPasskey(ours.nakamura, place, 'x', new Authenticator().make(told(challenge)));
		}
	]
];

describe('a passkey', () => {
	test('signs in whose it is, and tells nothing of who that is', async () => {
		const { key, handle } = await passkeyOf(ours.mori);
		const { challenge, allowCredentials } = await passkeyToUse(ours.network, place, 'enter');
		expect(allowCredentials, 'the door does not say who has one').toEqual([]);
		const used = key.use(told(challenge), { userHandle: handle });
		expect(await checkPasskey(ours.network, place, 'enter', used)).toBe(ours.mori.accountId);
		const plain = Buffer.from(handle, 'base64url').toString('hex');
		for (const id of [ours.mori.personId, ours.mori.accountId])
			expect(plain).not.toContain(id.replaceAll('-', ''));
	});

	test.each(attacks)('does not open by %s', async (_name, why, attack) => {
		const { key, handle } = await passkeyOf(ours.nakamura);
		await expect(attack(key, handle)).rejects.toThrow(new Invalid(why));
	});

	test('is removed by its owner only', async () => {
		const [first] = await passkeysOf(ours.mori);
		for (const other of [ours.igarashi, theirs.mori])
			await expect(removePasskey(other, first!.passkeyId)).rejects.toThrow(NotFound);
		expect(await passkeysOf(ours.mori)).toHaveLength(1);
	});

	test.each([
		[['a.example.jp', 'b.example.jp'], 'b.example.jp', 'b.example.jp'],
		[['a.example.jp', 'b.example.jp'], 'evil.example', 'a.example.jp'],
		[[], 'evil.example', '127.0.0.1']
	])('is good at a host of the network: %j asked at %s', (hosts, host, rpId) => {
		expect(placeOf(inOurs(hosts), host).rpId).toBe(rpId);
	});
});
