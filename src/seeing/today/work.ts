import type { Permission } from '#access/policy/policy.ts';
import type { Part } from '#access/parts/parts.ts';
import * as m from '#locales/messages.ts';

/** Work by what it does for people: someone waits for an answer, someone's day comes near, or the house is put in order. */
export const workGroups = ['people', 'soon', 'order'] as const;
export type WorkGroup = (typeof workGroups)[number];

type Kind = {
	group: WorkGroup;
	permission: Permission;
	part?: Part;
	text: (values: { count: number }) => string;
	action: () => string;
	href: string;
};

/** Everything that can wait at the desk, in the order of what doing it does for people. */
export const workKinds = {
	reports: {
		group: 'people',
		permission: 'care.see',
		text: m.today_reports,
		action: m.today_do_decide,
		href: '/desk/care'
	},
	concerns: {
		group: 'people',
		permission: 'concern.handle',
		text: m.today_concerns,
		action: m.today_do_see,
		href: '/desk/concerns'
	},
	desk: {
		group: 'people',
		permission: 'desk_inbox.see',
		text: m.today_desk,
		action: m.today_do_answer,
		href: '/desk/inbox'
	},
	applications: {
		group: 'people',
		permission: 'application.handle',
		part: 'openings',
		text: m.today_applications,
		action: m.today_do_answer,
		href: '/desk/applications'
	},
	claims: {
		group: 'people',
		permission: 'claim.decide',
		text: m.today_claims,
		action: m.today_do_decide,
		href: '/desk/claims'
	},
	papers: {
		group: 'people',
		permission: 'paper.answer',
		text: m.today_papers,
		action: m.today_do_answer,
		href: '/desk/papers'
	},
	collaborations: {
		group: 'people',
		permission: 'collaboration.decide',
		part: 'collaborations',
		text: m.today_collaborations,
		action: m.today_do_decide,
		href: '/desk/collaborations'
	},
	proposals: {
		group: 'people',
		permission: 'event.decide',
		part: 'events',
		text: m.today_proposals,
		action: m.today_do_answer,
		href: '/desk/proposals'
	},
	returns: {
		group: 'people',
		permission: 'rehire.record',
		part: 'openings',
		text: m.today_returns,
		action: m.today_do_record,
		href: '/desk/applications?all'
	},
	plannedReturns: {
		group: 'soon',
		permission: 'rehire.record',
		text: m.today_planned_returns,
		action: m.today_do_prepare,
		href: '/desk/rehires'
	},
	sendOffs: {
		group: 'soon',
		permission: 'send_off.run',
		text: m.today_send_offs,
		action: m.today_do_prepare,
		href: '/desk/send-offs'
	},
	talks: {
		group: 'soon',
		permission: 'talks.see',
		part: 'talks',
		text: m.today_talks,
		action: m.today_do_see,
		href: '/desk/talks'
	},
	suggestions: {
		group: 'order',
		permission: 'reasons.read',
		text: m.today_suggestions,
		action: m.today_do_confirm,
		href: '/desk/reasons'
	},
	mailStops: {
		group: 'order',
		permission: 'care.see',
		text: m.today_mail_stops,
		action: m.today_do_see,
		href: '/desk/care#mail'
	},
	failedMails: {
		group: 'order',
		permission: 'outbox.read',
		text: m.today_failed_mails,
		action: m.today_do_see,
		href: '/desk/outbox?state=trouble'
	},
	stoppedWaves: {
		group: 'order',
		permission: 'invitation.send',
		text: m.today_stopped_waves,
		action: m.today_do_see,
		href: '/desk/invitations'
	},
	imports: {
		group: 'order',
		permission: 'hr_import.load',
		text: m.today_imports,
		action: m.today_do_load,
		href: '/desk/imports'
	},
	ready: {
		group: 'order',
		permission: 'invitation.send',
		text: m.today_ready,
		action: m.today_do_invite,
		href: '/desk/invitations#wave'
	},
	withoutBasis: {
		group: 'order',
		permission: 'invitation.send',
		text: m.today_basis,
		action: m.today_do_record,
		href: '/desk/invitations'
	},
	drafts: {
		group: 'order',
		permission: 'change.write',
		text: m.today_drafts,
		action: m.today_do_finish,
		href: '/desk/changes'
	},
	scimTroubles: {
		group: 'order',
		permission: 'api.manage',
		text: m.today_scim_troubles,
		action: m.today_do_see,
		href: '/desk/api#scim'
	}
} as const satisfies Record<string, Kind>;

export type WorkKind = keyof typeof workKinds;
export const workNames = Object.keys(workKinds) as WorkKind[];

/** What is suggested on Today. */
export const suggestionKinds = ['silent', 'unheard', 'manager'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];
/** Who heard nothing for so many days is worth a word. */
export const silentDays = 60;
/** Among so many members they are counted. */
export const silentLookedAt = 1000;
/** For so many days a suggestion that was done is not made again. */
export const restDays = 30;
/** For so many days a suggestion can be put off. */
export const putOffDays = [1, 7, 30] as const;
