import { door } from '#access/doors/doors.server.ts';
import { cadence } from '#seeing/cadence/cadence.server.ts';

export const load = door('cadence.see', ({ actor }) => cadence(actor));
