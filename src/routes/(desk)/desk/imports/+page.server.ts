import { fail, redirect } from '@sveltejs/kit';
import { door } from '#access/doors/doors.server.ts';
import { receiveUpload } from '#people/hr-imports/upload.server.ts';
import { hrImports } from '#people/hr-imports/hr-imports.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';

export const load = door('hr_import.load', async ({ actor }) => {
	const [imports, companies] = await Promise.all([hrImports(actor), companiesOf(actor)]);
	return { imports, companies };
});

export const actions = {
	default: door('hr_import.load', async ({ event, actor }) => {
		const hrImportId = await receiveUpload(actor, event.request);
		if (!hrImportId) return fail(422, { problems: { file: 'no_file' } as Record<string, string> });
		redirect(303, `/desk/imports/${hrImportId}`);
	})
};
