import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { markLatest } from '#people/tenures/ends.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { entriesOf } from './entries.server.ts';
import { sameStays } from './same-stays.ts';
import { canChoose, daysToUnmerge, valueOf, type Choices, type Entry } from './merge.ts';

type Pair = { kept: Entry; gone: Entry };

/**
 * Two entries before they are merged. The one with an account stays, whichever of them was named first. Throws NotFound.
 */
export async function pairToMerge(actor: Actor, personId: string, otherId: string): Promise<Pair> {
	authorize(actor, 'person.merge');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.compare', personId, { otherId });
		return pairOf(db, personId, otherId);
	});
}

async function pairOf(db: Db, personId: string, otherId: string): Promise<Pair> {
	const entries = await entriesOf(db, [personId, otherId]);
	const [one, other] = [personId, otherId].map((id) => entries.find((entry) => entry.personId === id));
	if (!one || !other || one === other) throw new NotFound('No such two people');
	return other.isMember && !one.isMember ? { kept: other, gone: one } : { kept: one, gone: other };
}

export type MergeWish = {
	keptId: string;
	goneId: string;
	/** The revisions that the page showed, of the person and of their address, for each of the two. */
	seen: string;
	choices: Choices;
};

/** What the page showed of both entries, so that a change since then is noticed. */
export function seenOf({ kept, gone }: Pair): string {
	return [kept.revision, kept.contactRevision, gone.revision, gone.contactRevision].join('.');
}

/**
 * Makes one person of two. Everything that names the one who goes names the one who stays from then on. Throws NotFound,
 * Stale, and Invalid where both have accounts or meet others at the same time: then they are two people, or one of the
 * accounts must be left first. Gives how many stays both had, of which one each is left.
 */
export async function mergePeople(actor: Actor, wish: MergeWish): Promise<{ sameStays: number }> {
	authorize(actor, 'person.merge');
	return inNetwork(actor, async (db) => {
		await lockBoth(db, wish);
		const pair = await pairOf(db, wish.keptId, wish.goneId);
		if (pair.kept.isMember && pair.gone.isMember) throw new Invalid('both_members', 'form');
		if (pair.kept.personId !== wish.keptId || seenOf(pair) !== wish.seen) throw new Stale();
		const mergeId = await merge(db, actor, pair, wish.choices);
		const same = sameStays(pair.kept, pair.gone).length;
		await writeAudit(db, actor, 'person.merge', wish.keptId, {
			goneId: wish.goneId,
			mergeId,
			sameStays: same
		});
		await tellOthers(db, actor, [wish.keptId]);
		return { sameStays: same };
	});
}

async function lockBoth(db: Db, { keptId, goneId }: MergeWish): Promise<void> {
	await db
		.selectFrom('person')
		.select('personId')
		.where('personId', 'in', [keptId, goneId])
		.orderBy('personId')
		.forUpdate()
		.execute();
}

async function merge(db: Db, actor: Actor, { kept, gone }: Pair, choices: Choices): Promise<string> {
	const person = JSON.stringify(personWish(kept, gone, choices));
	const contact = JSON.stringify(contactWish(kept, gone, choices));
	try {
		const { rows } = await sql<{ mergeId: string }>`
			select merge_people(
				${kept.personId}, ${gone.personId}, ${actor.personId}, ${valueOf(gone, 'name')},
				${person}::jsonb, ${contact}::jsonb
			) as merge_id
		`.execute(db);
		return rows[0]!.mergeId;
	} catch (failure) {
		if (failure instanceof Error && (failure as { code?: string }).code === 'OKTWO')
			throw new Invalid('two_people', 'form');
		throw failure;
	}
}

/** The columns of `person` that take the value of the entry which goes. */
function personWish(kept: Entry, gone: Entry, choices: Choices): Record<string, string> {
	const takes = (field: 'name' | 'kana' | 'presentCompany') =>
		choices[field] === 'gone' && canChoose(kept, gone, field);
	return {
		...(takes('name') ? { family_name: gone.familyName, given_name: gone.givenName } : {}),
		...(takes('kana') ? { family_kana: gone.familyKana, given_kana: gone.givenKana } : {}),
		...(takes('presentCompany') ? { present_company: gone.presentCompany } : {})
	};
}

