import * as m from '#locales/messages.ts';

export const sendOffStates = ['running', 'done', 'called_off'] as const;
export type SendOffState = (typeof sendOffStates)[number];
/** Who told us that somebody leaves. */
export type Through = 'desk' | 'api' | 'scim';

export const sendOffStateName: Record<SendOffState, () => string> = {
	running: m.send_off_running,
	done: m.send_off_done,
	called_off: m.send_off_called_off
};

export const throughName: Record<Through, () => string> = {
	desk: m.send_off_through_desk,
	api: m.send_off_through_api,
	scim: m.send_off_through_scim
};

/** What a good send-off has before the last day. */
export const steps = ['talk', 'reasons', 'address', 'consent'] as const;
export type Step = (typeof steps)[number];

export const stepName: Record<Step, () => string> = {
	talk: m.send_off_step_talk,
	reasons: m.send_off_step_reasons,
	address: m.send_off_step_address,
	consent: m.send_off_step_consent
};

/** Why someone who leaves wants to be thought of when there is an opening (育児・介護休業法27条). */
export const becauses = ['birth', 'childcare', 'family_care'] as const;
export type Because = (typeof becauses)[number];

export const becauseName: Record<Because, () => string> = {
	birth: m.thought_of_birth,
	childcare: m.thought_of_childcare,
	family_care: m.thought_of_family_care
};

export type Progress = {
	isMember: boolean;
	talkedOn: string | null;
	hasReasons: boolean;
	privateAddress: string | null;
	isAddressProved: boolean;
	agrees: boolean;
};

/** What a send-off lacks. A member's private address counts once it is proved: they sign in by it. */
export function missingIn(progress: Progress): Step[] {
	const isThere: Record<Step, boolean> = {
		talk: progress.talkedOn !== null,
		reasons: progress.hasReasons,
		address: progress.privateAddress !== null && (progress.isAddressProved || !progress.isMember),
		consent: progress.agrees
	};
	return steps.filter((step) => !isThere[step]);
}
