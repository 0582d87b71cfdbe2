import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { groundsOf, whyChange, whyOpening } from '#returning/explaining/explaining.server.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const [change, opening] = [searchParams.get('change'), searchParams.get('opening')];
	const isAlumnus = may(actor, 'match.read');
	return {
		isAlumnus,
		change: change && isAlumnus ? await whyChange(actor, idOf(change)) : undefined,
		opening: opening && isAlumnus ? await whyOpening(actor, idOf(opening)) : undefined,
		grounds: await groundsOf(actor)
	};
});
