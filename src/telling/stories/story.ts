import * as m from '#locales/messages.ts';

export const editions = ['alumni', 'staff', 'public'] as const;
export type Edition = (typeof editions)[number];

/** The name of an edition: who reads it. */
export const editionName: Record<Edition, () => string> = {
	alumni: m.edition_alumni,
	staff: m.edition_staff,
	public: m.edition_public
};

/**
 * The four questions to someone who came back: how it came about, how people around them reacted, when returning
 * began to feel right, and what their work is like now.
 */
export const questions = [
	{ field: 'pathWords', label: m.story_question_path },
	{ field: 'aroundWords', label: m.story_question_around },
	{ field: 'momentWords', label: m.story_question_moment },
	{ field: 'nowWords', label: m.story_question_now }
] as const;
export type Answers = Record<(typeof questions)[number]['field'], string>;
