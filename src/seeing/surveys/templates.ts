import * as m from '#locales/messages.ts';
import type { Question } from './survey.ts';

type Asked = Pick<Question, 'kind' | 'words' | 'options' | 'lines' | 'isRequired' | 'askedAgain'>;
type Template = {
	name: () => string;
	help: () => string;
	isAnonymous: boolean;
	/** Surveys from one template can be compared, whoever began them: their series has this id in every network. */
	seriesId?: string;
	intro: () => string;
	questions: () => Asked[];
};

/** One question in two templates is the same question. */
const id = (last: number) => `5eed0000-0000-4000-8000-${String(last).padStart(12, '0')}`;

export const templates = {
	/** The question of whether people would work for the company again (ニトリ: about half of those who registered). */
	interest: {
		name: m.survey_template_interest,
		help: m.survey_template_interest_help,
		isAnonymous: true,
		seriesId: id(1),
		intro: m.survey_interest_intro,
		questions: () => [
			{
				kind: 'single',
				words: m.survey_interest_question(),
				options: [
					m.survey_interest_very(),
					m.survey_interest_some(),
					m.survey_interest_unsure(),
					m.survey_interest_no()
				],
				lines: [],
				isRequired: true,
				askedAgain: id(11)
			},
			{
				kind: 'multiple',
				words: m.survey_interest_what(),
				options: [
					m.survey_interest_what_place(),
					m.survey_interest_what_hours(),
					m.survey_interest_what_work(),
					m.survey_interest_what_pay(),
					m.survey_interest_what_people(),
					m.survey_interest_what_talk()
				],
				lines: [],
				isRequired: false,
				askedAgain: id(12)
			},
			{
				kind: 'text',
				words: m.survey_interest_words(),
				options: [],
				lines: [],
				isRequired: false,
				askedAgain: id(13)
			}
		]
	},
	network: {
		name: m.survey_template_network,
		help: m.survey_template_network_help,
		isAnonymous: true,
		seriesId: id(2),
		intro: m.survey_network_intro,
		questions: () => [
			{
				kind: 'scale',
				words: m.survey_network_useful(),
				options: [m.survey_network_useful_low(), m.survey_network_useful_high()],
				lines: [],
				isRequired: true,
				askedAgain: id(21)
			},
			{
				kind: 'matrix',
				words: m.survey_network_more(),
				options: [m.survey_network_less(), m.survey_network_same(), m.survey_network_much()],
				lines: [
					m.survey_network_line_news(),
					m.survey_network_line_events(),
					m.survey_network_line_colleagues(),
					m.survey_network_line_openings()
				],
				isRequired: false,
				askedAgain: id(22)
			},
			{
				kind: 'text',
				words: m.survey_network_wish(),
				options: [],
				lines: [],
				isRequired: false,
				askedAgain: id(23)
			}
		]
	},
	empty: {
		name: m.survey_template_empty,
		help: m.survey_template_empty_help,
		isAnonymous: true,
		intro: () => '',
		questions: () => []
	}
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof templates;
export const templateNames = Object.keys(templates) as TemplateName[];
export const templateOf = (name: TemplateName): Template => templates[name];
