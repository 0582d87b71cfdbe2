import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Upload } from '#gathering/uploads/uploads.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { lockOwn } from './posts.server.ts';

export type Version = { revision: number; writtenAt: Date; html: string; pictures: Upload[] };

/**
 * What a post said and showed before it was edited, newest first. A picture that its owner has deleted since is not among
 * them. The caller checks that the reader may see the post.
 */
export async function versionsOf(db: Db, { personId }: Actor, postId: string): Promise<Version[]> {
	const { rows } = await sql<Version>`
		select v.revision, v.written_at, without_apart(v.html, v.html, ${personId}::uuid) as html,
			(
				select coalesce(jsonb_agg(p.picture order by p.at), '[]')
				from jsonb_array_elements(v.pictures) with ordinality p(picture, at)
				where exists (
					select
					from upload u
					where u.upload_id = (p.picture ->> 'uploadId')::uuid
						and u.holder_id = v.post_id
				)
			) as pictures
		from post_version v
		where v.post_id = ${postId}
		order by v.revision desc
		limit 50
	`.execute(db);
	return rows;
}

/** The pictures and files that were taken off one's own post and stand in its history still. */
export async function takenOff(db: Db, actor: Actor, postId: string): Promise<Upload[]> {
	const rows = await db
		.selectFrom('upload')
		.select(['uploadId', 'kind', 'name', 'size', 'width', 'height', 'alt'])
		.where('holderId', '=', postId)
		.where('ownerId', '=', actor.personId)
		.where('removedAt', 'is not', null)
		.orderBy('removedAt')
		.execute();
	return rows as Upload[];
}

/** Deletes a picture that was taken off one's own post from its history as well. Throws NotFound. */
export async function deleteTakenOff(actor: Actor, postId: string, uploadId: string): Promise<void> {
	authorize(actor, 'post.write');
	await inNetwork(actor, async (db) => {
		await lockOwn(db, actor, postId);
		const { numDeletedRows } = await db
			.deleteFrom('upload')
			.where('uploadId', '=', uploadId)
			.where('holderId', '=', postId)
			.where('ownerId', '=', actor.personId)
			.where('removedAt', 'is not', null)
			.executeTakeFirst();
		if (!numDeletedRows) throw new NotFound('Nothing to delete');
	});
}
