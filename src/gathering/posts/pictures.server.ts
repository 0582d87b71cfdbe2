import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { heldBy, hold, type Upload } from '#gathering/uploads/uploads.server.ts';
import { picturesAtMost } from '#platform/files/limits.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';

export type PicturesWish = {
	/** New ones, which follow those that are there. */
	uploads?: readonly string[];
	/** Those to take off. */
	removed?: readonly string[];
	/** At which place each of those that are there stands from now on. */
	order?: Readonly<Record<string, number>>;
	alts: Record<string, string>;
};
type Change = { before: Upload[]; after: Upload[]; isChanged: boolean };

/**
 * Adds pictures and files to one's post, takes some off, and sets their order and their descriptions. Gives what the post
 * showed before and shows now. The caller has locked the post. Throws Invalid for too many.
 */
export async function changePictures(
	db: Db,
	actor: Actor,
	postId: string,
	{ uploads = [], removed = [], order = {}, alts }: PicturesWish
): Promise<Change> {
	const before = await shownBy(db, postId);
	const kept = before.filter(({ uploadId }) => !removed.includes(uploadId));
	const placeOf = (upload: Upload) => order[upload.uploadId] ?? before.indexOf(upload) + 1;
	const ordered = kept.toSorted((a, b) => placeOf(a) - placeOf(b)).map(({ uploadId }) => uploadId);
	await takeOff(
		db,
		before.map(({ uploadId }) => uploadId).filter((id) => !ordered.includes(id))
	);
	await hold(db, actor, 'post', postId, [...ordered, ...uploads], alts);
	const after = await shownBy(db, postId);
	if (after.length > picturesAtMost && after.length > before.length)
		throw new Invalid('too_many_pictures', 'pictures');
	return { before, after, isChanged: told(before) !== told(after) };
}

const shownBy = async (db: Db, postId: string) => (await heldBy(db, [postId])).get(postId) ?? [];
const told = (uploads: readonly Upload[]) =>
	JSON.stringify(uploads.map(({ uploadId, alt }) => [uploadId, alt]));

async function takeOff(db: Db, uploadIds: readonly string[]): Promise<void> {
	if (uploadIds.length === 0) return;
	await sql`
		update upload
		set removed_at = now()
		where upload_id = any (${[...uploadIds]}::uuid[])
	`.execute(db);
}
