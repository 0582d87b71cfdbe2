import { idOf } from '#access/doors/form.ts';
import { provedDoor } from '#access/doors/proof.server.ts';
import * as m from '#locales/messages.ts';
import { exportSurvey } from '#seeing/surveys/named.server.ts';
import { fileAnswer } from '../../../file-answer.server.ts';

export const GET = provedDoor('person.export', ({ event, actor, network }) =>
	fileAnswer(event.url.searchParams, network, { plain: 'survey', said: m.surveys_title() }, (format) =>
		exportSurvey(actor, idOf(event.params.survey), format)
	)
);
