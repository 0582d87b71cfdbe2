import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { makeReport } from './making.server.ts';
import { monthBefore, type Report } from './report.ts';

export type KeptReport = { report: Report; sentAt: Date | null };
type Kept = { figures: Report; sentAt: Date | null };
type Month = { month: string };

/** The report that was made of a month, if one was. */
export async function keptReport(db: Db, month: string): Promise<KeptReport | undefined> {
	const { rows } = await sql<Kept>`
		select figures, sent_at
		from monthly_report
		where month = ${month}::date
	`.execute(db);
	return rows[0] && { report: rows[0].figures, sentAt: rows[0].sentAt };
}

/**
 * The report on a month, or on the last one that is over: as it was sent, or as it would be sent now. Also the months of
 * which there is one, the latest first. Throws NotFound for a month without a report.
 */
export async function reportFor(actor: Actor, month?: string): Promise<KeptReport & { months: string[] }> {
	authorize(actor, 'report.see');
	return readNetwork(actor, async (db) => {
		const latest = monthBefore(await networkToday(db));
		const { rows } = await sql<Month>`
			select month
			from monthly_report
			order by month desc
			limit 36
		`.execute(db);
		const months = [...new Set([latest, ...rows.map((row) => row.month)])];
		if (month !== undefined && !months.includes(month)) throw new NotFound('No report of that month');
		const wanted = month ?? latest;
		const kept = await keptReport(db, wanted);
		return { ...(kept ?? { report: await makeReport(db, wanted), sentAt: null }), months };
	});
}
