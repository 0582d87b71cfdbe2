import * as m from '#locales/messages.ts';
import { talks } from '#seeing/talk-list/talk-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(talks, 'talks', m.desk_talks);
