import * as m from '#locales/messages.ts';
import { rehires } from '#seeing/rehire-list/rehire-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(rehires, 'rehires', m.desk_rehires);
