import * as m from '#locales/messages.ts';
import { applications } from '#seeing/application-list/application-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(applications, 'applications', m.applications_title);