/** The columns of `contact` that change. Whoever asked to be left alone is left alone, and the lower cap counts. */
function contactWish(kept: Entry, gone: Entry, choices: Choices): Record<string, unknown> {
	if (!kept.email) return {};
	const takes = choices.address === 'gone' && canChoose(kept, gone, 'address');
	const { email, basis, basisOn, basisNote } = gone;
	return {
		...(takes ? { email, basis, basis_on: basisOn, basis_note: basisNote } : {}),
		...(gone.doNotContact && !kept.doNotContact ? { do_not_contact: true } : {}),
		...(gone.mailsPerMonth !== null && gone.mailsPerMonth < (kept.mailsPerMonth ?? 0)
			? { mails_per_month: gone.mailsPerMonth }
			: {})
	};
}

async function tellOthers(db: Db, { networkId }: InNetwork, personIds: readonly string[]): Promise<void> {
	for (const personId of personIds) await leaveJob(db, 'person.spoke', { networkId, personId });
	await leaveStandingChanged(db, { networkId });
}

/**
 * Makes two people of one again, as they were. What happened since then stays with the one who stayed. Throws NotFound,
 * and Invalid after 30 days, or where the one who stayed was merged with someone else since.
 */
export async function unmergePeople(actor: Actor, mergeId: string): Promise<{ keptId: string }> {
	authorize(actor, 'person.merge');
	return inNetwork(actor, async (db) => {
		const { keptId, goneId } = await lockUndoable(db, mergeId);
		await sql`select unmerge_people(${mergeId}, ${actor.personId})`.execute(db);
		await markLatest(db, keptId);
		await markLatest(db, goneId);
		await writeAudit(db, actor, 'person.unmerge', keptId, { goneId, mergeId });
		await tellOthers(db, actor, [keptId, goneId]);
		return { keptId };
	});
}

async function lockUndoable(db: Db, mergeId: string): Promise<{ keptId: string; goneId: string }> {
	type Merge = { keptId: string; goneId: string; isLate: boolean; isCovered: boolean };
	const { rows } = await sql<Merge>`
		select m.kept_id, m.gone_id,
			m.merged_at < now() - make_interval(days => ${daysToUnmerge}) as is_late,
			not exists (select from person p where p.person_id = m.kept_id)
				or exists (
					select
					from person_merge later
					where later.kept_id = m.kept_id
						and later.undone_at is null
						and later.merged_at > m.merged_at
				) as is_covered
		from person_merge m
		where m.merge_id = ${mergeId}
			and m.undone_at is null
		for update
	`.execute(db);
	const merge = rows[0];
	if (!merge) throw new NotFound('No such merge');
	if (merge.isLate) throw new Invalid('too_late_to_undo', 'form');
	if (merge.isCovered) throw new Invalid('later_merge_first', 'form');
	return merge;
}

export type Merged = { mergeId: string; goneName: string; mergedAt: Date };

/** The merges of a person that can be undone, the last first. */
export async function mergesOf(db: Db, personId: string): Promise<Merged[]> {
	const { rows } = await sql<Merged>`
		select merge_id, gone_name, merged_at
		from person_merge
		where kept_id = ${personId}
			and undone_at is null
			and merged_at >= now() - make_interval(days => ${daysToUnmerge})
		order by merged_at desc
		limit 20
	`.execute(db);
	return rows;
}

/** Who somebody is today, whose entry went into another one. Undefined where it went into none. */
export async function mergedInto(actor: Actor, goneId: string): Promise<string | undefined> {
	authorize(actor, 'person.see');
	const merge = await readNetwork(actor, (db) =>
		db
			.selectFrom('personMerge')
			.select('keptId')
			.where('goneId', '=', goneId)
			.where('undoneAt', 'is', null)
			.orderBy('mergedAt', 'desc')
			.limit(1)
			.executeTakeFirst()
	);
	return merge?.keptId;
}
