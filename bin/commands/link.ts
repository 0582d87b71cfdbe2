import pg from 'pg';
import { makeLinkToken } from '#access/accounts/accounts.server.ts';
import { originAt } from '#platform/config/config.ts';
import { mailAddress } from '#platform/mail/address.ts';

type Place = { networkId: string; slug: string; hosts: string[] };

/**
 * Prints a fresh link by which a member signs in, once, within 15 minutes. It is for the operator of an installation
 * that sends no mail yet: the desk of a network never sees such a link.
 */
export async function printLink(url: string, address: string, slug: string | undefined): Promise<void> {
	const email = mailAddress(address) ?? address;
	const places = await placesOf(url, email, slug);
	if (places.length === 0)
		throw new Error(`No member ${slug ? `of ${slug} ` : ''}has an account with the address ${email}.`);
	if (places.length > 1)
		throw new Error(
			`${email} is a member of several networks. Say which: --network ${places.map((place) => place.slug).join(' | ')}`
		);
	const link = await signInLink(places[0]!, email, '/');
	console.log(`${email} signs in here, once, within 15 minutes:\n${link}`);
}

/** A fresh link by which a member signs in to one network and comes to the page `next`. */
export async function signInLink(
	{ networkId, hosts }: Omit<Place, 'slug'>,
	email: string,
	next: string
): Promise<string> {
	const token = await makeLinkToken({ networkId }, email, new Headers());
	return `${originAt(hosts)}/sign-in/link?token=${token}&next=${next}`;
}

/** The networks (or the one named) that have an account with this address. */
async function placesOf(url: string, email: string, slug: string | undefined): Promise<Place[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { rows: networks } = await client.query<Place>(
			`select network_id as "networkId", slug, hosts
			from network
			where $1::text is null or slug = $1
			order by slug`,
			[slug ?? null]
		);
		const places: Place[] = [];
		for (const network of networks) {
			await client.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
			const { rowCount } = await client.query(
				`select from auth.account_holder where network_id = $1 and email = $2`,
				[network.networkId, email]
			);
			if (rowCount) places.push(network);
		}
		return places;
	} finally {
		await client.end();
	}
}
