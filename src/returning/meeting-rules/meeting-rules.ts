import * as m from '#locales/messages.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** The rules of meeting as a reader gets them, and whom to turn to. */
export type MeetingRules = { words: string; contact: string };

/** What a network set; '' where it keeps what the product brings. */
export type OwnRules = { meetingRulesJa: string; meetingRulesEn: string; meetingContact: string };

/** The rules in the reader's language. A network that wrote them in one language shows those in both. */
export function rulesFor(own: OwnRules, locale: Locale): MeetingRules {
	const { meetingRulesJa: ja, meetingRulesEn: en } = own;
	const written = locale === 'ja' ? ja || en : en || ja;
	return { words: written || m.rules_default(), contact: own.meetingContact || m.rules_contact_default() };
}

/** The same as lines of plain text, for mails and calendar entries. */
export const rulesText = ({ words, contact }: MeetingRules) =>
	`${m.rules_title()}\n${words}\n${m.rules_contact({ contact })}`;
