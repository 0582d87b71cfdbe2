import { door } from '#access/doors/doors.server.ts';
import { lettersAtDesk } from '#telling/letters/letters.server.ts';

export const load = door('letter.write', async ({ actor }) => ({ letters: await lettersAtDesk(actor) }));
