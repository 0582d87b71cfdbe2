import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { checkVoice, type ChangeDraft } from './change.ts';

export const changesAtOnce = 50;
export type Change = Awaited<ReturnType<typeof changeAtDesk>>;

/** In the desk's order (what is not out yet first, then the newest): a change that comes after the one with this id. */
const comesAfter = (changeId: string) => sql<boolean>`
	(status in ('draft', 'scheduled'), since, change_id) < (
		select b.status in ('draft', 'scheduled'), b.since, b.change_id
		from change b
		where b.change_id = ${changeId}::uuid
	)
`;

/**
 * All changes at the desk: what is not out yet first, then by the day since which they hold, the newest first.
 * `before` is the id of the last one on the page before.
 */
export async function changesAtDesk(actor: Actor, before?: string) {
	authorize(actor, 'change.write');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('change')
			.select([
				'changeId',
				'status',
				'title',
				'since',
				'reasons',
				'publishedAt',
				'matching',
				'peopleMatched',
				'language'
			])
			.$if(before !== undefined, (query) => query.where(comesAfter(before!)))
			.orderBy((by) => by('status', 'in', ['draft', 'scheduled']), 'desc')
			.orderBy('since', 'desc')
			.orderBy('changeId', 'desc')
			.limit(changesAtOnce)
			.execute()
	);
}

/** One change. Throws NotFound. */
export async function changeAtDesk(actor: Actor, changeId: string) {
	authorize(actor, 'change.write');
	const found = await readNetwork(actor, (db) =>
		db.selectFrom('change').selectAll().where('changeId', '=', changeId).executeTakeFirst()
	);
	if (!found) throw new NotFound('No such change');
	return found;
}

/** Begins a draft and gives its id. Throws Invalid for words of management without a name. */
export async function draftChange(actor: Actor, draft: ChangeDraft): Promise<string> {
	authorize(actor, 'change.write');
	checkVoice(draft);
	const { changeId } = await inNetwork(actor, (db) =>
		db
			.insertInto('change')
			.values({ ...draft, networkId: actor.networkId, authorId: actor.personId })
			.returning('changeId')
			.executeTakeFirstOrThrow()
	);
	return changeId;
}

/** Saves a draft. Throws NotFound, or Stale where it is no draft any more or someone else has saved it since `revision`. */
export async function saveChange(
	actor: Actor,
	changeId: string,
	revision: number,
	draft: ChangeDraft
): Promise<void> {
	authorize(actor, 'change.write');
	checkVoice(draft);
	await inNetwork(actor, async (db) => {
		await lockChange(db, changeId, revision, ['draft']);
		await db
			.updateTable('change')
			.set({ ...draft, revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
	});
}

/** Says of a draft that it answers a reason, or does not. Throws NotFound or Stale. */
export async function setAnswer(
	actor: Actor,
	changeId: string,
	revision: number,
	{ code, isAnswered }: { code: string; isAnswered: boolean }
): Promise<void> {
	authorize(actor, 'change.write');
	await inNetwork(actor, async (db) => {
		const { reasons } = await lockChange(db, changeId, revision, ['draft']);
		const others = reasons.filter((reason) => reason !== code);
		await db
			.updateTable('change')
			.set({ reasons: isAnswered ? [...others, code] : others, revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
	});
}

type Begun = { changeId: string };

/** Begins a new draft with the words of a change that is out or was withdrawn. Gives its id. Throws NotFound. */
export async function copyChange(actor: Actor, changeId: string): Promise<string> {
	authorize(actor, 'change.write');
	const { rows } = await inNetwork(actor, (db) =>
		sql<Begun>`
			insert into change (
				network_id, author_id, language, title, then_words, now_words, since, for_whom, company_id,
				reasons, voice_name, voice_title, voice_words, employments, parts
			)
			select network_id, ${actor.personId}::uuid, language, title, then_words, now_words, since, for_whom,
				company_id, reasons, voice_name, voice_title, voice_words, employments, parts
			from change
			where change_id = ${changeId}
				and status in ('published', 'withdrawn')
			returning change_id
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such change');
	return rows[0].changeId;
}

export type ChangeStatus = 'draft' | 'scheduled' | 'published' | 'withdrawn';

/** Locks a change that must be at this revision and in one of these states. Throws NotFound or Stale. */
export async function lockChange(
	db: Db,
	changeId: string,
	revision: number,
	states: readonly ChangeStatus[]
) {
	const change = await db
		.selectFrom('change')
		.selectAll()
		.where('changeId', '=', changeId)
		.forUpdate()
		.executeTakeFirst();
	if (!change) throw new NotFound('No such change');
	if (change.revision !== revision || !states.includes(change.status as ChangeStatus)) throw new Stale();
	return change;
}
