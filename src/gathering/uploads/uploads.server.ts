import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { isWrittenFor } from '#gathering/posts/openness.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { seesWithin } from '#gathering/groups/visibility.server.ts';
import { typeOfFile } from '#platform/files/file.server.ts';
import { picturesAtMost } from '#platform/files/limits.ts';
import { readPicture, type Picture } from '#platform/files/picture.server.ts';

export type Holder = 'profile' | 'post' | 'comment' | 'group' | 'event' | 'conversation' | 'application';
export type Upload = {
	uploadId: string;
	kind: 'picture' | 'file';
	name: string;
	size: number;
	width: number | null;
	height: number | null;
	alt: string;
};

/** Keeps a picture that something will hold later. Throws Invalid for what is no picture or too large. */
export async function addPicture(
	actor: Actor,
	file: File,
	options: { square?: boolean; alt?: string } = {}
): Promise<Upload> {
	authorize(actor, 'upload.add');
	await countTry('upload.person', actor.personId);
	const picture = await readPicture(Buffer.from(await file.arrayBuffer()), options);
	return inNetwork(actor, (db) => keepPicture(db, actor, picture, nameOf(file), options.alt));
}

/** Keeps a picture that was read, with its thumbnail. */
export async function keepPicture(
	db: Db,
	actor: Actor,
	{ full, thumb, width, height }: Picture,
	name: string,
	alt = ''
): Promise<Upload> {
	const about = {
		kind: 'picture',
		name,
		mediaType: 'image/webp',
		size: full.length,
		width,
		height,
		alt
	} as const;
	const upload = await write(db, actor, about, full);
	await db
		.insertInto('uploadBytes')
		.values({ networkId: actor.networkId, uploadId: upload.uploadId, variant: 'thumb', bytes: thumb })
		.execute();
	return upload;
}

/** Keeps a file that something will hold later. Throws Invalid for a kind that we do not keep, or too large. */
export async function addFile(actor: Actor, file: File): Promise<Upload> {
	authorize(actor, 'upload.add');
	await countTry('upload.person', actor.personId);
	const bytes = Buffer.from(await file.arrayBuffer());
	const mediaType = await typeOfFile(file.name, bytes);
	return inNetwork(actor, (db) =>
		write(
			db,
			actor,
			{
				kind: 'file',
				name: nameOf(file),
				mediaType,
				size: bytes.length,
				width: null,
				height: null,
				alt: ''
			},
			bytes
		)
	);
}

/** Keeps what a form brings: pictures under `pictures`, files under `files`. Empty fields count as none. Gives the ids. */
export async function addAll(actor: Actor, form: FormData): Promise<string[]> {
	const given = (name: string) =>
		form.getAll(name).filter((entry): entry is File => entry instanceof File && entry.size > 0);
	if (given('pictures').length > picturesAtMost) throw new Invalid('too_many_pictures', 'pictures');
	const ids: string[] = [];
	for (const picture of given('pictures')) ids.push((await addPicture(actor, picture)).uploadId);
	for (const file of given('files')) ids.push((await addFile(actor, file)).uploadId);
	return ids;
}

type Kept = Omit<Upload, 'uploadId'> & { mediaType: string };

async function write(db: Db, actor: Actor, kept: Kept, bytes: Buffer): Promise<Upload> {
	const upload = await db
		.insertInto('upload')
		.values({ networkId: actor.networkId, ownerId: actor.personId, ...kept })
		.returning(['uploadId', 'kind', 'name', 'size', 'width', 'height', 'alt'])
		.executeTakeFirstOrThrow();
	await db
		.insertInto('uploadBytes')
		.values({ networkId: actor.networkId, uploadId: upload.uploadId, variant: 'full', bytes })
		.execute();
	return upload as Upload;
}

const nameOf = (file: File) => file.name.replace(/[\p{Cc}/\\]/gu, '_').slice(-200) || 'file';

type Held = { kind: string };

/**
 * Gives one's uploads to what is to hold them, in this order, with their descriptions. Uploads of others, and those that
 * something else holds, stay where they are. Gives how many of them are pictures.
 */
