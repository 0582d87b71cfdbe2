import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';

/** What the log's details are called. One that is not here keeps the name that it has in the log. */
const called: Record<string, () => string> = {
	after: m.audit_detail_after,
	asked: m.audit_detail_asked,
	basis: m.audit_detail_basis,
	before: m.audit_detail_before,
	by: m.audit_detail_by,
	called: m.audit_detail_name,
	changed: m.audit_detail_changed,
	code: m.audit_detail_code,
	codes: m.audit_detail_code,
	concerns: m.audit_detail_concerns,
	count: m.audit_detail_count,
	counts: m.audit_detail_count,
	days: m.audit_detail_days,
	domains: m.audit_detail_domains,
	edition: m.audit_detail_edition,
	ended: m.audit_detail_ended,
	field: m.audit_detail_field,
	fields: m.audit_detail_field,
	fileName: m.audit_detail_file,
	filters: m.audit_detail_filters,
	format: m.audit_detail_format,
	from: m.audit_from_address,
	group: m.audit_detail_group,
	host: m.audit_detail_host,
	hours: m.audit_detail_hours,
	isOn: m.audit_detail_is_on,
	isSearched: m.audit_detail_searched,
	keepDays: m.audit_detail_keep_days,
	kind: m.audit_detail_kind,
	lastOn: m.audit_detail_last_on,
	list: m.audit_detail_list,
	mails: m.audit_detail_mails,
	method: m.audit_detail_way,
	month: m.audit_detail_month,
	moved: m.audit_detail_people,
	name: m.audit_detail_name,
	nameEn: m.audit_detail_name,
	nameJa: m.audit_detail_name,
	outcome: m.audit_detail_outcome,
	part: m.audit_detail_part,
	path: m.audit_detail_path,
	people: m.audit_detail_people,
	purpose: m.audit_detail_purpose,
	quadrants: m.audit_detail_quadrants,
	readings: m.audit_detail_readings,
	reason: m.audit_detail_reason,
	reasons: m.audit_detail_reason,
	returnsOn: m.audit_detail_returns_on,
	role: m.audit_detail_role,
	roles: m.audit_detail_role,
	rows: m.audit_detail_rows,
	scopes: m.audit_detail_scopes,
	state: m.audit_detail_state,
	status: m.audit_detail_state,
	subject: m.audit_detail_subject,
	tag: m.audit_detail_tag,
	tags: m.audit_detail_tag,
	through: m.audit_detail_way,
	ticked: m.audit_detail_ticked,
	title: m.audit_detail_title,
	view: m.audit_detail_view,
	way: m.audit_detail_way,
	why: m.audit_detail_reason
};

/** Ids tell a reader nothing. They stand in the log itself, which is taken away as JSON Lines. */
const isId = (name: string) => name.endsWith('Id') || name === 'token';

/** What a line of the log says in detail, each thing by its name. What says nothing is left out. */
export function detailWords(detail: Record<string, unknown>): string[] {
	return Object.entries(detail).flatMap(([name, value]) => {
		const said = isId(name) ? '' : valueWords(value);
		return said ? [m.audit_detail_says({ name: called[name]?.() ?? name, said })] : [];
	});
}

function valueWords(value: unknown): string {
	if (value === null || value === undefined || value === false) return '';
	if (value === true) return m.table_yes();
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return f.number(value);
	if (Array.isArray(value)) return f.list(value.map(valueWords).filter(Boolean));
	const within = Object.entries(value);
	return within.length > 0 ? JSON.stringify(value) : '';
}
