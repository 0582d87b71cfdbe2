import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import type { ShippedLine } from '#access/audit/shipping/line.ts';
import { shipped } from '#access/audit/shipping/lines.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { askableOf, whichFound } from '#platform/table/list.server.ts';
import { askedIn } from '#platform/table/table.ts';
import { auditList } from './audit-list.server.ts';

const linesAtOnce = 1000;

/**
 * The lines that an address asks for as programs read them, the oldest first, read piece by piece as they are sent: as they
 * go outside, with what the chain is computed from. The export is itself put on record before the first line leaves.
 */
export async function exportChain(actor: Actor, query: URLSearchParams): Promise<AsyncGenerator<string>> {
	authorize(actor, 'audit.export');
	const list = auditList(actor);
	const asked = askedIn(query, askableOf(list));
	const which = await readNetwork(actor, (db) => whichFound(db, list, asked));
	const detail = { list: list.name, format: 'jsonl', filters: asked.filters, isSearched: asked.q !== '' };
	await inNetwork(actor, (db) => writeAudit(db, actor, 'audit.export', undefined, detail));
	return pieces((after) =>
		readNetwork(actor, async (db) => {
			const { rows } = await sql<ShippedLine>`
				select ${shipped}
				from ${list.source(which.search)}
				join network n on n.network_id = a.network_id
				where ${which.fits}
					and a.number > ${after}
				order by a.number
				limit ${linesAtOnce}
			`.execute(db);
			return rows;
		})
	);
}

async function* pieces(read: (after: number) => Promise<ShippedLine[]>): AsyncGenerator<string> {
	for (let after = 0; ;) {
		const lines = await read(after);
		if (lines.length > 0) yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
		if (lines.length < linesAtOnce) return;
		after = lines.at(-1)!.number;
	}
}
