import { sql, type RawBuilder } from 'kysely';
import type { Comparison, Filter } from './filter.ts';
import { coreUser, enterpriseUser } from './schema.ts';
import { ScimError } from './scim-error.ts';

type Kind = 'text' | 'exact' | 'boolean' | 'moment';
type Column = { column: RawBuilder<unknown>; kind: Kind };
type Value = string | number | boolean | null;

const column = (name: string, kind: Kind = 'text'): Column => ({ column: sql.raw(`x.${name}`), kind });
const enterprise = `${enterpriseUser.toLowerCase()}:`;
const core = `${coreUser.toLowerCase()}:`;

/** By what users can be found. Columns of the row `x` of `userRows`. */
const columns: ReadonlyMap<string, Column> = new Map([
	['id', column('id::text', 'exact')],
	['externalid', column('external_id', 'exact')],
	['username', column('user_name')],
	['name.familyname', column('family_name')],
	['name.givenname', column('given_name')],
	['name.formatted', column('formatted')],
	['displayname', column('formatted')],
	['emails', column('email')],
	['emails.value', column('email')],
	['emails.type', { column: sql`case when x.email is not null then 'work' end`, kind: 'text' }],
	['emails.primary', { column: sql`(x.email is not null)`, kind: 'boolean' }],
	['active', column('is_active', 'boolean')],
	['title', column('title')],
	['preferredlanguage', column('language')],
	['meta.created', column('made_at', 'moment')],
	['meta.lastmodified', column('changed_at', 'moment')],
	[`${enterprise}employeenumber`, column('employee_number')],
	[`${enterprise}department`, column('department')]
]);

const wrong = (detail: string) => new ScimError(400, detail, 'invalidFilter');

/** A filter as a condition on the row `x`. Values are parameters; nothing of a filter is SQL. Throws ScimError. */
export function conditionOf(filter: Filter): RawBuilder<boolean> {
	if ('and' in filter) return joined(filter.and, sql` and `);
	if ('or' in filter) return joined(filter.or, sql` or `);
	if ('not' in filter) return sql<boolean>`(not ${conditionOf(filter.not)})`;
	const path = filter.path.startsWith(core) ? filter.path.slice(core.length) : filter.path;
	const found = columns.get(path);
	if (!found) throw wrong(`Users cannot be found by ${filter.path}`);
	if (filter.op === 'pr') return present(found);
	return sql<boolean>`coalesce(${compared(found, filter.op, filter.value)}, false)`;
}

function joined(parts: Filter[], word: RawBuilder<unknown>): RawBuilder<boolean> {
	return sql<boolean>`(${sql.join(parts.map(conditionOf), word)})`;
}

function present({ column: of, kind }: Column): RawBuilder<boolean> {
	return kind === 'text' || kind === 'exact'
		? sql<boolean>`(coalesce(${of}, '') <> '')`
		: sql<boolean>`(${of} is not null)`;
}

function compared(found: Column, op: Comparison, value: Value): RawBuilder<unknown> {
	if (value === null) return compareWithNothing(found, op);
	if (found.kind === 'boolean') return comparedTruth(found, op, value);
	if (typeof value !== 'string') throw wrong('The value is a text');
	if (found.kind === 'moment') return comparedMoment(found, op, value);
	return found.kind === 'exact'
		? comparedText(found.column, op, sql`${value}::text`)
		: comparedText(sql`lower(${found.column})`, op, sql`lower(${value}::text)`);
}

function compareWithNothing(found: Column, op: Comparison): RawBuilder<unknown> {
	if (op === 'eq') return sql`not ${present(found)}`;
	if (op === 'ne') return present(found);
	throw wrong('null is compared by eq or ne');
}

/** Some identity providers send True as a text. */
function comparedTruth({ column: of }: Column, op: Comparison, value: Value): RawBuilder<unknown> {
	const truth = String(value).toLowerCase();
	if ((truth !== 'true' && truth !== 'false') || (op !== 'eq' && op !== 'ne'))
		throw wrong('A truth is compared by eq or ne with true or false');
	return op === 'eq' ? sql`${of} = ${truth === 'true'}` : sql`${of} <> ${truth === 'true'}`;
}

const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

function comparedMoment({ column: of }: Column, op: Comparison, value: string): RawBuilder<unknown> {
	if (!isMoment.test(value) || Number.isNaN(Date.parse(value))) throw wrong('The value is a date and time');
	const shown = sql`date_trunc('milliseconds', ${of})`;
	const sign = signs[op];
	if (!sign) throw wrong('A date is compared by eq, ne, gt, ge, lt or le');
	return sql`${shown} ${sign} ${new Date(value)}::timestamptz`;
}

const signs: Partial<Record<Comparison, RawBuilder<unknown>>> = {
	eq: sql`=`,
	ne: sql`is distinct from`,
	gt: sql`>`,
	ge: sql`>=`,
	lt: sql`<`,
	le: sql`<=`
};

function comparedText(
	of: RawBuilder<unknown>,
	op: Comparison,
	value: RawBuilder<unknown>
): RawBuilder<unknown> {
	if (op === 'co') return sql`position(${value} in ${of}) > 0`;
	if (op === 'sw') return sql`starts_with(${of}, ${value})`;
	if (op === 'ew') return sql`right(${of}, length(${value})) = ${value}`;
	return sql`${of} ${signs[op]!} ${value}`;
}
