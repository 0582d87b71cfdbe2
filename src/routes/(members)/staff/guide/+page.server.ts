import { door } from '#access/doors/doors.server.ts';

export const load = door('host.be', () => ({}));
