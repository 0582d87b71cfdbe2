import { config } from '#platform/config/config.ts';
import type { Db } from '#platform/database/network.server.ts';
import { domainOf, readSender, type SenderAddress } from './sender.ts';

/** As whom a network writes: the sender, whom an answer reaches where that is another, and the domain of its Message-IDs. */
export type Sender = { from: SenderAddress; replyTo?: string; domain: string };

/**
 * The sender of the transaction's network: its own name before the installation's address, which is the one that the mail
 * server may send from.
 */
export async function senderIn(db: Db): Promise<Sender> {
	const { senderName, replyAddress } = await db
		.selectFrom('network')
		.select(['senderName', 'replyAddress'])
		.executeTakeFirstOrThrow();
	const { name, address } = readSender(config().MAIL_FROM);
	return {
		from: { name: senderName || name, address },
		domain: domainOf(address),
		...(replyAddress ? { replyTo: replyAddress } : {})
	};
}
