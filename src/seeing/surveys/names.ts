import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';
import { privateName, type Private } from './forbidden.ts';
import type { QuestionKind } from './survey.ts';
import type { Survey, SurveyStatus, Turnout } from './surveys.server.ts';

export const statusName: Record<SurveyStatus, () => string> = {
	draft: m.survey_status_draft,
	open: m.survey_status_open,
	closed: m.survey_status_closed
};

export const kindName: Record<QuestionKind, () => string> = {
	single: m.survey_kind_single,
	multiple: m.survey_kind_multiple,
	scale: m.survey_kind_scale,
	text: m.survey_kind_text,
	matrix: m.survey_kind_matrix
};

export const howName = (isAnonymous: boolean) => (isAnonymous ? m.survey_anonymous() : m.survey_named());

/** How many of those asked have answered; while it is being sent, how far that is. */
export const turnoutText = ({ asked, answered, toAsk }: Turnout & Pick<Survey, 'toAsk'>) =>
	toAsk !== null && asked < toAsk
		? m.survey_being_sent({ asked, all: toAsk })
		: answered === undefined
			? m.survey_turnout_few({ asked })
			: m.survey_turnout({ asked, answered });

export const doubtsText = (doubts: readonly Private[]) =>
	m.survey_private_note({ kinds: f.list(doubts.map(privateName)) });
