import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { MailKind } from '#platform/mail/mail.server.ts';
import { mailKinds, mailStates as statusNames, troubleText } from '#access/outbox/words.ts';
import type { List, ListColumn, ListFilter } from '#platform/table/list.server.ts';
import type { Cell } from '#platform/table/table.ts';
import { isInState, mailStates, type MailState } from '#platform/mail/states.server.ts';
import { momentFilter } from '#seeing/people-list/filters.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { choiceOf, momentCell, numberCell, wordsIn } from '#seeing/tables/columns.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';
import { ofPerson } from '#seeing/tables/of-person.server.ts';

/** One mail in the desk's outbox. What it says is read on its own page only, and that is on record. */
type MailRow = {
	subject: string;
	address: string;
	kind: string;
	status: string;
	isKept: boolean;
	failure: string | null;
	tries: number;
	createdAt: Date;
	sentAt: Date | null;
	/** When it goes out or is tried, where that is still to come. */
	goesAt: Date | null;
};
type Column = ListColumn<MailRow>;

const stateName: Record<MailState, () => string> = {
	waiting: m.mail_waiting,
	kept: m.mail_kept,
	trouble: m.outbox_trouble,
	sent: m.mail_sent,
	dropped: m.outbox_dropped
};

/** How a mail stands, in the same words in which the desk counts mails. */
const stateFilter: ListFilter = {
	kind: 'choice',
	options: async () => mailStates.map((state) => ({ value: state, label: stateName[state]() })),
	fits: (values) => {
		const wanted = mailStates.filter((state) => values.includes(state)).map((state) => isInState[state]);
		return wanted.length > 0 ? sql<boolean>`(${sql.join(wanted, sql` or `)})` : sql<boolean>`false`;
	}
};

const people = ofPerson(sql`ml.person_id`);
const hasAddress = (words: string) =>
	sql<boolean>`strpos(lower(ml.address), lower(${words.trim()}::text)) > 0`;

/** The mails of the network, the newest first. They are found by whom they are to, by name or address. */
const mailList = (): List<MailRow> => ({
	name: 'outbox',
	source: (search) => sql`(
		select ml.*
		from mail ml
		where ${search ?? sql`true`}
	) ml`,
	id: sql`ml.mail_id`,
	search: (words) => {
		const isTo = people.search(words);
		return isTo && sql<boolean>`(${isTo} or ${hasAddress(words)})`;
	},
	searchAgain: people.searchAgain,
	select: sql`
		ml.subject, ml.address, ml.kind, ml.status, ml.is_kept, ml.failure, ml.tries, ml.created_at, ml.sent_at,
		case
			when ml.status = 'waiting' and not ml.is_kept
			then coalesce(ml.next_try_at, case when ml.not_before > now() then ml.not_before end)
		end as goes_at`,
	joins: sql`join mail ml on ml.mail_id = page.id`,
	usualSort: 'created',
	isUsuallyDown: true,
	columns: [...about, ...progress]
});

const about: Column[] = [
	{
		key: 'subject',
		label: m.outbox_subject,
		isUsual: true,
		filter: wordsIn(sql`ml.subject`),
		cell: (row) => ({ text: row.subject })
	},
	{
		key: 'address',
		label: m.outbox_to,
		isUsual: true,
		sort: { by: sql`ml.address`, as: 'text' },
		cell: (row) => ({ text: row.address, isShort: true })
	},
	{
		key: 'kind',
		label: m.outbox_kind,
		isUsual: true,
		filter: choiceOf(sql`ml.kind`, mailKinds),
		cell: ({ kind }) => ({ text: mailKinds[kind as MailKind]?.() ?? kind, isShort: true })
	},
	{
		key: 'created',
		label: m.imports_when,
		isUsual: true,
		sort: { by: sql`ml.mail_id`, as: 'uuid' },
		filter: momentFilter(sql`ml.created_at`),
		cell: (row) => momentCell(row.createdAt)
	}
];

const progress: Column[] = [
	{ key: 'state', label: m.column_state, isUsual: true, filter: stateFilter, cell: stateCell },
	{
		key: 'trouble',
		label: m.column_trouble,
		isUsual: true,
		cell: ({ failure, status }) => ({
			text: failure && status !== 'sent' && status !== 'cancelled' ? troubleText(failure) : ''
		})
	},
	{ key: 'goes', label: m.column_goes, cell: (row) => momentCell(row.goesAt) },
	{ key: 'sent', label: m.mail_sent, cell: (row) => momentCell(row.sentAt) },
	{ key: 'tries', label: m.column_tries, cell: (row) => numberCell(row.tries) }
];

function stateCell({ status, isKept, failure }: MailRow): Cell {
	const waits = status === 'waiting';
	const text = waits && isKept ? m.mail_kept() : (statusNames[status]?.() ?? status);
	if (status === 'sent') return { text, tone: 'good' };
	if (status === 'failed' || status === 'unsure') return { text, tone: 'bad' };
	return { text, tone: waits && failure ? 'warm' : 'plain' };
}

/** The outbox of the network, at the desk. */
export const mails: DeskList<MailRow> = {
	list: mailList,
	linked: () => ({
		hrefOf: (id) => `/desk/outbox/${id}`,
		nameOf: (row) => `${row.subject} ${row.address}`
	}),
	permission: 'outbox.read',
	exported: byTheDesk,
	begin: freshenRows
};
