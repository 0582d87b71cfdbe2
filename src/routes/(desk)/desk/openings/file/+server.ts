import * as m from '#locales/messages.ts';
import { openings } from '#seeing/opening-list/opening-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(openings, 'openings', m.nav_openings);
