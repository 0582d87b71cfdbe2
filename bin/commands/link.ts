import type pg from 'pg';
import { makeLinkToken } from '#access/accounts/accounts.server.ts';
import { noteLinkByOperator, openClaimByOperator } from '#people/claims/by-operator.server.ts';
import { openInvitationByOperator } from '#people/invitations/by-operator.server.ts';
import { originAt } from '#platform/config/config.ts';
import { mailAddress } from '#platform/mail/address.ts';
import { answer } from './answering.ts';
import { networksOf, type Place } from './networks.ts';
import { asOwner } from './owner.ts';

type Found = Place & {
	/** Whose account it is: a member's, or that of someone who left and can still come back. */
	personId: string | null;
	comesBackUntil: Date | null;
	isInvited: boolean;
	hasAsked: boolean;
};

/**
 * Prints a fresh link by which a member signs in, once, within 15 minutes; by which someone who left comes back; by which
 * someone joins who was invited or whose request was accepted; or by which a leaver who asked for their place proves the
 * address. It is for the operator of an installation whose mail does not arrive: the desk of a network never sees such a
 * link. Each is noted in the network's audit log.
 */
export async function printLink(url: string, address: string, slug: string | undefined): Promise<void> {
	const email = mailAddress(address) ?? address.trim();
	const places = await asOwner(url, (client) => placesOf(client, email, slug));
	const inNetwork = slug ? ` of ${slug}` : '';
	if (places.length === 0)
		throw new Error(
			[
				`No member${inNetwork} has an account with the address ${email}, nobody was invited by it, and nobody asked to join from it.`,
				'okaeri network list names the networks; people are invited at /desk/roles and /desk/invitations,',
				'and leavers ask for their place at /claim.'
			].join(' ')
		);
	if (places.length > 1)
		throw new Error(
			`${email} is known in several networks. Say which: --network ${places.map((place) => place.slug).join(' | ')}`
		);
	const [place] = places as [Found];
	const { kind, words, link } = await linkIn(place, email);
	answer([words, link].filter(Boolean).join('\n'), { network: place.slug, email, kind, link });
}

/** What to hand to the owner of an address, with the words that say what it is; no link where there is only waiting. */
type Handed = {
	kind: 'sign_in' | 'way_back' | 'invitation' | 'claim' | 'waits';
	words: string;
	link: string | null;
};

async function linkIn(place: Found, email: string): Promise<Handed> {
	const day = (at: Date) => at.toLocaleDateString('en-CA', { timeZone: place.timeZone });
	const { personId, comesBackUntil } = place;
	if (personId) {
		await noteLinkByOperator(place, personId);
		const what = comesBackUntil
			? `${email} left the network and can come back until ${day(comesBackUntil)}. They sign in here, once, within 15 minutes, and find the way back`
			: `${email} signs in here, once, within 15 minutes`;
		return {
			kind: comesBackUntil ? 'way_back' : 'sign_in',
			words: `${what}:`,
			link: await signInLink(place, email, comesBackUntil ? '/stay' : '/')
		};
	}
	if (place.isInvited) {
		const { token, expiresAt } = await openInvitationByOperator(place, email);
		return {
			kind: 'invitation',
			words: [
				`${email} was invited and has not joined. They join here, once, until ${day(expiresAt)};`,
				'an invitation that was mailed before no longer opens:'
			].join(' '),
			link: `${originAt(place.hosts)}/join/${token}`
		};
	}
	const opened = await openClaimByOperator(place, email);
	if (opened === 'waits')
		return {
			kind: 'waits',
			words: [
				`${email} asked to join and proved the address.`,
				`The desk decides at ${originAt(place.hosts)}/desk/claims; there is no link before that.`
			].join(' '),
			link: null
		};
	return {
		kind: 'claim',
		words: [
			`${email} asked to join. They prove the address here, once, until ${day(opened.expiresAt)};`,
			'the link that was mailed before no longer opens:'
		].join(' '),
		link: `${originAt(place.hosts)}/claim/${opened.token}`
	};
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

/** The networks (or the one named) that know this address: by an account, an invitation, or a request to join. */
async function placesOf(client: pg.Client, email: string, slug: string | undefined): Promise<Found[]> {
	const places: Found[] = [];
	for (const network of await networksOf(client, slug)) {
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
		const { rows } = await client.query<Omit<Found, keyof Place>>(known, [network.networkId, email]);
		const found = rows[0]!;
		if (found.personId || found.isInvited || found.hasAsked) places.push({ ...network, ...found });
	}
	return places;
}

const known = `
	select coalesce(m.person_id, l.person_id) as "personId",
		case when m.person_id is null then l.forgotten_at end as "comesBackUntil",
		exists (
			select from invitation i
			join contact c using (network_id, person_id)
			where c.network_id = $1 and c.email = $2 and i.used_at is null
				and not exists (
					select from membership j where j.network_id = $1 and j.person_id = i.person_id
				)
		) as "isInvited",
		exists (
			select from claim q
			where q.network_id = $1 and q.address = $2 and q.state in ('unproved', 'proved', 'waiting')
		) as "hasAsked"
	from (select 1) once
	left join auth.account_holder a on a.network_id = $1 and a.email = $2
	left join membership m on m.network_id = $1 and m.account_id = a.id
	left join leaving l on l.network_id = $1 and l.account_id = a.id and l.forgotten_at > now()
`;
