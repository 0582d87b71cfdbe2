import * as m from '#locales/messages.ts';

/** The purposes that people agree to, one by one (rule 9). */
export const purposes = ['network', 'return_mail', 'former_manager', 'group_sharing'] as const;
export type Purpose = (typeof purposes)[number];

/** The wording that a person agrees to. The consent keeps it as the person read it. */
export const purposeWording: Record<Purpose, () => string> = {
	network: m.consent_network,
	return_mail: m.consent_return_mail,
	former_manager: m.consent_former_manager,
	group_sharing: m.consent_group_sharing
};
