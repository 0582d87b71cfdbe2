import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** The language a member reads in, on pages and in mails. */
export async function chooseLanguage(actor: Actor, locale: Locale): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, (db) =>
		db.updateTable('person').set({ locale }).where('personId', '=', actor.personId).execute()
	);
}
