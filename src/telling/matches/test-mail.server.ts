import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
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
		const reader = await findReader(db, actor.personId);
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

async function findReader(db: Db, personId: string) {
	const found = await db
		.selectFrom('person as p')
		.innerJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'p.networkId').onRef('c.personId', '=', 'p.personId')
		)
		.select(['c.email', 'p.locale', 'p.timeZone', ...nameFields('p')])
		.where('p.personId', '=', personId)
		.executeTakeFirst();
	if (!found) throw new Invalid('no_address', 'form');
	return { ...found, locale: found.locale as Locale };
}
