import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { lettersAtDesk, lettersAtOnce } from '#telling/letters/letters.server.ts';

export const load = door('letter.write', async ({ event, actor }) => {
	const letters = await lettersAtDesk(actor, z.uuid().safeParse(event.url.searchParams.get('before')).data);
	return { letters, next: letters.length === lettersAtOnce ? `?before=${letters.at(-1)!.letterId}` : null };
});
