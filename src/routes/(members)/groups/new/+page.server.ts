import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { someWords, words } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { departments } from '#gathering/directory/directory.server.ts';
import { groupKinds } from '#gathering/groups/group.ts';
import { makeGroup } from '#gathering/groups/groups.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('group.make', async ({ actor }) => ({
	departments: await readNetwork(actor, departments),
	mayMakeByRule: may(actor, 'group.make_by_rule')
}));

const orNull = someWords(100).transform((text) => text || null);
const year = z
	.union([z.literal('').transform(() => null), z.coerce.number().int().min(1950).max(2100)])
	.default(null);

export const actions = {
	default: act(
		'group.make',
		z.object({
			name: words(100),
			purpose: someWords(1000),
			kind: z.enum(groupKinds, 'required'),
			ruleDepartment: orNull,
			rulePlace: orNull,
			ruleJoined: year
		}),
		async ({ actor }, wish) => {
			redirect(303, `/groups/${await makeGroup(actor, wish)}`);
		}
	)
};
