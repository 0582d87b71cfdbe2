import * as m from '#locales/messages.ts';
import { waves } from '#seeing/wave-list/wave-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(waves, 'waves', m.waves_title);
