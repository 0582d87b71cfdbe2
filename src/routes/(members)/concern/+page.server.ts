import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { words } from '#access/doors/form.ts';
import { categories, wishes } from '#returning/concerns/concern.ts';
import { ownConcerns, reportable, tellConcern, type Subject } from '#returning/concerns/reporting.server.ts';
import { meetingRules } from '#returning/meeting-rules/meeting-rules.server.ts';
import { NotFound } from '#platform/http/failures.ts';

/** The talk or the application that an address names; undefined where it names none. */
function subjectOf(query: URLSearchParams): Subject | undefined {
	const talk = z.uuid().safeParse(query.get('talk')).data;
	if (talk) return { talk };
	const application = z.uuid().safeParse(query.get('application')).data;
	return application ? { application } : undefined;
}

export const load = door('concern.make', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const subject = subjectOf(searchParams);
	const [about, concerns, rules] = await Promise.all([
		subject ? reportable(actor, subject) : undefined,
		ownConcerns(actor),
		meetingRules(actor, event.locals.locale)
	]);
	const back =
		subject && ('talk' in subject ? `/talks/${subject.talk}` : `/applications/${subject.application}`);
	return { about, back, concerns, rules, isTold: searchParams.has('told') };
});

const concernForm = z.object({
	category: z.enum(categories, 'required'),
	words: words(4000),
	wish: z.enum(wishes, 'required'),
	named: z.string().optional(),
	about: z.union([z.uuid(), z.literal('').transform(() => null)]).default(null)
});

export const actions = {
	default: act('concern.make', concernForm, async ({ event, actor }, { named, ...told }) => {
		const subject = subjectOf(event.url.searchParams);
		if (!subject) throw new NotFound('About nothing');
		await tellConcern(actor, subject, { ...told, isUnnamed: named !== 'yes' });
		redirect(303, '/concern?told');
	})
};
