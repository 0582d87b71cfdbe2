import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsExecutive } from '#access/policy/roles.server.ts';
import { nameColumns, nameFields } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { titleIn } from '#people/tenures/department-name.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';

/** A letter that the desk writes in the name of someone of management. */
export type LetterDraft = {
	language: 'ja' | 'en';
	title: string;
	words: string;
	executiveId: string;
	executiveTitle: string;
	repliesTo: 'executive' | 'desk';
	/** The segment that is told of it. Null for all alumni. */
	segmentId?: string | null;
};
export type Signer = Named & { personId: string; title: string };

const presentTitle = sql`(
	select t.title
	from tenure t
	where t.person_id = p.person_id
		and ${goesOn('t')}
	order by t.started_on desc
	limit 1
)`;

/** The members who may sign a letter, at most 100: those marked as management, with the title of their present post. */
export async function signers(actor: Actor): Promise<Signer[]> {
	authorize(actor, 'letter.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Signer>`
			select p.person_id, ${nameColumns('p')}, coalesce(${presentTitle}, '') as title
			from membership m
			join person p using (network_id, person_id)
			where ${memberIsExecutive('m')}
			order by p.family_kana, p.given_kana
			limit 100
		`.execute(db)
	);
	return rows;
}

export const lettersAtOnce = 50;

/** All letters at the desk, the latest first, a page at a time. `before` is the id of the last one on the page before. */
export async function lettersAtDesk(actor: Actor, before?: string) {
	authorize(actor, 'letter.write');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('letter as l')
			.innerJoin('person as p', (join) =>
				join.onRef('p.networkId', '=', 'l.networkId').onRef('p.personId', '=', 'l.executiveId')
			)
			.select([
				'l.letterId',
				'l.status',
				'l.title',
				'l.language',
				'l.publishedAt',
				'l.askedAt',
				'l.readers',
				'l.executiveTitle',
				...nameFields('p')
			])
			.$if(before !== undefined, (query) => query.where('l.letterId', '<', before!))
			.orderBy('l.letterId', 'desc')
			.limit(lettersAtOnce)
			.execute()
	);
}

/** One letter. Throws NotFound. */
export async function letterAtDesk(actor: Actor, letterId: string) {
	authorize(actor, 'letter.write');
	const found = await readNetwork(actor, (db) =>
		db
			.selectFrom('letter as l')
			.innerJoin('person as p', (join) =>
				join.onRef('p.networkId', '=', 'l.networkId').onRef('p.personId', '=', 'l.executiveId')
			)
			.select([
				'l.letterId',
				'l.revision',
				'l.status',
				'l.title',
				'l.words',
				'l.language',
				'l.publishedAt',
				'l.askedAt',
				'l.saidBack',
				'l.readers',
				'l.repliesTo',
				'l.goesOutAt',
				'l.wishedFor',
				'l.executiveId',
				'l.executiveTitle',
				'l.segmentId',
				...nameFields('p')
			])
			.where('l.letterId', '=', letterId)
			.executeTakeFirst()
	);
	if (!found) throw new NotFound('No such letter');
	return found;
}

type Told = { told: number };

/** How many people a letter was told to. */
export async function toldOfLetter(actor: Actor, letterId: string): Promise<number> {
	authorize(actor, 'letter.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Told>`
			select count(*)::int as told
			from notification
			where kind = 'letter'
				and subject_id = ${letterId}
		`.execute(db)
	);
	return rows[0]!.told;
}

/**
 * Begins a draft and gives its id. Where it says no title for who signs, it takes that of their present post. Throws
 * Invalid where the person who signs is not of management.
 */
export async function draftLetter(actor: Actor, draft: LetterDraft): Promise<string> {
	authorize(actor, 'letter.write');
	return inNetwork(actor, async (db) => {
		const signed = await withTitle(db, draft);
		await checkSegment(db, draft.segmentId);
		const { letterId } = await db
			.insertInto('letter')
			.values({ ...signed, networkId: actor.networkId, authorId: actor.personId })
			.returning('letterId')
			.executeTakeFirstOrThrow();
		return letterId;
	});
}

/**
 * Saves a draft. A letter that waits for approval becomes a draft again and its link stops working, so that nobody
 * approves words that they did not read. The title is taken as for a new draft. Throws NotFound, Stale, Invalid.
 */
export async function saveLetter(
	actor: Actor,
	letterId: string,
	revision: number,
	draft: LetterDraft
): Promise<void> {
	authorize(actor, 'letter.write');
	await inNetwork(actor, async (db) => {
		await lockLetter(db, letterId, revision, ['draft', 'asked']);
		const signed = await withTitle(db, draft);
		await checkSegment(db, draft.segmentId);
		await db
			.updateTable('letter')
			.set({ ...signed, status: 'draft', linkHash: null, askedAt: null, revision: revision + 1 })
			.where('letterId', '=', letterId)
			.execute();
	});
}

/** Takes a published letter back. Nobody sees it any more, and its notifications are deleted. Throws NotFound, Stale. */
export async function withdrawLetter(actor: Actor, letterId: string, revision: number): Promise<void> {
	authorize(actor, 'letter.write');
	await inNetwork(actor, async (db) => {
		await lockLetter(db, letterId, revision, ['published']);
		await db
			.updateTable('letter')
			.set({ status: 'withdrawn', revision: revision + 1 })
			.where('letterId', '=', letterId)
			.execute();
		await db
			.deleteFrom('notification')
			.where('kind', '=', 'letter')
			.where('subjectId', '=', letterId)
			.execute();
		await writeAudit(db, actor, 'letter.withdraw', letterId);
	});
}

/** Locks a letter that must be at this revision and in one of these states, and gives it. Throws NotFound or Stale. */
export async function lockLetter(db: Db, letterId: string, revision: number, states: readonly string[]) {
	const letter = await db
		.selectFrom('letter')
		.selectAll()
		.where('letterId', '=', letterId)
		.forUpdate()
		.executeTakeFirst();
	if (!letter) throw new NotFound('No such letter');
	if (letter.revision !== revision || !states.includes(letter.status)) throw new Stale();
	return letter;
}

/** The draft with the title of whoever signs it, in its language. Throws Invalid where they are not of management. */
async function withTitle(db: Db, draft: LetterDraft): Promise<LetterDraft> {
	const { rows } = await sql<Pick<Signer, 'title'>>`
		select coalesce(${presentTitle}, '') as title
		from membership p
		where person_id = ${draft.executiveId}::uuid
			and ${memberIsExecutive('p')}
	`.execute(db);
	if (!rows[0]) throw new Invalid('not_usable', 'executiveId');
	return { ...draft, executiveTitle: draft.executiveTitle || titleIn(draft.language, rows[0].title) };
}

async function checkSegment(db: Db, segmentId: string | null | undefined): Promise<void> {
	if (!segmentId) return;
	const found = await db
		.selectFrom('segment')
		.select('segmentId')
		.where('segmentId', '=', segmentId)
		.executeTakeFirst();
	if (!found) throw new Invalid('not_usable', 'segmentId');
}
