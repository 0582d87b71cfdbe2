import type pg from 'pg';
import { resetFactorsByOperator } from '#people/sign-in/sessions.server.ts';
import { mailAddress } from '#platform/mail/address.ts';
import { answer } from './answering.ts';
import { networksOf, type Place } from './networks.ts';
import { asOwner } from './owner.ts';

type Found = Place & { personId: string };

/**
 * Takes the passkeys, the authenticator app and the recovery codes of a member away, who lost them, and ends their
 * sessions. They are told by mail. It is for the operator, where no administrator of the network can do it.
 */
export async function resetSecondFactor(
	url: string,
	address: string,
	slug: string | undefined
): Promise<void> {
	const email = mailAddress(address) ?? address.trim();
	const places = await asOwner(url, (client) => placesOf(client, email, slug));
	if (places.length === 0) throw new Error(`No member${slug ? ` of ${slug}` : ''} signs in by ${email}.`);
	if (places.length > 1)
		throw new Error(
			`${email} is known in several networks. Say which: --network ${places.map((place) => place.slug).join(' | ')}`
		);
	const [place] = places as [Found];
	await resetFactorsByOperator(place, place.personId);
	answer(
		[
			`${email} has no second factor in ${place.slug} any more, and is signed out everywhere.`,
			'They sign in by mail or password, set a new one up at /me/security, and are told of this by mail.'
		].join('\n'),
		{ network: place.slug, email, wasReset: true }
	);
}

/** The networks (or the one named) in which a member's account has this address. */
async function placesOf(client: pg.Client, email: string, slug: string | undefined): Promise<Found[]> {
	const places: Found[] = [];
	for (const network of await networksOf(client, slug)) {
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
		const { rows } = await client.query<{ personId: string }>(
			`select m.person_id as "personId"
			from membership m
			join auth.account_holder a on a.network_id = m.network_id and a.id = m.account_id
			where m.network_id = $1
				and a.email = $2`,
			[network.networkId, email]
		);
		if (rows[0]) places.push({ ...network, personId: rows[0].personId });
	}
	return places;
}
