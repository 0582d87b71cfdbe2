import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { daysToTake } from './own-data.ts';

/** What a member asked to take home: it is being made while `madeAt` is null, and gone after `expiresAt`. */
type Taking = { askedAt: Date; madeAt: Date | null; expiresAt: Date | null; bytes: number | null };

/** What the member asked to take home, where they did and it is not expired. */
export async function takingOf(actor: Actor): Promise<Taking | undefined> {
	authorize(actor, 'own_data.take');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Taking>`
			select asked_at, made_at, bytes::int8::float8 as bytes,
				made_at + make_interval(days => ${daysToTake}) as expires_at
			from own_data
			where person_id = ${actor.personId}::uuid
				and (made_at is null or made_at > now() - make_interval(days => ${daysToTake}))
		`.execute(db)
	);
	return rows[0];
}

/** A member asks for everything about them. It is made in the background; what was made before goes. Throws TooMany. */
export async function askForOwnData(actor: Actor): Promise<void> {
	authorize(actor, 'own_data.take');
	await countTry('own_data.day', actor.personId);
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('ownData').where('personId', '=', personId).execute();
		await db.insertInto('ownData').values({ networkId, personId }).execute();
		await writeAudit(db, actor, 'own_data.ask', personId);
		await leaveJob(db, 'own_data.make', { networkId, personId }, { key: `own_data:${personId}` });
	});
}

/** A member's own zip, piece by piece, with its size. Each taking is in the audit log. Throws NotFound once it is expired. */
export async function takeOwnData(actor: Actor): Promise<{ bytes: number; pieces: ReadableStream }> {
	const taking = await takingOf(actor);
	if (!taking?.madeAt || taking.bytes === null) throw new NotFound('Nothing to take');
	await inNetwork(actor, (db) => writeAudit(db, actor, 'own_data.take', actor.personId));
	let no = 0;
	const pieces = new ReadableStream<Uint8Array>({
		async pull(out) {
			const piece = await pieceOf(actor, no++);
			if (piece) out.enqueue(new Uint8Array(piece));
			else out.close();
		}
	});
	return { bytes: taking.bytes, pieces };
}

async function pieceOf(actor: Actor, pieceNo: number): Promise<Buffer | undefined> {
	const found = await readNetwork(actor, (db) =>
		db
			.selectFrom('ownDataPiece')
			.select('content')
			.where('personId', '=', actor.personId)
			.where('pieceNo', '=', pieceNo)
			.executeTakeFirst()
	);
	return found?.content;
}
