import type { Selectable } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Network } from '#platform/database/tables.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** What a network says of itself and how it is set. `revision` counts the times that it was saved. */
export type Settings = Pick<
	Selectable<Network>,
	| 'nameJa'
	| 'nameEn'
	| 'hosts'
	| 'timeZone'
	| 'senderName'
	| 'replyAddress'
	| 'postalAddress'
	| 'contact'
	| 'accent'
	| 'logoMark'
	| 'welcomeJa'
	| 'welcomeEn'
	| 'quietFrom'
	| 'quietUntil'
	| 'mailsPerMonth'
	| 'invitationDays'
	| 'claims'
	| 'passingOn'
	| 'meetingRulesJa'
	| 'meetingRulesEn'
	| 'meetingContact'
	| 'concernRoles'
	| 'twoFactorRoles'
	| 'revision'
> & { locale: Locale };

const columns = [
	'nameJa',
	'nameEn',
	'hosts',
	'timeZone',
	'locale',
	'senderName',
	'replyAddress',
	'postalAddress',
	'contact',
	'accent',
	'logoMark',
	'welcomeJa',
	'welcomeEn',
	'quietFrom',
	'quietUntil',
	'mailsPerMonth',
	'invitationDays',
	'claims',
	'passingOn',
	'meetingRulesJa',
	'meetingRulesEn',
	'meetingContact',
	'concernRoles',
	'twoFactorRoles',
	'revision'
] as const;

/** The settings of the transaction's network. What was not filled in is ''. */
export async function settingsIn(db: Db): Promise<Settings> {
	const found = await db.selectFrom('network').select(columns).executeTakeFirstOrThrow();
	return { ...found, locale: found.locale as Locale };
}

/** The settings, for those who may change them. */
export async function settingsOf(actor: Actor): Promise<Settings> {
	authorize(actor, 'settings.change');
	return readNetwork(actor, settingsIn);
}
