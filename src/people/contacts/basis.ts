import * as m from '#locales/messages.ts';

/** On what the desk may write to someone who has not joined (rule 9). */
export const basesAtDesk = ['told_desk', 'consent_on_leaving', 'notice'] as const;
export type BasisAtDesk = (typeof basesAtDesk)[number];
export type Basis = BasisAtDesk | 'joined';

/** What each basis is called. */
export const basisName: Record<Basis, () => string> = {
	told_desk: m.basis_told,
	consent_on_leaving: m.basis_consent,
	notice: m.basis_notice,
	joined: m.basis_joined
};