export async function hold(
	db: Db,
	actor: Actor,
	holder: Holder,
	holderId: string,
	uploadIds: readonly string[],
	alts: Record<string, string> = {}
): Promise<number> {
	if (uploadIds.length === 0) return 0;
	const wish = uploadIds.map((id, at) => ({ id, at, alt: alts[id] ?? null }));
	const { rows } = await sql<Held>`
		update upload u
		set holder = ${holder},
			holder_id = ${holderId}::uuid,
			position = w.at,
			alt = coalesce(w.alt, u.alt)
		from jsonb_to_recordset(${JSON.stringify(wish)}::jsonb) w(id uuid, at smallint, alt text)
		where u.upload_id = w.id
			and u.owner_id = ${actor.personId}
			and u.removed_at is null
			and (u.holder_id is null or (u.holder = ${holder} and u.holder_id = ${holderId}::uuid))
		returning u.kind
	`.execute(db);
	return rows.filter((row) => row.kind === 'picture').length;
}

/** SQL for what something holds, as a JSON array of `Upload`. */
export const uploadsOf = (holderId: RawBuilder<unknown>) => sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'uploadId', u.upload_id, 'kind', u.kind, 'name', u.name, 'size', u.size,
				'width', u.width, 'height', u.height, 'alt', u.alt
			)
			order by u.position, u.upload_id
		),
		'[]'
	)
	from upload u
	where u.holder_id = ${holderId}
		and u.removed_at is null
)`;

/** What these hold, by holder. */
export async function heldBy(db: Db, holderIds: readonly string[]): Promise<Map<string, Upload[]>> {
	if (holderIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('upload')
		.select(['holderId', 'uploadId', 'kind', 'name', 'size', 'width', 'height', 'alt'])
		.where('holderId', 'in', [...holderIds])
		.where('removedAt', 'is', null)
		.orderBy('position')
		.orderBy('uploadId')
		.execute();
	return Map.groupBy(rows as (Upload & { holderId: string })[], (row) => row.holderId);
}

type Bytes = { bytes: Buffer; mediaType: string; name: string; kind: string };

/**
 * The bytes of an upload for its owner and for those who may see what holds it. Throws NotFound for all others. Uploads
 * that comments and groups hold are for their owner only.
 */
export async function bytesOf(actor: Actor, uploadId: string, variant: 'full' | 'thumb'): Promise<Bytes> {
	authorize(actor, 'upload.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Bytes>`
			select b.bytes, u.media_type, u.name, u.kind
			from upload u
			join upload_bytes b using (network_id, upload_id)
			where u.upload_id = ${uploadId}
				and b.variant = ${variant}
				and (u.owner_id = ${actor.personId}::uuid or ${seesHolder(actor)})
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such upload');
	return rows[0];
}

/** SQL: the actor may see what holds the upload `u`. */
function seesHolder(actor: Actor): RawBuilder<boolean> {
	const me = sql`${actor.personId}::uuid`;
	return sql<boolean>`case u.holder
		when 'profile' then exists (
			select from profile f
			where f.person_id = u.holder_id
				and f.is_listed
				and ${notApart(sql`f.person_id`, me)}
		)
		when 'post' then ${may(actor, 'post.see')} and exists (
			select from post p
			where p.post_id = u.holder_id
				and p.hidden_at is null
				and ${seesWithin(actor, sql`p.group_id`)}
				and ${isWrittenFor(actor, 'p')}
				and (p.kind = 'company' or ${notApart(sql`p.author_id`, me)})
		)
		when 'event' then exists (
			select from event e
			where e.event_id = u.holder_id
				and ${seesWithin(actor, sql`e.group_id`)}
				and (
					${isDesk(actor)}
					or (${notApart(sql`e.host_id`, me)} and ${notApart(sql`u.owner_id`, me)})
				)
		)
		when 'conversation' then exists (
			select from message w
			join conversation c using (network_id, conversation_id)
			where w.message_id = u.holder_id
				and w.hidden_at is null
				and (
					(c.kind = 'desk' and ${isDesk(actor)})
					or exists (
						select from conversation_member cm
						where cm.conversation_id = w.conversation_id
							and cm.person_id = ${me}
							and cm.state in ('in', 'asked')
							and (c.kind <> 'several' or ${notApart(sql`w.author_id`, me)})
					)
				)
		)
		when 'application' then ${isDesk(actor)}
		else false
	end`;
}
