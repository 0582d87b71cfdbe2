import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { settingsIn } from '#access/settings/settings.server.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { readNetwork } from '#platform/database/network.server.ts';

/** The network's quiet hours, and when invitations go out that are sent now; null where they go at once. */
export type Night = { from: string; until: string; goesAt: Date | null };

/** When invitations go out. Each person's own hours decide in the end; until they join, those are the network's. */
export async function nightOf(actor: Actor): Promise<Night> {
	authorize(actor, 'invitation.send');
	const { timeZone, quietFrom, quietUntil } = await readNetwork(actor, settingsIn);
	const now = new Date();
	const goesAt = afterQuietHours(now, timeZone, { from: quietFrom, until: quietUntil });
	return {
		from: quietFrom.slice(0, 5),
		until: quietUntil.slice(0, 5),
		goesAt: goesAt > now ? goesAt : null
	};
}
