import { z } from 'zod';
import { checkOwnChain } from '#access/audit/checking.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { auditLog } from '#seeing/audit-log/audit-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { askedAt } from '../asked.ts';
import { viewActions } from '../lists.server.ts';

export const load = door('audit.read', async ({ event, actor }) => ({
	table: await lookAt(actor, auditLog, askedAt(event.url))
}));

export const actions = {
	check: act('audit.read', z.object({}), async ({ actor }) => ({ checked: await checkOwnChain(actor) })),
	...viewActions(auditLog, '/desk/audit')
};
