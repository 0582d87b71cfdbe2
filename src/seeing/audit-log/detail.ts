import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';
import { codeWords } from './detail-codes.ts';
import { detailNames } from './detail-names.ts';

/** Ids tell a reader nothing. They stand in the log itself, which is taken away as JSON Lines. */
const isId = (name: string) => name.endsWith('Id') || name === 'token';
const anyId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a line of the log says in detail, each thing by its name. What says nothing is left out. */
export function detailWords(detail: Record<string, unknown>): string[] {
	return Object.entries(detail).flatMap(([name, value]) => {
		const said = isId(name) ? '' : valueWords(name, value);
		return said ? [m.audit_detail_says({ name: detailNames[name]?.() ?? name, said })] : [];
	});
}

function valueWords(name: string, value: unknown): string {
	if (value === null || value === undefined || value === false) return '';
	if (value === true) return m.table_yes();
	if (typeof value === 'string') return anyId.test(value) ? '' : codeWords(name, value);
	if (typeof value === 'number') return f.number(value);
	if (Array.isArray(value)) return f.list(value.map((each) => valueWords(name, each)).filter(Boolean));
	return f.list(detailWords(value as Record<string, unknown>));
}
