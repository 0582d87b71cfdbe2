import * as m from '#locales/messages.ts';
import { mails } from '#seeing/mail-list/mail-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(mails, 'outbox', m.desk_outbox);
