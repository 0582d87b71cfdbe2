import type pg from 'pg';
import { makeLinkToken } from '#access/accounts/accounts.server.ts';
import { openInvitationByOperator } from '#people/invitations/by-operator.server.ts';
import { originAt } from '#platform/config/config.ts';
import { mailAddress } from '#platform/mail/address.ts';
import { networksOf, type Place } from './networks.ts';
import { asOwner } from './owner.ts';

type Found = Place & { isMember: boolean };

/**
 * Prints a fresh link by which a member signs in, once, within 15 minutes, or by which someone who was invited joins. It
 * is for the operator of an installation that sends no mail yet: the desk of a network never sees such a link.
 */
export async function printLink(url: string, address: string, slug: string | undefined): Promise<void> {
	const email = mailAddress(address) ?? address.trim();
	const places = await asOwner(url, (client) => placesOf(client, email, slug));
	const inNetwork = slug ? ` of ${slug}` : '';
	if (places.length === 0)
		throw new Error(
			[
				`No member${inNetwork} has an account with the address ${email}, and nobody was invited by it.`,
				'okaeri network list names the networks; people are invited at /desk/roles and /desk/invitations.'
			].join(' ')
		);
	if (places.length > 1)
		throw new Error(
			`${email} is known in several networks. Say which: --network ${places.map((place) => place.slug).join(' | ')}`
		);
	const [place] = places as [Found];
	if (place.isMember) {
		const link = await signInLink(place, email, '/');
		console.log(`${email} signs in here, once, within 15 minutes:\n${link}`);
		return;
	}
	const { token, expiresAt } = await openInvitationByOperator(place, email);
	const until = expiresAt.toLocaleDateString('en-CA', { timeZone: place.timeZone });
	console.log(
		`${email} was invited and has not joined. They join here, once, until ${until}; an invitation that was mailed before no longer opens:\n${originAt(place.hosts)}/join/${token}`
	);
}

/** A fresh link by which a member signs in to one network and comes to the page `next`. */
export async function signInLink(
	{ networkId, hosts }: Pick<Place, 'networkId' | 'hosts'>,
	email: string,
	next: string
): Promise<string> {
	const token = await makeLinkToken({ networkId }, email, new Headers());
	return `${originAt(hosts)}/sign-in/link?token=${token}&next=${next}`;
}

/** The networks (or the one named) that have an account with this address, or that invited it. */
async function placesOf(client: pg.Client, email: string, slug: string | undefined): Promise<Found[]> {
	const places: Found[] = [];
	for (const network of await networksOf(client, slug)) {
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
		const { rows } = await client.query<{ isMember: boolean; isInvited: boolean }>(
			`select
				exists (
					select from auth.account_holder where network_id = $1 and email = $2
				) as "isMember",
				exists (
					select from invitation i
					join contact c using (network_id, person_id)
					where c.network_id = $1 and c.email = $2 and i.used_at is null
				) as "isInvited"`,
			[network.networkId, email]
		);
		const { isMember, isInvited } = rows[0]!;
		if (isMember || isInvited) places.push({ ...network, isMember });
	}
	return places;
}
