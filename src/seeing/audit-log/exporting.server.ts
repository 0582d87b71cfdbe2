import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { saidOf } from '#access/audit/kinds.ts';
import type { ShippedLine } from '#access/audit/shipping/line.ts';
import { shipped } from '#access/audit/shipping/lines.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { guarded } from '#people/hr-imports/cells.ts';
import { fullName } from '#people/persons/person.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { from, linesWhere, wanted, type LogLine } from './audit-log.server.ts';
import { queryOf, type LogFilter } from './filter.ts';

export const formats = ['csv', 'jsonl'] as const;
export type Format = (typeof formats)[number];

const linesAtOnce = 1000;

/**
 * The lines that fit a filter as a file, the oldest first, read piece by piece as it is sent. The export is itself put
 * on record before the first line leaves.
 */
export async function exportAudit(
	actor: Actor,
	filter: LogFilter,
	format: Format
): Promise<AsyncGenerator<string>> {
	authorize(actor, 'audit.export');
	const asked = Object.fromEntries(queryOf(filter));
	await inNetwork(actor, (db) => writeAudit(db, actor, 'audit.export', undefined, { format, ...asked }));
	return format === 'csv' ? csvLines(actor, filter) : jsonLines(actor, filter);
}

/** As a spreadsheet reads it: with a mark of UTF-8, and no cell that it would take for a formula. */
async function* csvLines(actor: Actor, filter: LogFilter): AsyncGenerator<string> {
	const reader = { locale: actor.locale, timeZone: actor.timeZone };
	yield `\ufeff${asReader(reader, () => rowOf(headings()))}`;
	yield* pieces(
		(after) =>
			readNetwork(actor, (db) =>
				linesWhere(db, sql`${wanted(filter)} and a.number > ${after}`, sql`a.number`, linesAtOnce)
			),
		(lines) => asReader(reader, () => lines.map((line) => rowOf(cellsOf(line, actor))).join(''))
	);
}

/** As programs read it: the lines as they are sent outside, with what the chain is computed from. */
async function* jsonLines(actor: Actor, filter: LogFilter): AsyncGenerator<string> {
	yield* pieces(
		(after) =>
			readNetwork(actor, async (db) => {
				const { rows } = await sql<ShippedLine>`
					select ${shipped}
					${from}
					where ${wanted(filter)}
						and a.number > ${after}
					order by a.number
					limit ${linesAtOnce}
				`.execute(db);
				return rows;
			}),
		(lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
	);
}

async function* pieces<L extends { number: number }>(
	read: (after: number) => Promise<L[]>,
	write: (lines: L[]) => string
): AsyncGenerator<string> {
	for (let after = 0; ;) {
		const lines = await read(after);
		if (lines.length > 0) yield write(lines);
		if (lines.length < linesAtOnce) return;
		after = lines.at(-1)!.number;
	}
}

const headings = () => [
	m.audit_column_number(),
	m.audit_column_at(),
	m.audit_who(),
	m.audit_what(),
	m.audit_column_whom(),
	m.audit_column_kind(),
	m.audit_column_detail(),
	m.audit_column_hash()
];

function cellsOf({ number, at, act, who, whom, detail, hash }: LogLine, { locale }: Actor): string[] {
	return [
		String(number),
		at.toISOString(),
		who ? fullName(who, locale) : '',
		saidOf(act),
		whom ? fullName(whom, locale) : '',
		act,
		JSON.stringify(detail),
		hash
	];
}

const rowOf = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;

function quoted(cell: string): string {
	const safe = guarded(cell);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
