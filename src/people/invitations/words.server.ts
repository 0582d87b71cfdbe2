import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Stale } from '#platform/http/failures.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** The network's own words for its invitation in one language. '' stands for ours; revision 0 for never saved. */
export type InvitationWords = { subject: string; words: string; revision: number };
export type WordsByLocale = Record<Locale, InvitationWords>;

/** The transaction's network's own words. */
export async function wordsIn(db: Db): Promise<WordsByLocale> {
	const rows = await db
		.selectFrom('invitationWords')
		.select(['locale', 'subject', 'words', 'revision'])
		.execute();
	const of = (locale: Locale) => {
		const { subject = '', words = '', revision = 0 } = rows.find((row) => row.locale === locale) ?? {};
		return { subject, words, revision };
	};
	return { ja: of('ja'), en: of('en') };
}

/** For the desk's page. */
export async function invitationWords(actor: Actor): Promise<WordsByLocale> {
	authorize(actor, 'invitation.send');
	return readNetwork(actor, wordsIn);
}

/** Saves the words of one language. Throws Stale where someone else saved them since they were read. */
export async function saveInvitationWords(
	actor: Actor,
	locale: Locale,
	{ subject, words, revision }: InvitationWords
): Promise<void> {
	authorize(actor, 'invitation.send');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const saved = { subject, words, revision: revision + 1, savedBy: personId, savedAt: new Date() };
		const written =
			revision === 0
				? await db
						.insertInto('invitationWords')
						.values({ networkId, locale, ...saved })
						.onConflict((conflict) => conflict.columns(['networkId', 'locale']).doNothing())
						.returning('revision')
						.executeTakeFirst()
				: await db
						.updateTable('invitationWords')
						.set(saved)
						.where('locale', '=', locale)
						.where('revision', '=', revision)
						.returning('revision')
						.executeTakeFirst();
		if (!written) throw new Stale('Saved by someone else');
		await writeAudit(db, actor, 'invitation.words', undefined, { locale });
	});
}
