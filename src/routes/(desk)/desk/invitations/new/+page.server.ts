import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords, words } from '#access/doors/form.ts';
import { fewBefore } from '#gathering/launch/launch.ts';
import { inviteInBatches, launchFor } from '#gathering/launch/launch.server.ts';
import { importsToChoose, peopleToInvite, type Counts } from '#people/invitations/choosing.server.ts';
import { nightOf } from '#people/invitations/night.server.ts';
import { numberOfNextWave } from '#people/invitations/waves.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { config } from '#platform/config/config.ts';
import { pickedPeople } from './picked.server.ts';
import { readChoice } from '../choice-fields.ts';

export const load = door('invitation.send', async ({ event, actor }) => {
	const { typed, choice: read, again } = readChoice(event.url.searchParams);
	const picked = await pickedPeople(actor, event.url.searchParams);
	const choice = { ...read, people: picked?.people ?? null };
	const [found, companies, imports, launch, number, night] = await Promise.all([
		peopleToInvite(actor, choice, again),
		companiesOf(actor),
		importsToChoose(actor),
		launchFor(actor),
		numberOfNextWave(actor),
		nightOf(actor)
	]);
	const { toInvite, isMore } = invitable(found.counts, again);
	return {
		...found,
		typed,
		picked: picked && { count: picked.people.length, keep: picked.keep },
		again,
		companies,
		imports,
		toInvite,
		isMore,
		night,
		isLaunchReady: launch.isReady || toInvite <= fewBefore,
		number,
		sends: config().SMTP_URL !== undefined,
		query: event.url.search
	};
});

/** How many a wave can be for, and whether there are more, who are not counted. */
function invitable({ ready, lately, more }: Counts, again: boolean): { toInvite: number; isMore: boolean } {
	const ways = again ? (['ready', 'lately'] as const) : (['ready'] as const);
	return {
		toInvite: again ? ready + lately : ready,
		isMore: ways.some((way) => more.includes(way))
	};
}

const waveForm = z.object({
	called: words(100),
	number: z.coerce.number().int().min(1).max(999_999).optional(),
	size: z.coerce.number('required').int().min(1).max(50_000),
	batch: z.coerce.number('required').int().min(1).max(5000),
	remindAfter: z
		.enum(['', '5', '7', '10'])
		.default('')
		.transform((days) => (days === '' ? null : Number(days))),
	without: chosen(z.uuid()),
	anyway: someWords(300)
});

export const actions = {
	default: act('invitation.send', waveForm, async ({ event, actor }, wave) => {
		const { choice: read, again } = readChoice(event.url.searchParams);
		const picked = await pickedPeople(actor, event.url.searchParams);
		const choice = { ...read, people: picked?.people ?? null };
		const { counts } = await peopleToInvite(actor, choice, again);
		const { toInvite, isMore } = invitable(counts, again);
		const size = isMore ? wave.size : Math.min(wave.size, Math.max(1, toInvite));
		await inviteInBatches(actor, { ...wave, size, choice, again });
		redirect(303, '/desk/invitations?sent');
	})
};
