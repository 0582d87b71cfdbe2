import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { addresseeOf } from '#people/contacts/addressee.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { mayHandle } from './handlers.server.ts';

type Handler = { personId: string };

/*
 * The desk sees to whom mails went, and stewards are hosts, too. So these mails say nothing but that there is something to
 * read, and lead to a page that everybody has.
 */

/** Tells those who may look after a concern that something waits for them. */
export async function tellHandlers(db: Db, where: InNetwork, concernId: string): Promise<void> {
	const { rows } = await sql<Handler>`
		select mb.person_id
		from membership mb
		join concern q on q.concern_id = ${concernId}
		where ${mayHandle}
		order by mb.person_id
	`.execute(db);
	for (const { personId } of rows)
		await leave(db, where, personId, {
			subject: m.concern_mail_subject,
			body: m.concern_mail_body,
			path: '/'
		});
}

/** Tells who reported that there is an answer. */
export async function tellReporter(db: Db, where: InNetwork, reporterId: string): Promise<void> {
	await leave(db, where, reporterId, {
		subject: m.concern_answer_subject,
		body: m.concern_answer_body,
		path: '/me'
	});
}

type Words = { subject: () => string; body: () => string; path: string };

async function leave(db: Db, where: InNetwork, personId: string, words: Words): Promise<void> {
	const person = await addresseeOf(db, personId);
	if (!person) return;
	const { nameIn, origin } = await letterhead(db);
	const written = asReader(person, () =>
		letter(
			words.subject(),
			[
				{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
				{ say: words.body() },
				{ button: m.concern_mail_button(), href: `${origin}${words.path}` }
			],
			{ network: nameIn(person.locale), why: m.concern_mail_why() }
		)
	);
	await leaveMail(db, where, { kind: 'desk_notice', personId, address: person.email, letter: written });
}
