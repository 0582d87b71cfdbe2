import * as m from '#locales/messages.ts';
import { outreach } from '#seeing/outreach-list/outreach-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(outreach, 'outreach', m.desk_outreach);
