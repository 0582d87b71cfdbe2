import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJobs } from '#platform/jobs/jobs.server.ts';
import { countAnew } from './reading-words.server.ts';
import { sureAtDesk } from './suggestion.ts';
import { waitingReadings } from './suggestions.server.ts';

/** What is right for everyone of a group. No code: the reading is dismissed. `except` are left waiting. */
type Decision = { key: string; codes: readonly string[]; except: readonly string[] };
type OfTenure = { tenureId: string };
type Settled = OfTenure & { code: string };
type Outcome = { readings: number; added: Settled[] };
type Undone = { readings: number };
/** `personId` is null for someone who is no member. */
type Member = { personId: string | null };

/**
 * The desk takes these reasons as its own view for everyone of these groups, which counts only where the person has
 * said nothing themselves. The other suggestions for those words are dismissed. Gives the id under which all of it can
 * be taken back. Throws Forbidden, and NotFound where nothing of it waits any more.
 */
export async function settleGroups(actor: Actor, decisions: readonly Decision[]): Promise<string> {
	authorize(actor, 'reasons.read');
	const said = JSON.stringify(decisions);
	return settle(
		actor,
		sql`
			select w.tenure_id, w.view, x.codes
			from waiting w
			join jsonb_to_recordset(${said}::jsonb) as x(key text, codes text[], "except" text[]) using (key)
			where w.tenure_id::text || '.' || w.view <> all (x."except")
		`
	);
}

/** The same for every sure group, shown or not: the surest reason of each is right. */
export async function settleSure(actor: Actor): Promise<string> {
	authorize(actor, 'reasons.read');
	return settle(
		actor,
		sql`
			select w.tenure_id, w.view, array[w.surest] as codes
			from waiting w
			where w.percent >= ${sureAtDesk}
		`
	);
}

/** `decided` are rows of words with the codes that are right for them, out of `waiting`. */
async function settle(actor: Actor, decided: RawBuilder<unknown>): Promise<string> {
	return inNetwork(actor, async (db) => {
		const { settlingId } = await db
			.insertInto('reasonSettling')
			.values({ networkId: actor.networkId, settledBy: actor.personId, readings: 0 })
			.returning('settlingId')
			.executeTakeFirstOrThrow();
		const { readings, added } = await markSettled(db, actor, settlingId, decided);
		if (readings === 0) throw new NotFound('No such suggestion');
		await rememberAdded(db, settlingId, added);
		await countAnew(
			db,
			added.map(({ tenureId }) => ({ tenureId, view: 'desk' })),
			actor.networkId
		);
		const codes = [...new Set(added.map(({ code }) => code))].toSorted();
		await writeAudit(db, actor, 'reasons.settle', undefined, { settlingId, readings, codes });
		return settlingId;
	});
}

/** Marks the suggestions, and puts what is right into the record. Gives what was not there before. */
async function markSettled(
	db: Db,
	actor: Actor,
	settlingId: string,
	decided: RawBuilder<unknown>
): Promise<Outcome> {
	const { rows } = await sql<Outcome>`
		with waiting as materialized (${waitingReadings(actor)}),
		decided as (${decided}),
		settled as (
			update reason_suggestion s
			set
				settled_at = now(),
				settled_by = ${actor.personId}::uuid,
				settling_id = ${settlingId}::uuid,
				was_right = s.code = any (d.codes)
			from decided d
			where s.tenure_id = d.tenure_id
				and s.view = d.view
				and s.settled_at is null
			returning s.tenure_id, s.view
		),
		added as (
			insert into departure_reason (network_id, tenure_id, view, code, said_on, is_read)
			select distinct current_network(), d.tenure_id, 'desk', x.code, network_today(), true
			from decided d
			cross join unnest(d.codes) as x(code)
			where (d.tenure_id, d.view) in (select tenure_id, view from settled)
			on conflict do nothing
			returning tenure_id, code
		)
		update reason_settling r
		set readings = (select count(distinct (tenure_id, view)) from settled)
		where r.settling_id = ${settlingId}::uuid
		returning
			r.readings,
			coalesce(
				(select jsonb_agg(jsonb_build_object('tenureId', tenure_id, 'code', code)) from added),
				'[]'
			) as added
	`.execute(db);
	return rows[0]!;
}

/** Remembers which reasons came in by a decision. What the person has refused did not. */
async function rememberAdded(db: Db, settlingId: string, added: readonly Settled[]): Promise<void> {
	await sql`
		insert into settled_reason (network_id, settling_id, tenure_id, code)
		select r.network_id, ${settlingId}::uuid, r.tenure_id, r.code
		from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as x("tenureId" uuid, code text)
		join departure_reason r on r.tenure_id = x."tenureId"
			and r.view = 'desk'
			and r.code = x.code
	`.execute(db);
}

/**
 * Takes back what this member decided in one go: its suggestions wait again, and the reasons that it put into the
 * record are gone. Throws Forbidden, and NotFound where it is not theirs, a week old, or taken back already.
 */
export async function takeBackSettling(actor: Actor, settlingId: string): Promise<void> {
	authorize(actor, 'reasons.read');
	await inNetwork(actor, async (db) => {
		const { rows } = await sql<Undone>`
			update reason_settling
			set undone_at = now()
			where settling_id = ${settlingId}::uuid
				and settled_by = ${actor.personId}::uuid
				and undone_at is null
				and settled_at > now() - interval '7 days'
			returning readings
		`.execute(db);
		if (!rows[0]) throw new NotFound('No such decision');
		await db
			.updateTable('reasonSuggestion')
			.set({ settledAt: null, settledBy: null, wasRight: null, settlingId: null })
			.where('settlingId', '=', settlingId)
			.execute();
		await removeDeskReasons(db, actor, settlingId);
		await writeAudit(db, actor, 'reasons.unsettle', undefined, {
			settlingId,
			readings: rows[0].readings
		});
	});
}

/** Takes the reasons of a decision out of the record. Where the desk's view counted, the person's matches follow. */
async function removeDeskReasons(db: Db, { networkId }: Actor, settlingId: string): Promise<void> {
	const { rows: removed } = await sql<OfTenure>`
		delete from departure_reason r
		using settled_reason x
		where x.settling_id = ${settlingId}::uuid
			and r.tenure_id = x.tenure_id
			and r.code = x.code
			and r.view = 'desk'
		returning r.tenure_id
	`.execute(db);
	await leaveStandingChanged(db, { networkId });
	const { rows: counted } = await sql<Member>`
		update departure d
		set counting_view = case
			when exists (
				select from departure_reason r
				where r.tenure_id = d.tenure_id
					and r.view = 'desk'
			) then 'desk'
		end
		where d.counting_view = 'desk'
			and d.tenure_id = any (${removed.map(({ tenureId }) => tenureId)}::uuid[])
		returning (select m.person_id from membership m where m.person_id = d.person_id) as person_id
	`.execute(db);
	await leaveJobs(
		db,
		'person.spoke',
		counted.flatMap(({ personId }) => (personId ? [{ job: { networkId, personId } }] : []))
	);
}
