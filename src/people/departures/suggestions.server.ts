import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { countAnew } from './reading-words.server.ts';

export type Suggestion = { code: string; restsOn: string[]; percent: number };
export type Suggested = {
	tenureId: string;
	view: 'stated' | 'revisited';
	personId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	leftOn: string;
	words: string;
	suggestions: Suggestion[];
};
export const suggestedAtOnce = 20;

/** What people wrote about leaving where a reading was not sure, with the reasons it suggests; paged by id. The look is in the audit log. */
export async function suggestedReasons(actor: Actor, after?: string): Promise<Suggested[]> {
	authorize(actor, 'reasons.read');
	return inNetwork(actor, async (db) => {
		const { rows } =
			await sql<Suggested>`select s.tenure_id, s.view, d.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, d.left_on, w.words,
				jsonb_agg(jsonb_build_object('code', s.code, 'restsOn', s.rests_on, 'percent', s.percent) order by s.percent desc) as suggestions
			from reason_suggestion s join departure d using (network_id, tenure_id) join person p using (network_id, person_id) join departure_word w on w.tenure_id = s.tenure_id and w.view = s.view
			where s.settled_at is null and (${after ?? null}::uuid is null or s.tenure_id > ${after ?? null}::uuid)
			group by s.tenure_id, s.view, d.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, d.left_on, w.words order by s.tenure_id, s.view limit ${suggestedAtOnce}`.execute(
				db
			);
		if (rows.length > 0)
			await writeAudit(db, actor, 'reasons.suggested', undefined, { people: rows.length });
		return rows;
	});
}

/** The desk takes these reasons as its own view, which counts only as long as the person has not said more themselves; the other suggestions for those words go. Throws NotFound. */
export async function settleSuggestions(
	actor: Actor,
	tenureId: string,
	view: string,
	right: readonly string[]
): Promise<void> {
	authorize(actor, 'reasons.read');
	await inNetwork(actor, async (db) => {
		const { rows: settled } = await sql<{
			code: string;
			wasRight: boolean;
		}>`update reason_suggestion set settled_at = now(), settled_by = ${actor.personId}, was_right = code = any (${[...right]}::text[])
			where tenure_id = ${tenureId} and view = ${view} and settled_at is null returning code, was_right`.execute(
			db
		);
		if (settled.length === 0) throw new NotFound('No such suggestion');
		const codes = settled.filter((one) => one.wasRight).map((one) => one.code);
		if (codes.length > 0) {
			await db
				.insertInto('departureReason')
				.values(
					codes.map((code) => ({
						networkId: actor.networkId,
						tenureId,
						view: 'desk',
						code,
						saidOn: sql<string>`network_today()`,
						isRead: true
					}))
				)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
			await countAnew(db, [{ tenureId, view: 'desk' }], actor.networkId);
		}
		await writeAudit(db, actor, 'reasons.settle', undefined, { tenureId, codes });
	});
}
