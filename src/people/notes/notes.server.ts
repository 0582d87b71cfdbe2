import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';

const notesAtMost = 500;
const tagsAtMost = 20;

/** The desk notes something about a person, for itself. Throws NotFound, and Invalid after 500 notes. */
export async function writeNote(actor: Actor, personId: string, words: string): Promise<void> {
	authorize(actor, 'person.change');
	const { networkId, personId: authorId } = actor;
	await inNetwork(actor, async (db) => {
		await lockContact(db, personId);
		const { count } = await db
			.selectFrom('personNote')
			.select(({ fn }) => fn.countAll().as('count'))
			.where('personId', '=', personId)
			.executeTakeFirstOrThrow();
		if (Number(count) >= notesAtMost) throw new Invalid('too_many_notes', 'words');
		const { noteId } = await db
			.insertInto('personNote')
			.values({ networkId, personId, authorId, words })
			.returning('noteId')
			.executeTakeFirstOrThrow();
		await writeAudit(db, actor, 'person.note', personId, { noteId });
	});
}

/** Changes what a note says; any steward may. Throws NotFound, Stale. */
export async function changeNote(
	actor: Actor,
	personId: string,
	noteId: string,
	words: string,
	revision: number
): Promise<void> {
	authorize(actor, 'person.change');
	await inNetwork(actor, async (db) => {
		const note = await db
			.selectFrom('personNote')
			.select('revision')
			.where('noteId', '=', noteId)
			.where('personId', '=', personId)
			.forUpdate()
			.executeTakeFirst();
		if (!note) throw new NotFound('No such note');
		if (note.revision !== revision) throw new Stale();
		await db
			.updateTable('personNote')
			.set({ words, revision: revision + 1, changedAt: new Date() })
			.where('noteId', '=', noteId)
			.execute();
		await writeAudit(db, actor, 'person.note_change', personId, { noteId });
	});
}

/** Takes a note away. Throws NotFound. */
export async function removeNote(actor: Actor, personId: string, noteId: string): Promise<void> {
	authorize(actor, 'person.change');
	await inNetwork(actor, async (db) => {
		const { numDeletedRows } = await db
			.deleteFrom('personNote')
			.where('noteId', '=', noteId)
			.where('personId', '=', personId)
			.executeTakeFirst();
		if (numDeletedRows === 0n) throw new NotFound('No such note');
		await writeAudit(db, actor, 'person.note_remove', personId, { noteId });
	});
}

/** Writes the tags by which the desk finds a person again; those that are not named go. Throws NotFound, Invalid. */
export async function saveTags(actor: Actor, personId: string, tags: readonly string[]): Promise<void> {
	authorize(actor, 'person.change');
	if (tags.length > tagsAtMost) throw new Invalid('too_many_tags', 'tags');
	const { networkId, personId: addedBy } = actor;
	await inNetwork(actor, async (db) => {
		await lockContact(db, personId);
		let others = db.deleteFrom('personTag').where('personId', '=', personId);
		if (tags.length > 0) others = others.where('tag', 'not in', tags);
		await others.execute();
		if (tags.length > 0)
			await db
				.insertInto('personTag')
				.values(tags.map((tag) => ({ networkId, personId, tag, addedBy })))
				.onConflict((conflict) => conflict.columns(['networkId', 'personId', 'tag']).doNothing())
				.execute();
		await writeAudit(db, actor, 'person.tags', personId, { tags });
	});
}
