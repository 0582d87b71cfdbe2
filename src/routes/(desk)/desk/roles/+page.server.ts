import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { provedAct, provedDoor } from '#access/doors/proof.server.ts';
import { roleDesk } from '#gathering/roles/holders.server.ts';
import {
	colleagueRoles,
	linesAtMost,
	linesIn,
	readColleagueList
} from '#people/invitations/colleague-list.ts';
import {
	inviteColleagueAgain,
	inviteColleagues,
	planColleagues,
	withdrawColleague
} from '#people/invitations/colleagues.server.ts';
import { openColleagues } from '#people/invitations/open-colleagues.server.ts';
import { config } from '#platform/config/config.ts';
import { Invalid } from '#platform/http/failures.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = provedDoor('role.give', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const q = cutText(query.get('q') ?? '', 60);
	const [desk, open] = await Promise.all([roleDesk(actor, q), openColleagues(actor)]);
	return {
		...desk,
		open,
		q,
		sends: config().SMTP_URL !== undefined,
		saved: query.get('saved'),
		invited: z.coerce.number().int().min(1).max(linesAtMost).safeParse(query.get('invited')).data ?? 0
	};
});

const listForm = z.object({
	list: z.string().trim().min(1, 'required').max(40_000, 'too_long'),
	usual: z.enum(colleagueRoles).default('employee')
});
type List = z.output<typeof listForm>;

/** The lines of a pasted list. Throws Invalid for one that is longer than is read. */
function rowsOf({ list, usual }: List) {
	if (linesIn(list) > linesAtMost) throw new Invalid('too_many_people', 'list');
	return readColleagueList(list, usual);
}

const personForm = z.object({ person: z.uuid() });

export const actions = {
	preview: provedAct('colleague.invite', listForm, async ({ actor }, typed) => ({
		values: typed,
		problems: undefined,
		planned: await planColleagues(actor, rowsOf(typed))
	})),
	invite: provedAct('colleague.invite', listForm, async ({ actor }, typed) => {
		const { invited, leftOut } = await inviteColleagues(actor, rowsOf(typed));
		if (leftOut.length === 0) redirect(303, `/desk/roles?invited=${invited}#open`);
		return {
			values: { ...typed, list: leftOut.map(({ text }) => text).join('\n') },
			problems: undefined,
			planned: leftOut,
			invited
		};
	}),
	again: provedAct('colleague.invite', personForm, async ({ actor }, { person }) => {
		await inviteColleagueAgain(actor, person);
		redirect(303, '/desk/roles?invited=1#open');
	}),
	withdraw: provedAct('colleague.invite', personForm, async ({ actor }, { person }) => {
		await withdrawColleague(actor, person);
		redirect(303, '/desk/roles?saved=withdrawn#open');
	})
};
