import * as m from '#locales/messages.ts';

/** By which way someone told the desk that they do not want to be contacted. */
export const ways = ['telephone', 'letter', 'in_person', 'mail', 'other'] as const;
export type Way = (typeof ways)[number];

/** What each way is called. */
export const wayName: Record<Way, () => string> = {
	telephone: m.left_alone_telephone,
	letter: m.left_alone_letter,
	in_person: m.left_alone_in_person,
	mail: m.left_alone_mail,
	other: m.left_alone_other
};
