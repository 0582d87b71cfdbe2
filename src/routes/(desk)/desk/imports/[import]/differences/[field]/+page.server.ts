import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, idOf } from '#access/doors/form.ts';
import { differenceFields, type DifferenceField } from '#people/hr-imports/difference.ts';
import { differencesOf, differencesShown, tickRows } from '#people/hr-imports/differences.server.ts';
import { hrImport } from '#people/hr-imports/hr-imports.server.ts';
import { NotFound } from '#platform/http/failures.ts';

const rowNo = z.coerce.number().int().min(0).max(2_147_483_647);

export const load = door('hr_import.load', async ({ event, actor }) => {
	const hrImportId = idOf(event.params.import);
	const field = fieldOf(event.params.field);
	const after = rowNo.catch(0).parse(event.url.searchParams.get('after') ?? 0);
	const [found, rows] = await Promise.all([
		hrImport(actor, hrImportId),
		differencesOf(actor, hrImportId, field, after)
	]);
	return {
		hrImportId,
		fileName: found.fileName,
		isRead: found.status === 'read',
		field,
		rows,
		next: rows.length === differencesShown ? rows.at(-1)!.rowNo : null
	};
});

const ticks = z.object({
	shown: chosen(rowNo),
	ticked: chosen(rowNo),
	next: z.union([z.literal(''), rowNo]).default('')
});

export const actions = {
	default: act('hr_import.load', ticks, async ({ event, actor }, { shown, ticked, next }) => {
		const hrImportId = idOf(event.params.import);
		const field = fieldOf(event.params.field);
		await tickRows(actor, hrImportId, field, shown, ticked);
		const back = `/desk/imports/${hrImportId}`;
		redirect(303, next === '' ? back : `${back}/differences/${field}?after=${next}`);
	})
};

function fieldOf(text: string | undefined): DifferenceField {
	const field = differenceFields.find((known) => known === text);
	if (!field) throw new NotFound('No such field');
	return field;
}
