import * as m from '#locales/messages.ts';

export const paperKinds = ['employment', 'leaving', 'withholding', 'other'] as const;
export type PaperKind = (typeof paperKinds)[number];
export const paperStates = ['asked', 'sent', 'refused', 'withdrawn'] as const;
export type PaperState = (typeof paperStates)[number];

/** What a certificate of leaving may hold (Labour Standards Act, article 22): only what the leaver asks for. */
export const paperItems = ['period', 'work', 'position', 'wages', 'reason'] as const;
export type PaperItem = (typeof paperItems)[number];
/** What most ask for. Wages and the reason are for whoever wants them in it. */
export const usualItems: readonly PaperItem[] = ['period', 'work', 'position'];

/** For how many days a file can be fetched. */
export const daysToFetch = 14;

export const paperName: Record<PaperKind, () => string> = {
	employment: m.paper_employment,
	leaving: m.paper_leaving,
	withholding: m.paper_withholding,
	other: m.paper_other
};
export const paperHelp: Record<PaperKind, () => string> = {
	employment: m.paper_employment_help,
	leaving: m.paper_leaving_help,
	withholding: m.paper_withholding_help,
	other: m.paper_other_help
};
export const itemName: Record<PaperItem, () => string> = {
	period: m.paper_item_period,
	work: m.paper_item_work,
	position: m.paper_item_position,
	wages: m.paper_item_wages,
	reason: m.paper_item_reason
};
export const stateName: Record<PaperState, () => string> = {
	asked: m.paper_state_asked,
	sent: m.paper_state_sent,
	refused: m.paper_state_refused,
	withdrawn: m.paper_state_withdrawn
};

/** The years for which a tax slip can be asked for: this one, and the five before it. */
export const yearsBack = 5;
