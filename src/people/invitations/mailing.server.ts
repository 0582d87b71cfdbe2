import { sql, type RawBuilder } from 'kysely';
import { settingsIn, type Settings } from '#access/settings/settings.server.ts';
import { letterhead, type Letterhead } from '#people/contacts/letterhead.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { makeLink } from './invitation.ts';
import { invitationLetter, type Inviter, type Recipient } from './invitation-letter.ts';
import { wordsIn, type WordsByLocale } from './words.server.ts';

export type Invitee = Omit<Recipient, 'company'> & {
	invitationId: string;
	personId: string;
	email: string;
	locale: Locale;
	timeZone: string;
	quietFrom: string;
	quietUntil: string;
	companyJa: string;
	companyEn: string;
};

/** What all letters of a round have in common. */
export type Stationery = { settings: Settings; words: WordsByLocale; head: Letterhead };

export async function stationeryIn(db: Db): Promise<Stationery> {
	return { settings: await settingsIn(db), words: await wordsIn(db), head: await letterhead(db) };
}

/** The columns of an Invitee, for a query that calls the invitation `i`, its person `p` and their contact `c`. */
export const inviteeColumns = sql`
	i.invitation_id, i.person_id,
	c.email, c.basis, c.basis_on, c.quiet_from, c.quiet_until,
	p.locale, p.time_zone,
	${nameColumns('p')},
	i.roles is not null or ${isEmployed('i')} as is_employed,
	(select h.made_at from hr_import h where h.hr_import_id = c.hr_import_id) as imported_on,
	${companyName('name_ja')} as company_ja,
	${companyName('name_en')} as company_en
`;

/** The company where the person of the row `i` works or worked last; the parent company where none is known. */
function companyName(column: 'name_ja' | 'name_en'): RawBuilder<string> {
	const name = sql.ref(`co.${column}`);
	return sql`coalesce(
		(
			select ${name}
			from tenure t
			join company co on co.company_id = t.company_id
			where t.person_id = i.person_id
			order by t.ended_on desc nulls first, t.started_on desc
			limit 1
		),
		(
			select ${name}
			from company co
			where co.parent_id is null
			order by co.company_id
			limit 1
		),
		''
	)`;
}

/**
 * May the person of the invitation `i` and the contact `c` still be written to? They are no member, neither they nor their
 * address refuse, and there is a basis for it, unless they work here.
 */
export const mayStillBeWritten = sql`(
	not c.do_not_contact
		and (c.basis is not null or i.roles is not null or ${isEmployed('i')})
		and not exists (
			select from membership m
			where m.person_id = c.person_id
		)
		and not exists (
			select from mail_stop s
			where s.address = c.email
		)
)`;

export type Mailed = { hash: Buffer; expiresAt: Date; mailId: string };

/** Leaves the mail of an invitation or its reminder. Gives the hash of its link, until when it opens, and the mail's id. */
export async function mailInvitation(
	db: Db,
	where: InNetwork,
	invitee: Invitee,
	stationery: Stationery,
	{ isReminder = false, notBefore }: { isReminder?: boolean; notBefore?: Date } = {}
): Promise<Mailed> {
	const { personId, email, locale, timeZone } = invitee;
	const { origin } = stationery.head;
	const { token, hash } = makeLink();
	const begins = notBefore ?? new Date();
	const touch = { kind: 'invited', subjectId: invitee.invitationId };
	const expiresAt = new Date(begins.getTime() + stationery.settings.invitationDays * 86_400_000);
	const mailId = await leaveMail(db, where, {
		kind: 'invitation',
		personId,
		address: email,
		list: { name: 'invitation', origin },
		expiresAt,
		...(isReminder ? {} : { touch }),
		letter: (unsubscribe) =>
			asReader({ locale, timeZone }, () =>
				invitationLetter(
					{ ...invitee, company: locale === 'ja' ? invitee.companyJa : invitee.companyEn },
					inviterFor(locale, stationery),
					{ join: `${origin}/join/${token}`, expiresAt, unsubscribe },
					isReminder
				)
			),
		...(notBefore ? { notBefore } : {})
	});
	return { hash, expiresAt, mailId };
}

/** Who invites, in a reader's language. */
export function inviterFor(locale: Locale, { settings, words, head }: Stationery): Inviter {
	const { subject, words: own } = words[locale];
	const { contact, replyAddress } = settings;
	return { network: head.nameIn(locale), subject, words: own, contact, replyAddress };
}
