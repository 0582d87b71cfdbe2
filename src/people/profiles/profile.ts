import * as m from '#locales/messages.ts';

export const audiences = ['everyone', 'alumni', 'nobody'] as const;
export type Audience = (typeof audiences)[number];

export const audienceName: Record<Audience, () => string> = {
	everyone: m.audience_everyone,
	alumni: m.audience_alumni,
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

/** Is something for this audience shown to this reader? People always see what is their own. */
export function isShown(audience: string, reader: { isSelf: boolean; isAlumnus: boolean }): boolean {
	return reader.isSelf || audience === 'everyone' || (audience === 'alumni' && reader.isAlumnus);
}
