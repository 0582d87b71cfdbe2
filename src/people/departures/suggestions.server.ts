import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { countAnew } from './reading-words.server.ts';
import { restrictedReasons } from './reason.ts';
import { readsRestricted, tellsRestricted } from './restricted.server.ts';

export type Suggestion = { code: string; restsOn: string[]; percent: number };
export type Suggested = Named & {
	tenureId: string;
	view: 'stated' | 'revisited';
	personId: string;
	leftOn: string;
	words: string;
	suggestions: Suggestion[];
};
export const suggestedAtOnce = 20;

/**
 * What people wrote about leaving where a reading was not sure, with the reasons that it suggests. Paged by
 * tenure id. Words that tell of a restricted reason wait for those who may read it. The look is written to the audit
 * log.
 */
export async function suggestedReasons(actor: Actor, after?: string): Promise<Suggested[]> {
	authorize(actor, 'reasons.read');
	return inNetwork(actor, async (db) => {
		const suggested = await readableSuggestions(db, actor, after ?? null);
		if (suggested.length > 0)
			await writeAudit(db, actor, 'reasons.suggested', undefined, { people: suggested.length });
		return suggested;
	});
}

/** SQL: the suggestions `s` on words that this member may read: no reason of them, said or suggested, is restricted. */
export function suggestedTo(actor: Actor): RawBuilder<boolean> {
	if (readsRestricted(actor)) return sql`true`;
	const codes = sql`any (${[...restrictedReasons]}::text[])`;
	return sql`not exists (
		select from reason_suggestion x
		where x.tenure_id = s.tenure_id
			and x.view = s.view
			and x.code = ${codes}
	) and not exists (
		select from departure_reason x
		where x.tenure_id = s.tenure_id
			and x.view = s.view
			and x.code = ${codes}
	)`;
}

/** At least a page of suggestions where there are so many, without those whose words only a few may read. */
async function readableSuggestions(db: Db, actor: Actor, after: string | null): Promise<Suggested[]> {
	const readable: Suggested[] = [];
	let from = after;
	for (;;) {
		const next = await openSuggestions(db, actor, from);
		readable.push(...next.filter(({ words }) => readsRestricted(actor) || !tellsRestricted(words)));
		if (next.length < suggestedAtOnce || readable.length >= suggestedAtOnce) return readable;
		from = next.at(-1)!.tenureId;
	}
}

async function openSuggestions(db: Db, actor: Actor, after: string | null): Promise<Suggested[]> {
	const { rows } = await sql<Suggested>`
		select
			s.tenure_id, s.view,
			d.person_id, ${nameColumns('p')}, d.left_on,
			w.words,
			jsonb_agg(
				jsonb_build_object('code', s.code, 'restsOn', s.rests_on, 'percent', s.percent)
				order by s.percent desc
			) as suggestions
		from reason_suggestion s
		join departure d using (network_id, tenure_id)
		join person p using (network_id, person_id)
		join departure_word w on w.tenure_id = s.tenure_id
			and w.view = s.view
		where s.settled_at is null
			and ${suggestedTo(actor)}
			and (${after}::uuid is null or s.tenure_id > ${after}::uuid)
		group by s.tenure_id, s.view, d.person_id, ${nameColumns('p')}, d.left_on, w.words
		order by s.tenure_id, s.view
		limit ${suggestedAtOnce}
	`.execute(db);
	return rows;
}

/**
 * The desk takes these reasons as its own view, which counts only where the person has said nothing
 * themselves. The other suggestions for those words are dismissed. Throws NotFound where nothing waits to
 * be settled.
 */
export async function settleSuggestions(
	actor: Actor,
	tenureId: string,
	view: string,
	right: readonly string[]
): Promise<void> {
	authorize(actor, 'reasons.read');
	await inNetwork(actor, async (db) => {
		const settled = await markSettled(db, actor, tenureId, view, right);
		if (settled.length === 0) throw new NotFound('No such suggestion');
		const codes = settled.filter((suggestion) => suggestion.wasRight).map(({ code }) => code);
		if (codes.length > 0) {
			await addDeskReasons(db, actor, tenureId, codes);
			await countAnew(db, [{ tenureId, view: 'desk' }], actor.networkId);
		}
		await writeAudit(db, actor, 'reasons.settle', undefined, { tenureId, codes });
	});
}

type Settled = { code: string; wasRight: boolean };

async function markSettled(
	db: Db,
	actor: Actor,
	tenureId: string,
	view: string,
	right: readonly string[]
): Promise<Settled[]> {
	const { rows } = await sql<Settled>`
		update reason_suggestion s
		set
			settled_at = now(),
			settled_by = ${actor.personId},
			was_right = code = any (${[...right]}::text[])
		where tenure_id = ${tenureId}
			and view = ${view}
			and settled_at is null
			and ${suggestedTo(actor)}
		returning code, was_right
	`.execute(db);
	return rows;
}

async function addDeskReasons(
	db: Db,
	{ networkId }: Actor,
	tenureId: string,
	codes: readonly string[]
): Promise<void> {
	const saidOn = sql<string>`network_today()`;
	await db
		.insertInto('departureReason')
		.values(codes.map((code) => ({ networkId, tenureId, view: 'desk', code, saidOn, isRead: true })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
