import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, several } from '#access/doors/form.ts';
import { setColumns, setSheet } from '#people/hr-imports/columns.server.ts';
import { fields, withColumns, type Columns } from '#people/hr-imports/columns.ts';
import { differenceFields } from '#people/hr-imports/difference.ts';
import { differenceKinds, tickField } from '#people/hr-imports/differences.server.ts';
import { firstRows, hrImport, putAwayImport, rowsToLookAt } from '#people/hr-imports/hr-imports.server.ts';
import { canUndo } from '#people/hr-imports/undo.ts';
import { leftByUndoing, undoImport } from '#people/hr-imports/undoing.server.ts';
import { loadRows } from '#people/hr-imports/writing.server.ts';

const rowsShown = 100;

export const load = door('hr_import.load', async ({ event, actor }) => {
	const hrImportId = idOf(event.params.import);
	const after = z.coerce
		.number()
		.int()
		.min(0)
		.catch(0)
		.parse(event.url.searchParams.get('after') ?? 0);
	const found = await hrImport(actor, hrImportId);
	const isRead = ['read', 'writing', 'written', 'undone'].includes(found.status);
	const [rows, sample, kinds] = isRead
		? await Promise.all([
				rowsToLookAt(actor, hrImportId, after, rowsShown),
				firstRows(actor, hrImportId),
				differenceKinds(actor, hrImportId)
			])
		: [[], [], []];
	const left = found.status === 'undone' ? await leftByUndoing(actor, hrImportId) : [];
	return {
		found,
		canUndo: canUndo(found),
		left,
		rows,
		sample,
		kinds,
		next: rows.length === rowsShown ? rows.at(-1)!.rowNo : null
	};
});

const position = z.union([z.literal(''), z.coerce.number().int().min(0).max(500)]).default('');
const columnsForm = z.object(Object.fromEntries(fields.map((field) => [field, position])));
const columnNo = z.coerce.number().int().min(0).max(500);
const assignForm = z.object({
	column: several(columnNo),
	field: several(z.union([z.literal(''), z.enum(fields)]))
});
const sheetForm = z.object({ sheet: z.string().max(100) });
const fieldForm = z.object({ field: z.enum(differenceFields), ticked: z.enum(['yes', 'no']) });

export const actions = {
	columns: act('hr_import.load', columnsForm, async ({ event, actor }, form) => {
		const columns = Object.fromEntries(Object.entries(form).filter(([, at]) => at !== '')) as Columns;
		const hrImportId = idOf(event.params.import);
		await setColumns(actor, hrImportId, columns);
		redirect(303, `/desk/imports/${hrImportId}`);
	}),
	assign: act('hr_import.load', assignForm, async ({ event, actor }, { column, field }) => {
		const hrImportId = idOf(event.params.import);
		const { columns } = await hrImport(actor, hrImportId);
		const assigned = column.flatMap((at, row) => (field[row] ? [[field[row], at] as const] : []));
		await setColumns(actor, hrImportId, withColumns(columns, assigned));
		redirect(303, `/desk/imports/${hrImportId}`);
	}),
	sheet: act('hr_import.load', sheetForm, async ({ event, actor }, { sheet }) => {
		const hrImportId = idOf(event.params.import);
		await setSheet(actor, hrImportId, sheet);
		redirect(303, `/desk/imports/${hrImportId}`);
	}),
	tickField: act('hr_import.load', fieldForm, async ({ event, actor }, { field, ticked }) => {
		const hrImportId = idOf(event.params.import);
		await tickField(actor, hrImportId, field, ticked === 'yes');
		redirect(303, `/desk/imports/${hrImportId}#differences`);
	}),
	load: act('hr_import.load', z.object({}), async ({ event, actor }) => {
		const hrImportId = idOf(event.params.import);
		await loadRows(actor, hrImportId);
		redirect(303, `/desk/imports/${hrImportId}`);
	}),
	undo: act('hr_import.load', z.object({}), async ({ event, actor }) => {
		const hrImportId = idOf(event.params.import);
		await undoImport(actor, hrImportId);
		redirect(303, `/desk/imports/${hrImportId}`);
	}),
	putAway: act('hr_import.load', z.object({}), async ({ event, actor }) => {
		await putAwayImport(actor, idOf(event.params.import));
		redirect(303, '/desk/imports');
	})
};
