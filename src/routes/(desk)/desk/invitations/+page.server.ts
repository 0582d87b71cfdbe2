import { act, door } from '#access/doors/doors.server.ts';
import { resumeWaves, stopWaves } from '#people/invitations/batches.server.ts';
import { nightOf } from '#people/invitations/night.server.ts';
import { invitationDesk } from '#people/invitations/waves.server.ts';
import { config } from '#platform/config/config.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { waves } from '#seeing/wave-list/wave-list.server.ts';
import { askedAt } from '../asked.ts';
import { form, idsIn, viewActions } from '../lists.server.ts';

const wavesAtMost = 100;

export const load = door('invitation.send', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const [desk, night, table] = await Promise.all([
		invitationDesk(actor),
		nightOf(actor),
		lookAt(actor, waves, askedAt(event.url))
	]);
	return {
		...desk,
		table,
		recorded: Number(query.get('recorded') ?? 0),
		wasWithdrawn: Number(query.get('withdrawn') ?? 0),
		sent: query.has('sent'),
		night,
		sends: config().SMTP_URL !== undefined
	};
});

export const actions = {
	resume: act('invitation.send', form, async ({ event, actor }, ticked) => ({
		resumed: await resumeWaves(actor, await idsIn(actor, waves, ticked, event.url, wavesAtMost))
	})),
	stop: act('invitation.send', form, async ({ event, actor }, ticked) => ({
		stopped: await stopWaves(actor, await idsIn(actor, waves, ticked, event.url, wavesAtMost))
	})),
	...viewActions(waves, '/desk/invitations')
};
