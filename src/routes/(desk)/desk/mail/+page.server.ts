import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { checkMailServer, mailHealthAtDesk, sendTestMail } from '#access/outbox/checking.server.ts';

export const load = door('mail.check', async ({ actor, network }) => ({
	health: await mailHealthAtDesk(actor),
	isDemo: network.isDemo
}));

export const actions = {
	check: act('mail.check', z.object({}), async ({ actor }) => ({ checked: await checkMailServer(actor) })),
	test: act('mail.check', z.object({}), async ({ actor, network }) => ({
		tested: await sendTestMail(actor, network)
	}))
};
