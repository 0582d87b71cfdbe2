import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { addresseeOf } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { matchLetter } from './match-letter.ts';

/**
 * Mails a change to whoever asks, as those it concerns would get it over its first reason, so that they see it before
 * anyone else. Gives the address. Throws NotFound, TooMany, or Invalid where it answers no reason or they have no
 * address.
 */
export async function mailChangeToOneself(actor: Actor, changeId: string): Promise<string> {
	authorize(actor, 'change.write');
	await countTry('test_mail.day', actor.personId);
	return inNetwork(actor, async (db) => {
		const change = await db
			.selectFrom('change')
			.selectAll()
			.where('changeId', '=', changeId)
			.executeTakeFirst();
		if (!change) throw new NotFound('No such change');
		const reason = change.reasons[0];
		if (!reason) throw new Invalid('no_reason', 'reasons');
		const reader = await addresseeOf(db, actor.personId);
		if (!reader) throw new Invalid('no_address', 'form');
		const { nameIn, origin } = await letterhead(db);
		const written = asReader(reader, () =>
			matchLetter({ ...reader, reason, weight: 1 }, change, {
				network: nameIn(reader.locale),
				origin,
				unsubscribe: `${origin}/me/notifications`
			})
		);
		await leaveMail(db, actor, {
			kind: 'test',
			personId: actor.personId,
			address: reader.email,
			letter: { ...written, subject: asReader(reader, () => m.test_mail_subject(written)) }
		});
		return reader.email;
	});
}
