import { config } from '#platform/config/config.ts';
import type { Db } from '#platform/database/network.server.ts';
import { domainOf, readSender, type SenderAddress } from './sender.ts';

/** The name in the default of MAIL_FROM. */
const unnamed = 'Okaeri';

/** As whom a network writes: the sender, whom an answer reaches where that is another, and the domain of its Message-IDs. */
export type Sender = { from: SenderAddress; replyTo?: string; domain: string };

/** What the sender's network says of itself. */
export type SendingNetwork = {
	senderName: string;
	replyAddress: string;
	nameJa: string;
	nameEn: string;
	locale: string;
};

/**
 * The sender of a network: its own name before the installation's address, which is the one that the mail server may send
 * from. Where neither the network nor the installation names a sender, it is the network's name.
 */
export function senderOf({ senderName, replyAddress, nameJa, nameEn, locale }: SendingNetwork): Sender {
	const { name, address } = readSender(config().MAIL_FROM);
	const ownName = locale === 'en' ? nameEn : nameJa;
	return {
		from: { name: senderName || (name === unnamed || !name ? ownName : name), address },
		domain: domainOf(address),
		...(replyAddress ? { replyTo: replyAddress } : {})
	};
}

/** The sender of the transaction's network. */
export async function senderIn(db: Db): Promise<Sender> {
	const network = await db
		.selectFrom('network')
		.select(['senderName', 'replyAddress', 'nameJa', 'nameEn', 'locale'])
		.executeTakeFirstOrThrow();
	return senderOf(network);
}
