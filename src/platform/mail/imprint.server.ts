import { originAt } from '#platform/config/config.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Imprint } from './imprint.ts';

/** What the mails of the transaction's network say of who sends them. */
export async function imprintIn(db: Db): Promise<Imprint> {
	const { hosts, logoMark, ...words } = await db
		.selectFrom('network')
		.select(['senderName', 'postalAddress', 'contact', 'hosts', 'logoMark'])
		.executeTakeFirstOrThrow();
	return { ...words, logo: logoMark && `${originAt(hosts)}/logo/mail?r=${logoMark}` };
}
