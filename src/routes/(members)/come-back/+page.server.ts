import { redirect } from '@sveltejs/kit';
import { isPartOn } from '#access/parts/here.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { applicationForm, cvOf } from '#returning/applications/application-form.ts';
import { sendApplication } from '#returning/applications/applications.server.ts';
import { applicationsOf } from '#returning/applications/following.server.ts';
import { talksAheadOf } from '#returning/casual-talks/talks.server.ts';
import { latestOpenings } from '#returning/openings/reading.server.ts';

export const load = door('come_back.see', async ({ actor }) => {
	const [[applications, talks, openings], companies] = await Promise.all([
		readNetwork(actor, (db) =>
			Promise.all([
				isPartOn('openings') ? applicationsOf(db, actor.personId) : [],
				isPartOn('talks') ? talksAheadOf(db, actor.personId) : [],
				isPartOn('openings') ? latestOpenings(db, actor) : []
			])
		),
		companiesOf(actor)
	]);
	return { applications, talks, companies, openings };
});

export const actions = {
	apply: act('application.send', applicationForm, async ({ actor }, value, form) => {
		redirect(
			303,
			`/applications/${await sendApplication(actor, { ...value, openingId: null, cv: cvOf(form) })}?sent`
		);
	})
};
