import * as m from '#locales/messages.ts';

export const audiences = ['everyone', 'alumni', 'teams', 'desk', 'nobody'] as const;
export type Audience = (typeof audiences)[number];

export const audienceName: Record<Audience, () => string> = {
	everyone: m.audience_everyone,
	alumni: m.audience_alumni,
	teams: m.audience_teams,
	desk: m.audience_desk,
	nobody: m.audience_nobody
};

/**
 * What members can offer each other or look for. Jobs at other companies are not among them: they stay off
 * unless an admin records the notification that the law asks for (rule 10).
 */
export const offers = ['talk', 'mentoring', 'side_work', 'hiring', 'collaboration'] as const;
export type Offer = (typeof offers)[number];

export const offerName: Record<Offer, () => string> = {
	talk: m.offer_talk,
	mentoring: m.offer_mentoring,
	side_work: m.offer_side_work,
	hiring: m.offer_hiring,
	collaboration: m.offer_collaboration
};

/**
 * Who may begin to write to someone. "Known" are people with whom one worked, shares a group, or has
 * written before; the others may ask.
 */
export const writers = ['everyone', 'known', 'nobody'] as const;
export const writersName: Record<(typeof writers)[number], () => string> = {
	everyone: m.writers_everyone,
	known: m.writers_known,
	nobody: m.writers_nobody
};

/** Kinds of members who can be kept from beginning to write to someone. Strangers are those with whom one never worked. */
export const closedKinds = ['employees', 'executives', 'hosts', 'strangers'] as const;
export type ClosedKind = (typeof closedKinds)[number];

export const closedKindName: Record<ClosedKind, () => string> = {
	employees: m.closed_employees,
	executives: m.closed_executives,
	hosts: m.closed_hosts,
	strangers: m.closed_strangers
};

/** The parts of a profile that are shown or not, each by itself. */
export const parts = ['career', 'present', 'place', 'skills', 'introduction', 'offers'] as const;
export type Part = (typeof parts)[number];

/** For whom a part is while its owner has said nothing. */
export function usualAudience(part: Part): Audience {
	return part === 'offers' ? 'alumni' : 'everyone';
}

/** As whom someone reads a profile. `isTeam`: the two worked together. */
export type View = { isSelf: boolean; isAlumnus: boolean; isTeam: boolean; isDesk: boolean };

/** Is something for this audience shown to this reader? People always see what is their own. */
export function isShown(audience: Audience, { isSelf, isAlumnus, isTeam, isDesk }: View): boolean {
	if (isSelf || audience === 'everyone') return true;
	if (audience === 'nobody') return false;
	return isDesk || (audience === 'alumni' && isAlumnus) || (audience === 'teams' && isTeam);
}

/** Those as whom a member can look at their own profile. */
export const viewers = ['alumnus', 'colleague', 'employee', 'desk'] as const;
export type Viewer = (typeof viewers)[number];

export const viewOf: Record<Viewer, View> = {
	alumnus: { isSelf: false, isAlumnus: true, isTeam: false, isDesk: false },
	colleague: { isSelf: false, isAlumnus: false, isTeam: true, isDesk: false },
	employee: { isSelf: false, isAlumnus: false, isTeam: false, isDesk: false },
	desk: { isSelf: false, isAlumnus: false, isTeam: false, isDesk: true }
};

export const viewerName: Record<Viewer, () => string> = {
	alumnus: m.viewer_alumnus,
	colleague: m.viewer_colleague,
	employee: m.viewer_employee,
	desk: m.viewer_desk
};
