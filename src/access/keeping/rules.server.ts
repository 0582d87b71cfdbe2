import { sql, type RawBuilder } from 'kysely';
import type { KeepKind } from './kinds.ts';

/**
 * Which rows of a table are too old, and what becomes of them: they are deleted, or the named columns are emptied. `old` is
 * the moment before which the kind is not kept. What a table says by a foreign key goes along.
 */
export type Rule = {
	table: string;
	isOld: (old: RawBuilder<Date>) => RawBuilder<boolean>;
	emptied?: RawBuilder<unknown>;
};
/** What only a function with its owner's rights can delete (`forget_old`). */
export type ByFunction = 'touchpoint' | 'session' | 'merge_step';

const finished = (old: RawBuilder<Date>) => sql<boolean>`
	exists (
		select from hr_import i
		where i.network_id = t.network_id
			and i.hr_import_id = t.hr_import_id
			and i.status in ('written', 'undone')
			and i.finished_at < ${old}
	)
`;
const decided = sql`('hired', 'refused', 'withdrawn')`;

/** The one place that says how each kind grows old. The files of an application go before it does. */
export const rules: Record<Exclude<KeepKind, ByFunction>, readonly Rule[]> = {
	application: [
		{
			table: 'upload',
			isOld: (old) => sql`
				t.holder = 'application' and exists (
					select from application a
					where a.application_id = t.holder_id
						and a.status in ${decided}
						and a.changed_at < ${old}
				)
			`
		},
		{ table: 'application', isOld: (old) => sql`t.status in ${decided} and t.changed_at < ${old}` }
	],
	talk_words: [
		{
			table: 'casual_talk',
			isOld: (old) => sql`t.ends_at < ${old} and (t.wish <> '' or t.place <> '')`,
			emptied: sql`wish = '', place = ''`
		},
		{
			table: 'talk_proposal',
			isOld: (old) => sql`t.made_at < ${old} and t.state <> 'open' and t.wish <> ''`,
			emptied: sql`wish = ''`
		}
	],
	report: [{ table: 'report', isOld: (old) => sql`t.settled_at < ${old}` }],
	concern: [{ table: 'concern', isOld: (old) => sql`t.state = 'settled' and t.changed_at < ${old}` }],
	notification: [{ table: 'notification', isOld: (old) => sql`t.happened_at < ${old}` }],
	draft: [{ table: 'draft', isOld: (old) => sql`t.saved_at < ${old}` }],
	mail_body: [
		{
			table: 'mail',
			isOld: (old) => sql`
				t.status in ('failed', 'unsure', 'stopped', 'cancelled', 'expired')
					and t.created_at < ${old}
					and t.body_text is not null
			`,
			emptied: sql`body_text = null, body_html = null, calendar = null`
		}
	],
	mail: [{ table: 'mail', isOld: (old) => sql`t.status <> 'waiting' and t.created_at < ${old}` }],
	bounce: [{ table: 'mail_stop', isOld: (old) => sql`t.why = 'bounce' and t.since < ${old}` }],
	address_proof: [{ table: 'address_proof', isOld: (old) => sql`t.expires_at < ${old}` }],
	import_open: [
		{
			table: 'hr_import',
			isOld: (old) => sql`t.status in ('receiving', 'read', 'failed') and t.made_at < ${old}`
		}
	],
	import_rows: [
		{ table: 'hr_import_difference', isOld: finished },
		{ table: 'hr_import_row', isOld: finished },
		{ table: 'hr_import_piece', isOld: finished },
		{
			table: 'hr_import',
			isOld: (old) => sql`${finished(old)} and t.samples <> '[]'`,
			emptied: sql`samples = '[]'`
		}
	],
	webhook: [{ table: 'webhook_message', isOld: (old) => sql`t.happened_at < ${old}` }],
	import_trace: [
		{
			table: 'hr_import_trace',
			isOld: (old) => sql`
				exists (
					select from hr_import i
					where i.hr_import_id = t.hr_import_id
						and i.status = 'written'
						and i.finished_at < ${old}
				)
			`
		}
	],
	upload: [{ table: 'upload', isOld: (old) => sql`t.holder_id is null and t.made_at < ${old}` }],
	api_answer: [{ table: 'api_answer', isOld: (old) => sql`t.made_at < ${old}` }],
	own_data: [{ table: 'own_data', isOld: (old) => sql`coalesce(t.made_at, t.asked_at) < ${old}` }],
	push: [{ table: 'push_sent', isOld: (old) => sql`t.sent_at < ${old}` }]
};
