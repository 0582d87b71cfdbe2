import { act, door } from '#access/doors/doors.server.ts';
import { countThoughtOf } from '#people/send-offs/thought-of.server.ts';
import { closeOpenings, confirmOpenings } from '#returning/openings/some.server.ts';
import { wishesAtDesk } from '#returning/openings/wishes.server.ts';
import { openings } from '#seeing/opening-list/opening-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { form, idsIn, viewActions } from '../lists.server.ts';

const someAtMost = 500;

export const load = door('opening.write', async ({ event, actor }) => {
	const [table, wishes, thoughtOf] = await Promise.all([
		lookAt(actor, openings, event.url.searchParams),
		wishesAtDesk(actor),
		countThoughtOf(actor)
	]);
	return { table, wishes, thoughtOf };
});

export const actions = {
	confirm: act('opening.write', form, async ({ event, actor }, ticked) => {
		const ids = await idsIn(actor, openings, ticked, event.url, someAtMost);
		return { confirmed: await confirmOpenings(actor, ids) };
	}),
	close: act('opening.write', form, async ({ event, actor }, ticked) => {
		const ids = await idsIn(actor, openings, ticked, event.url, someAtMost);
		return { closed: await closeOpenings(actor, ids) };
	}),
	...viewActions(openings, '/desk/openings')
};
