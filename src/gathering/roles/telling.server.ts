import { may, type Role } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { calledName, fullName, type Named } from '#people/persons/person.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import * as f from '#platform/locale/format.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';
import { roleHint, roleName } from './role-names.ts';

type Change = { personId: string; before: readonly Role[]; after: readonly Role[] };
/** Who changed the roles; null is the operator of the installation. */
type By = (Named & { personId: string }) | null;
type Told = Named & { locale: Locale; timeZone: string; email: string | null };

/** Tells a member on their page and by mail, at once, which roles they have now. Whoever changes their own knows. */
export async function tellOfRoles(db: Db, where: InNetwork, by: By, change: Change): Promise<void> {
	const { personId } = change;
	const person = (await db
		.selectFrom('person as p')
		.leftJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'p.networkId').onRef('c.personId', '=', 'p.personId')
		)
		.select(['p.locale', 'p.timeZone', 'c.email', ...nameFields('p')])
		.where('p.personId', '=', personId)
		.executeTakeFirstOrThrow()) as Told;
	const { nameIn, origin } = await letterhead(db);
	const { locale, timeZone, email } = person;
	await asReader({ locale, timeZone }, () =>
		notify(db, where, {
			kind: 'role',
			to: [personId],
			by: by?.personId ?? null,
			subjectId: personId,
			path: may({ roles: change.after }, 'desk.see') ? '/desk' : '/me',
			about: f.list(change.after.map((role) => roleName[role]()))
		})
	);
	if (!email) return;
	const written = asReader({ locale, timeZone }, () =>
		rolesLetter(person, by, change, { network: nameIn(locale), origin })
	);
	await leaveMail(db, where, { kind: 'role', personId, address: email, letter: written });
}

type From = { network: string; origin: string };

function rolesLetter(person: Told, by: By, { before, after }: Change, from: From): Letter {
	const { network, origin } = from;
	const given = after.filter((role) => !before.includes(role));
	const taken = before.filter((role) => !after.includes(role));
	const items = given.map((role): Block => ({
		item: m.role_mail_given({ role: roleName[role]() }),
		words: roleHint[role](),
		href: origin
	}));
	const gone: Block[] =
		taken.length > 0
			? [{ say: m.role_mail_taken({ roles: f.list(taken.map((role) => roleName[role]())) }) }]
			: [];
	return letter(
		m.role_mail_subject({ network }),
		[
			{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
			{
				say: by
					? m.role_mail_body({ network, by: fullName(by, person.locale) })
					: m.role_mail_body_operator({ network })
			},
			...items,
			...gone,
			{ quiet: m.role_mail_unexpected() },
			{ button: m.role_mail_button({ network }), href: origin }
		],
		{ network, why: m.role_mail_why() }
	);
}
