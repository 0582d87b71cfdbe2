import * as m from '#locales/messages.ts';
import { parts, type Part } from './parts.ts';

type Words = {
	name: () => string;
	help: () => string;
	/** What of it there is now. */
	has: (count: { count: number }) => string;
};

export const partWords: Record<Part, Words> = {
	groups: { name: m.nav_groups, help: m.part_groups_help, has: m.part_groups_has },
	events: { name: m.nav_events, help: m.part_events_help, has: m.part_events_has },
	openings: { name: m.nav_openings, help: m.part_openings_help, has: m.part_openings_has },
	talks: { name: m.part_talks, help: m.part_talks_help, has: m.part_talks_has },
	mentoring: { name: m.mentoring_title, help: m.part_mentoring_help, has: () => m.part_mentoring_has() },
	collaborations: {
		name: m.collab_title,
		help: m.part_collaborations_help,
		has: m.part_collaborations_has
	},
	surveys: { name: m.surveys_title, help: m.part_surveys_help, has: m.part_surveys_has },
	papers: { name: m.papers_title, help: m.part_papers_help, has: m.part_papers_has }
};

/** What a network is for, and the parts that serve it. */
export const presets = ['ties', 'returning', 'together'] as const;
export type Preset = (typeof presets)[number];

export const presetWords: Record<Preset, { name: () => string; help: () => string }> = {
	ties: { name: m.preset_ties, help: m.preset_ties_help },
	returning: { name: m.preset_returning, help: m.preset_returning_help },
	together: { name: m.preset_together, help: m.preset_together_help }
};

const on: Record<Preset, readonly Part[]> = {
	ties: ['groups', 'events', 'mentoring', 'surveys', 'papers'],
	returning: ['events', 'openings', 'talks', 'surveys', 'papers'],
	together: ['groups', 'events', 'mentoring', 'collaborations', 'surveys', 'papers']
};

/** The parts that a preset switches off. */
export const offBy = (preset: Preset): Part[] => parts.filter((part) => !on[preset].includes(part));
