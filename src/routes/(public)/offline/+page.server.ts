import { openDoor } from '#access/doors/doors.server.ts';

/** What a browser shows where there is no connection. It says nothing of whoever reads it. */
export const load = openDoor(() => ({}));
