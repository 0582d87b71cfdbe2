import * as m from '#locales/messages.ts';

/** What a member may have come for. Several may be said; Home leads with them in this order. */
export const aims = ['colleagues', 'company', 'work', 'papers'] as const;
export type Aim = (typeof aims)[number];

export const aimName: Record<Aim, () => string> = {
	company: m.aim_company,
	colleagues: m.aim_colleagues,
	work: m.aim_work,
	papers: m.aim_papers
};
