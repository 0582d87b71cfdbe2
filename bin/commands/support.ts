import { makeSupportLink } from '#access/support/visiting.server.ts';
import { originAt } from '#platform/config/config.ts';
import { NotFound } from '#platform/http/failures.ts';
import { answer } from './answering.ts';
import { oneNetwork } from './networks.ts';
import { asOwner } from './owner.ts';

/**
 * Prints a link by which the operator enters a network, once, while one of its administrators holds support access open.
 * The network's audit log says that the link was made, and what is looked at.
 */
export async function printSupportLink(url: string, slug: string | undefined): Promise<void> {
	const network = await asOwner(url, (client) => oneNetwork(client, slug));
	const { token, until } = await makeSupportLink(network).catch((failure: unknown) => {
		if (!(failure instanceof NotFound)) throw failure;
		throw new Error(
			`Support access to ${network.slug} is closed. One of its administrators opens it at ${originAt(network.hosts)}/desk/settings/support.`
		);
	});
	const link = `${originAt(network.hosts)}/support/${token}`;
	answer(`You enter ${network.name} here, once, until ${until.toISOString()}:\n${link}`, {
		network: network.slug,
		link,
		until
	});
}
