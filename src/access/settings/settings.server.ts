import type { Selectable } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Openness } from '#access/policy/letting-in.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Network } from '#platform/database/tables.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** The sections of the settings. Each is a form of its own, with a revision of its own. */
export const sections = [
	'names',
	'accent',
	'logo',
	'hosts',
	'region',
	'maps',
	'mail',
	'welcome',
	'claims',
	'meeting',
	'reach',
	'keeping',
	'keep_times',
	'sign_in',
	'open_to',
	'parts',
	'collaborations',
	'costs'
] as const;
export type Section = (typeof sections)[number];

/** What a network says of itself and how it is set. `revisions` counts how often each section was saved. */
export type Settings = Pick<
	Selectable<Network>,
	| 'nameJa'
	| 'nameEn'
	| 'hosts'
	| 'timeZone'
	| 'maps'
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
	| 'partsOff'
	| 'collaborationsChecked'
	| 'costOfHiring'
	| 'costOfRehire'
	| 'costOfYear'
> & { locale: Locale; openTo: Openness; revisions: Record<Section, number> };

const columns = [
	'nameJa',
	'nameEn',
	'hosts',
	'timeZone',
	'maps',
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
	'openTo',
	'partsOff',
	'collaborationsChecked',
	'costOfHiring',
	'costOfRehire',
	'costOfYear',
	'sectionRevisions'
] as const;

/** The settings of the transaction's network. What was not filled in is ''. */
export async function settingsIn(db: Db): Promise<Settings> {
	const { sectionRevisions, ...found } = await db
		.selectFrom('network')
		.select(columns)
		.executeTakeFirstOrThrow();
	return {
		...found,
		locale: found.locale as Locale,
		openTo: found.openTo as Openness,
		revisions: revisionsOf(sectionRevisions)
	};
}

/** The revision of each section, from what the database keeps of those that were ever saved. */
export function revisionsOf(saved: unknown): Record<Section, number> {
	const known = saved as Partial<Record<Section, number>>;
	return Object.fromEntries(sections.map((section) => [section, known[section] ?? 0])) as Record<
		Section,
		number
	>;
}

/** The settings, for those who may change them. */
export async function settingsOf(actor: Actor): Promise<Settings> {
	authorize(actor, 'settings.change');
	return readNetwork(actor, settingsIn);
}
