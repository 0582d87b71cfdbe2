import * as m from '#locales/messages.ts';
import { events } from '#seeing/event-list/event-list.server.ts';
import { fileDoor } from '../../lists.server.ts';

export const GET = fileDoor(events, 'events', m.nav_events);
