import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { isSigned, type Place } from './signature.server.ts';

/** Something that does not fit. `number` names a line, or says how many. */
export type Fault = {
	kind: 'changed' | 'gap' | 'start' | 'tail' | 'unchained' | 'checkpoint' | 'blanked';
	number: number;
};
export type Checked = { lines: number; faults: Fault[] };

const faultsAtMost = 20;
const nothingBefore = Buffer.alloc(32);

/** An administrator has the chain checked. */
export async function checkOwnChain(actor: Actor): Promise<Checked> {
	authorize(actor, 'audit.read');
	return checkChain(actor);
}

/**
 * Reads a network's whole audit log and says what does not fit: a line that was changed, removed, moved or put in, missing
 * first or last lines, a signature that is not ours, and fields that were blanked without a line that says so.
 */
export async function checkChain({ networkId }: InNetwork): Promise<Checked> {
	return readNetwork({ networkId }, async (db) => {
		const places = await placesIn(db, networkId);
		const cut = places.findLast(({ isCut }) => isCut);
		const found = await Promise.all([
			brokenLines(db, cut),
			endOf(db, cut),
			blankedSilently(db),
			wrongPlaces(db, places)
		]);
		const lines = await db
			.selectFrom('audit')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		return { lines: lines.count, faults: found.flat().slice(0, faultsAtMost) };
	});
}

type Signed = Place & { signature: Buffer };

async function placesIn(db: Db, networkId: string): Promise<Signed[]> {
	const places = await db
		.selectFrom('auditCheckpoint')
		.select(['number', 'hash', 'isCut', 'signature'])
		.orderBy('number')
		.orderBy('isCut')
		.execute();
	return places.map((place) => ({ ...place, networkId }));
}

type Line = { number: number; before: number; isRight: boolean };

/** Lines whose hash does not follow from what they say and from the line before them, and gaps between them. */
async function brokenLines(db: Db, cut: Place | undefined): Promise<Fault[]> {
	const start = cut?.number ?? 0;
	const { rows } = await sql<Line>`
		with line as (
			select a.number,
				coalesce(lag(a.number) over chain, ${start}::bigint) as before,
				a.hash = audit_hash(a, coalesce(lag(a.hash) over chain, ${cut?.hash ?? nothingBefore}))
					and ${fits('actor', sql`a.actor_id::text`)}
					and ${fits('subject', sql`a.subject_id::text`)}
					and ${fits('detail', sql`a.detail::text`, sql`'{}'`)} as is_right
			from audit a
			where a.number is not null
			window chain as (order by a.number)
		)
		select number, before, coalesce(is_right, false) as is_right
		from line
		where is_right is not true
			or number <> before + 1
		order by number
		limit ${faultsAtMost}
	`.execute(db);
	return rows.map(({ number, before }) => {
		if (number === before + 1) return { kind: 'changed', number };
		return { kind: before === start ? 'start' : 'gap', number };
	});
}

/** SQL: a field is what its mark binds, or it was forgotten and is empty. */
const fits = (field: string, said: ReturnType<typeof sql>, empty = sql`null`) => {
	const salt = sql.ref(`a.${field}_salt`);
	return sql`case
		when ${salt} is null then ${said} is not distinct from ${empty}
		else ${sql.ref(`a.${field}_mark`)} = audit_mark(${salt}, ${said})
	end`;
};

type End = { number: number | null; hash: Buffer | null; last: number | null; lastHash: Buffer | null };

/** The chain must end where the database remembers that it ends, and every line must be in it. */
async function endOf(db: Db, cut: Place | undefined): Promise<Fault[]> {
	const { rows } = await sql<End & { unchained: number }>`
		select c.number, c.hash, l.number as last, l.hash as last_hash,
			(select count(*)::int from audit where number is null) as unchained
		from (select) as one
		left join audit_chain c on true
		left join lateral (
			select number, hash from audit where number is not null order by number desc limit 1
		) l on true
	`.execute(db);
	const end = rows[0]!;
	const start = cut?.number ?? 0;
	const last = end.last ?? start;
	const lastHash = end.lastHash ?? cut?.hash ?? nothingBefore;
	const faults: Fault[] = [];
	if ((end.number ?? 0) !== last) faults.push({ kind: 'tail', number: end.number ?? last });
	else if (!(end.hash ?? nothingBefore).equals(lastHash)) faults.push({ kind: 'changed', number: last });
	if (end.unchained > 0) faults.push({ kind: 'unchained', number: end.unchained });
	return faults;
}

type Blanked = { blank: number; told: number };

/** Every blanked field is counted in a line of the log. Lines that were cut may have taken blanked fields along. */
async function blankedSilently(db: Db): Promise<Fault[]> {
	const { rows } = await sql<Blanked>`
		select
			(coalesce(sum((actor_salt is null)::int + (subject_salt is null)::int + (detail_salt is null)::int), 0))::int
				as blank,
			(coalesce(sum((detail ->> 'fields')::int) filter (where act = 'audit.forget'), 0))::int as told
		from audit
	`.execute(db);
	const { blank, told } = rows[0]!;
	return blank > told ? [{ kind: 'blanked', number: blank - told }] : [];
}

/** Places that were signed and are not what was signed. */
async function wrongPlaces(db: Db, places: readonly Signed[]): Promise<Fault[]> {
	const numbers = places.filter(({ isCut }) => !isCut).map(({ number }) => number);
	const lines =
		numbers.length === 0
			? []
			: await db
					.selectFrom('audit')
					.select(['number', 'hash'])
					.where('number', 'in', numbers)
					.execute();
	const hashes = new Map(lines.map(({ number, hash }) => [number, hash]));
	return places
		.filter(
			(place) =>
				!isSigned(place, place.signature) ||
				(!place.isCut && hashes.get(place.number)?.equals(place.hash) !== true)
		)
		.map(({ number }) => ({ kind: 'checkpoint', number }));
}
