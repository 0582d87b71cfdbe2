import { sql, type RawBuilder } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { auditGroups, auditKinds, groupOf, kindsOf, saidOf, type AuditGroup } from '#access/audit/kinds.ts';
import { namePairs } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import type { List, ListColumn, ListFilter } from '#platform/table/list.server.ts';
import { momentFilter } from '#seeing/people-list/filters.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { peopleWith } from '#seeing/people-list/searching.server.ts';
import { choiceOf, momentCell } from '#seeing/tables/columns.server.ts';
import type { DeskList } from '#seeing/tables/desk-list.server.ts';
import { ofPeople } from '#seeing/tables/of-person.server.ts';
import { detailWords } from './detail.ts';

/** One line of the audit log. */
type LogLine = {
	number: string;
	at: Date;
	act: string;
	/** Null where the product did it, or nobody knows. */
	who: Named | null;
	whom: Named | null;
	isSelf: boolean;
	/** Somebody this line named has left for good and was taken out of it. */
	isForgotten: boolean;
	detail: Record<string, unknown>;
	hash: string;
};
type Column = ListColumn<LogLine>;

/** SQL: people by any spelling of their names. Words that name nobody fit nothing. */
const isNamed = (column: RawBuilder<unknown>): ListFilter => ({
	kind: 'words',
	fits: ([words = '']) => {
		const people = peopleWith(words);
		return people ? sql<boolean>`${column} in ${people}` : sql<boolean>`false`;
	}
});

/** Lines of some groups. What the API does is of the group `outside`, whatever its operation. */
const groupFilter: ListFilter = {
	kind: 'choice',
	options: async () => Object.entries(auditGroups).map(([value, label]) => ({ value, label: label() })),
	fits: (values) => {
		const groups = (Object.keys(auditGroups) as AuditGroup[]).filter((group) => values.includes(group));
		return sql<boolean>`(
			a.act = any (${groups.flatMap(kindsOf)}::text[])
			or ${groups.includes('outside')}::boolean and a.act like 'api.%'
		)`;
	}
};

/** The audit log, the newest lines first. It is read by its numbers, in whose order an index has it. */
export const auditList = (actor: Actor): List<LogLine> => ({
	name: 'audit',
	source: (search) => sql`(
		select a.*
		from audit a
		where a.number is not null
			and ${search ?? sql`true`}
	) a`,
	id: sql`a.audit_id`,
	...ofPeople((people) => sql<boolean>`(a.actor_id in ${people} or a.subject_id in ${people})`),
	select: sql`
		a.number::text as number, a.at, a.act, a.detail, encode(a.hash, 'hex') as hash,
		case when w.person_id is not null then jsonb_build_object(${namePairs('w')}) end as who,
		case when s.person_id is not null then jsonb_build_object(${namePairs('s')}) end as whom,
		coalesce(a.actor_id = a.subject_id, false) as is_self,
		a.actor_salt is null or a.subject_salt is null or a.detail_salt is null as is_forgotten`,
	joins: sql`
		join audit a on a.audit_id = page.id
		left join person w on w.person_id = a.actor_id
		left join person s on s.person_id = a.subject_id`,
	usualSort: 'at',
	isUsuallyDown: true,
	columns: [...who(actor), ...what]
});

const who = ({ locale }: Actor): Column[] => [
	{
		key: 'at',
		label: m.audit_column_at,
		isUsual: true,
		sort: { by: sql`a.number`, as: 'bigint' },
		filter: momentFilter(sql`a.at`),
		cell: (line) => momentCell(line.at)
	},
	{
		key: 'who',
		label: m.audit_who,
		isUsual: true,
		filter: isNamed(sql`a.actor_id`),
		cell: (line) => ({ text: line.who ? fullName(line.who, locale) : whoElse(line), isShort: true })
	},
	{
		key: 'what',
		label: m.audit_what,
		isUsual: true,
		filter: choiceOf(
			sql`a.act`,
			Object.fromEntries(Object.entries(auditKinds).map(([kind, { said }]) => [kind, said]))
		),
		cell: (line) => ({ text: saidOf(line.act) })
	},
	{
		key: 'whom',
		label: m.audit_whom,
		isUsual: true,
		filter: isNamed(sql`a.subject_id`),
		cell: ({ whom, isSelf, detail }) => ({
			text:
				whom && !isSelf ? fullName(whom, locale) : typeof detail.path === 'string' ? detail.path : '',
			isShort: Boolean(whom)
		})
	}
];

/** Who acted where nobody is named. */
function whoElse({ detail, act, isForgotten }: LogLine): string {
	if (isForgotten) return m.audit_person_gone();
	if (detail.by === 'operator' || act.startsWith('support.')) return m.audit_by_operator();
	return act.startsWith('sign_in.') ? m.audit_by_nobody() : m.audit_by_system();
}

const what: Column[] = [
	{
		key: 'detail',
		label: m.audit_column_detail,
		isUsual: true,
		cell: (line) => ({ text: detailOf(line) })
	},
	{
		key: 'group',
		label: m.column_group,
		filter: groupFilter,
		cell: ({ act }) => {
			const group = groupOf(act);
			return { text: group ? auditGroups[group]() : '' };
		}
	},
	{ key: 'kind', label: m.audit_column_kind, cell: (line) => ({ text: line.act, isShort: true }) },
	{ key: 'number', label: m.audit_column_number, cell: (line) => ({ text: line.number, isNumber: true }) },
	{ key: 'hash', label: m.audit_column_hash, cell: (line) => ({ text: line.hash, isShort: true }) }
];

function detailOf({ detail, isForgotten }: LogLine): string {
	return [...(isForgotten ? [m.audit_detail_gone()] : []), ...detailWords(detail)].join('\u00a0・ ');
}

/** The audit log, for administrators. To look into it is itself on record, once for what is asked, not for each of its pages. */
export const auditLog: DeskList<LogLine> = {
	list: auditList,
	linked: () => ({ hrefOf: () => null, nameOf: (line) => m.audit_number({ number: line.number }) }),
	permission: 'audit.read',
	exported: { permission: 'audit.export', as: 'audit.export' },
	begin: async (actor, { after, filters, q }) => {
		await freshenRows(actor);
		if (after) return;
		await inNetwork(actor, (db) =>
			writeAudit(db, actor, 'audit.read', undefined, { filters, isSearched: q !== '' })
		);
	}
};
