import { makeStewardByOperator } from '#gathering/roles/by-operator.server.ts';
import { nameOf } from '#people/invitations/colleague-list.ts';
import { Invalid } from '#platform/http/failures.ts';
import { answer } from './answering.ts';
import { readAddress } from './found.ts';
import { signInLink } from './link.ts';
import { oneNetwork } from './networks.ts';
import { asOwner } from './owner.ts';

type Typed = { network?: string | undefined; name?: string | undefined; admin?: boolean | undefined };

/** Makes someone a steward of a network, and prints the link by which they sign in, once, within 15 minutes. */
export async function addSteward(url: string, address: string, typed: Typed): Promise<void> {
	const email = readAddress(address, 'okaeri steward add EMAIL');
	const network = await asOwner(url, (client) => oneNetwork(client, typed.network));
	const wish = { email, isAdmin: typed.admin ?? false, ...nameOf(typed.name ?? email.split('@')[0]!) };
	const wasMember = await made(() => makeStewardByOperator(network, wish), email);
	const what = wish.isAdmin ? 'a steward and an administrator' : 'a steward';
	const link = await signInLink(network, email, '/desk');
	answer(
		[
			`${email} is ${what} of ${network.slug}${wasMember ? '' : ', and a member from now on'}.`,
			`${email} signs in here, once, within 15 minutes:`,
			link
		].join('\n'),
		{ network: network.slug, email, isAdmin: wish.isAdmin, wasMember, link }
	);
}

async function made(work: () => Promise<boolean>, email: string): Promise<boolean> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		throw new Error(
			`Several people of the network have the address ${email}, or an account with it speaks for someone else. Mend that at the desk first (/desk/people).`,
			{ cause: error }
		);
	}
}
