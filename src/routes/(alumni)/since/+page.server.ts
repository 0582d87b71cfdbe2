import { door } from '#access/doors/doors.server.ts';
import { sinceTheyLeft } from '#telling/matches/matches.server.ts';

export const load = door('match.read', ({ actor }) => sinceTheyLeft(actor));
