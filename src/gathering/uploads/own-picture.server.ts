import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { setPicture } from '#people/profiles/profiles.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Crop } from '#platform/files/crop.ts';
import { cutSquare } from '#platform/files/picture.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { addPicture, hold, keepPicture, type Upload } from './uploads.server.ts';

/**
 * Takes a picture from which its owner will cut the square that stands for them. Until then nobody else sees it.
 * Throws Invalid for what is no picture or too large.
 */
export async function bringPicture(actor: Actor, file: unknown): Promise<Upload> {
	authorize(actor, 'me.change');
	if (!(file instanceof File) || file.size === 0) throw new Invalid('no_file', 'picture');
	return addPicture(actor, file).catch((failure: unknown) => {
		throw failure instanceof Invalid ? new Invalid(failure.why, 'picture') : failure;
	});
}

/**
 * Sets the square of a picture that the actor brought as theirs. The whole picture, and the one before, are deleted: what
 * someone cut away is not kept. Throws NotFound for a picture that is not theirs, or stands somewhere already.
 */
export async function choosePicture(actor: Actor, uploadId: string, crop: Crop): Promise<void> {
	authorize(actor, 'me.change');
	const { bytes, name } = await readNetwork(actor, (db) => brought(db, actor, uploadId));
	const picture = await cutSquare(bytes, crop);
	await inNetwork(actor, async (db) => {
		await brought(db, actor, uploadId);
		await forgetPictures(db, actor, uploadId);
		const kept = await keepPicture(db, actor, picture, name);
		await hold(db, actor, 'profile', actor.personId, [kept.uploadId]);
		await setPicture(db, actor, kept.uploadId);
	});
}

/** Takes the actor's picture away, and deletes it. */
export async function removePicture(actor: Actor): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		await forgetPictures(db, actor);
		await setPicture(db, actor, null);
	});
}

/** A picture that the actor brought and from which no square was cut yet; undefined where there is none. */
export async function broughtPicture(
	actor: Actor,
	uploadId: string
): Promise<{ uploadId: string; width: number; height: number } | undefined> {
	authorize(actor, 'me.change');
	const found = await readNetwork(actor, (db) =>
		db
			.selectFrom('upload')
			.select(['uploadId', 'width', 'height'])
			.where('uploadId', '=', uploadId)
			.where('ownerId', '=', actor.personId)
			.where('kind', '=', 'picture')
			.where('holderId', 'is', null)
			.executeTakeFirst()
	);
	return found && { ...found, width: found.width!, height: found.height! };
}

async function brought(db: Db, actor: Actor, uploadId: string): Promise<{ bytes: Buffer; name: string }> {
	const found = await db
		.selectFrom('upload as u')
		.innerJoin('uploadBytes as b', (join) =>
			join.onRef('b.networkId', '=', 'u.networkId').onRef('b.uploadId', '=', 'u.uploadId')
		)
		.select(['b.bytes', 'u.name'])
		.where('u.uploadId', '=', uploadId)
		.where('u.ownerId', '=', actor.personId)
		.where('u.kind', '=', 'picture')
		.where('u.holderId', 'is', null)
		.where('b.variant', '=', 'full')
		.executeTakeFirst();
	if (!found) throw new NotFound('No such picture');
	return found;
}

/** Deletes the pictures that stood for the actor, and the one that was brought. */
async function forgetPictures(db: Db, actor: Actor, broughtId?: string): Promise<void> {
	await db
		.deleteFrom('upload')
		.where('ownerId', '=', actor.personId)
		.where((by) =>
			by.or([
				by.and([by('holder', '=', 'profile'), by('holderId', '=', actor.personId)]),
				...(broughtId ? [by('uploadId', '=', broughtId)] : [])
			])
		)
		.execute();
}
