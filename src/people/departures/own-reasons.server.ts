import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { View } from './departures.server.ts';
import { countAnew } from './reading-words.server.ts';

/** A reason of a view. `isRead`: it was read from words, and nobody has confirmed it. */
export type OwnReason = { code: string; saidOn: string; isRead: boolean };
/** What a reading holds for possible, and the words that it rests on. It waits for the desk, and counts for nothing. */
export type OwnSuggestion = { code: string; restsOn: string[] };

export type OwnView = {
	tenureId: string;
	view: View;
	leftOn: string;
	department: string;
	companyJa: string;
	companyEn: string;
	/** Whether this view is the one that counts. */
	counts: boolean;
	saidOn: string | null;
	words: string;
	reasons: OwnReason[];
	suggestions: OwnSuggestion[];
};

/** Everything that is kept on why the actor left, by departure and view, the latest departure first. */
export async function ownViews(db: Db, { personId }: Actor): Promise<OwnView[]> {
	const { rows } = await sql<OwnView>`
		select d.tenure_id, v.view, d.left_on, t.department, c.name_ja as company_ja, c.name_en as company_en,
			d.counting_view is not distinct from v.view as counts,
			coalesce(w.words, '') as words,
			coalesce(w.said_on, said.on) as said_on,
			coalesce(said.reasons, '[]') as reasons,
			coalesce(found.suggestions, '[]') as suggestions
		from departure d
		join tenure t using (network_id, tenure_id)
		join company c on c.company_id = t.company_id
		cross join (values (1, 'revisited'), (2, 'stated'), (3, 'desk')) v(place, view)
		left join departure_word w on w.tenure_id = d.tenure_id
			and w.view = v.view
		left join lateral (
			select max(r.said_on) as on, jsonb_agg(
				jsonb_build_object('code', r.code, 'saidOn', r.said_on, 'isRead', r.is_read) order by r.code
			) as reasons
			from departure_reason r
			where r.tenure_id = d.tenure_id
				and r.view = v.view
		) said on true
		left join lateral (
			select jsonb_agg(jsonb_build_object('code', s.code, 'restsOn', s.rests_on) order by s.percent desc)
				as suggestions
			from reason_suggestion s
			where s.tenure_id = d.tenure_id
				and s.view = v.view
				and s.settled_at is null
		) found on true
		where d.person_id = ${personId}::uuid
			and (said.reasons is not null or found.suggestions is not null or w.words <> '')
		order by d.left_on desc, d.tenure_id, v.place
	`.execute(db);
	return rows;
}

type OfView = { tenureId: string; view: View };

/** The actor confirms a reason that was read from their words: from now on they have said it. Throws NotFound. */
export async function confirmReason(actor: Actor, { tenureId, view }: OfView, code: string): Promise<void> {
	authorize(actor, 'reasons.say');
	await inNetwork(actor, async (db) => {
		await mustBeOwn(db, actor, tenureId);
		const { numUpdatedRows } = await db
			.updateTable('departureReason')
			.set({ isRead: false })
			.where('tenureId', '=', tenureId)
			.where('view', '=', view)
			.where('code', '=', code)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such reason');
	});
}

/**
 * The actor takes back a reason, whoever gave it: themselves, the HR file, the desk, or a reading of their words. It
 * counts for nothing any more and does not come back by itself. Throws NotFound.
 */
export async function refuseReason(actor: Actor, of: OfView, code: string): Promise<void> {
	authorize(actor, 'reasons.say');
	await inNetwork(actor, async (db) => {
		await mustBeOwn(db, actor, of.tenureId);
		await refuse(db, actor, of, [code]);
		await forget(db, actor, of, [code]);
	});
}

/** The actor takes back all of a view: its words, its reasons, and what was read from them. Throws NotFound. */
export async function clearView(actor: Actor, of: OfView): Promise<void> {
	authorize(actor, 'reasons.say');
	await inNetwork(actor, async (db) => {
		await mustBeOwn(db, actor, of.tenureId);
		const codes = await codesOf(db, of);
		await refuse(db, actor, of, ['', ...codes]);
		await db
			.deleteFrom('departureWord')
			.where('tenureId', '=', of.tenureId)
			.where('view', '=', of.view)
			.execute();
		await forget(db, actor, of, codes);
	});
}

async function mustBeOwn(db: Db, { personId }: Actor, tenureId: string): Promise<void> {
	const departure = await db
		.selectFrom('departure')
		.select('tenureId')
		.where('tenureId', '=', tenureId)
		.where('personId', '=', personId)
		.forUpdate()
		.executeTakeFirst();
	if (!departure) throw new NotFound('No such departure');
}

type Code = { code: string };

async function codesOf(db: Db, { tenureId, view }: OfView): Promise<string[]> {
	const { rows } = await sql<Code>`
		select code
		from departure_reason
		where tenure_id = ${tenureId}
			and view = ${view}
		union
		select code
		from reason_suggestion
		where tenure_id = ${tenureId}
			and view = ${view}
	`.execute(db);
	return rows.map(({ code }) => code);
}

async function refuse(
	db: Db,
	{ networkId }: Actor,
	{ tenureId, view }: OfView,
	codes: readonly string[]
): Promise<void> {
	await db
		.insertInto('refusedReason')
		.values(codes.map((code) => ({ networkId, tenureId, view, code })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Deletes reasons and suggestions, and lets what rests on them follow. */
async function forget(db: Db, actor: Actor, of: OfView, codes: readonly string[]): Promise<void> {
	const { tenureId, view } = of;
	if (codes.length > 0) {
		for (const table of ['departureReason', 'reasonSuggestion'] as const)
			await db
				.deleteFrom(table)
				.where('tenureId', '=', tenureId)
				.where('view', '=', view)
				.where('code', 'in', codes)
				.execute();
	}
	await db.updateTable('departure').set({ countingView: null }).where('tenureId', '=', tenureId).execute();
	await countAnew(db, [of], actor.networkId);
	await leaveJob(db, 'person.spoke', { networkId: actor.networkId, personId: actor.personId });
	await writeAudit(db, actor, 'me.reasons_cleared', actor.personId, { view });
}
