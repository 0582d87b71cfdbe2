import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import type { Category, ConcernState, Wish } from './concern.ts';
import { handledBy } from './handlers.server.ts';
import { tellReporter } from './mailing.server.ts';

type Someone = Required<Named> & { personId: string };
export type ConcernRow = {
	concernId: string;
	category: Category;
	state: ConcernState;
	toldAt: Date;
	reporter: Someone;
	about: Someone | null;
};
export type Concern = ConcernRow & {
	words: string;
	wish: Wish;
	isUnnamed: boolean;
	talkId: string | null;
	applicationId: string | null;
	talkAt: Date | null;
	decision: string;
	answer: string;
	revision: number;
	isPaused: boolean;
	notes: { noteId: string; words: string; writtenAt: string; by: Named | null }[];
};

const someone = (id: string, alias: string) => sql`(
	select jsonb_build_object('personId', ${sql.ref(`${alias}.personId`)}, ${namePairs(alias)})
	from person ${sql.raw(alias)}
	where ${sql.ref(`${alias}.personId`)} = ${sql.ref(id)}
)`;
const row = sql`
	q.concern_id, q.category, q.state, q.told_at,
	${someone('q.reporterId', 'r')} as reporter,
	${someone('q.aboutId', 'a')} as about
`;

/** The concerns that the actor may look after, those that wait first. The look is written to the audit log. */
export async function concernsAtDesk(actor: Actor, which: 'open' | 'settled'): Promise<ConcernRow[]> {
	authorize(actor, 'concern.handle');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<ConcernRow>`
			select ${row}
			from concern q
			where ${which === 'open' ? sql`q.state <> 'settled'` : sql`q.state = 'settled'`}
				and ${handledBy(actor.personId)}
			order by q.state = 'new' desc, q.concern_id desc
			limit 100
		`.execute(db);
		if (rows.length > 0)
			await writeAudit(db, actor, 'concern.list', undefined, { concerns: rows.length });
		return rows;
	});
}

/** How many new concerns wait for the actor. */
export async function newConcerns(actor: Actor): Promise<number> {
	authorize(actor, 'concern.handle');
	type Count = { count: number };
	const { rows } = await readNetwork(actor, (db) =>
		sql<Count>`
			select count(*)::int as count
			from concern q
			where q.state = 'new'
				and ${handledBy(actor.personId)}
		`.execute(db)
	);
	return rows[0]!.count;
}

/** One concern with its notes. Throws NotFound for everybody who may not look after it, as if there were none. */
export async function concernAtDesk(actor: Actor, concernId: string): Promise<Concern> {
	authorize(actor, 'concern.handle');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<Concern>`
			select ${row},
				q.words, q.wish, q.is_unnamed, q.talk_id, q.application_id, q.decision, q.answer, q.revision,
				(select k.starts_at from casual_talk k where k.talk_id = q.talk_id) as talk_at,
				exists (
					select from host h
					where h.person_id = q.about_id
						and h.paused_at is not null
				) as is_paused,
				(
					select coalesce(jsonb_agg(jsonb_build_object(
						'noteId', n.note_id, 'words', n.words, 'writtenAt', n.written_at,
						'by', ${someone('n.writtenBy', 'w')}
					) order by n.note_id), '[]')
					from concern_note n
					where n.concern_id = q.concern_id
				) as notes
			from concern q
			where q.concern_id = ${concernId}
				and ${handledBy(actor.personId)}
		`.execute(db);
		if (!rows[0]) throw new NotFound('No such concern');
		await writeAudit(db, actor, 'concern.see', concernId);
		return rows[0];
	});
}

/** Adds a note that only those who look after the concern read. Throws NotFound. */
export async function noteConcern(actor: Actor, concernId: string, words: string): Promise<void> {
	authorize(actor, 'concern.handle');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		await lock(db, actor, concernId);
		await db
			.insertInto('concernNote')
			.values({ networkId, concernId, writtenBy: personId, words })
			.execute();
		await writeAudit(db, actor, 'concern.note', concernId);
	});
}

export type Handling = { state: ConcernState; decision: string; answer: string; revision: number };

/** Saves how a concern stands and what was decided; who reported is told where the answer is new. Throws NotFound, Stale. */
export async function handleConcern(actor: Actor, concernId: string, wish: Handling): Promise<void> {
	authorize(actor, 'concern.handle');
	const { revision, ...saved } = wish;
	await inNetwork(actor, async (db) => {
		const before = await lock(db, actor, concernId);
		if (before.revision !== revision) throw new Stale();
		await db
			.updateTable('concern')
			.set({ ...saved, revision: revision + 1, changedAt: new Date() })
			.where('concernId', '=', concernId)
			.execute();
		await writeAudit(db, actor, 'concern.handle', concernId, { state: saved.state });
		if (saved.answer && saved.answer !== before.answer) await tellReporter(db, actor, before.reporterId);
	});
}

/** Has the host whom a concern is about pause: nobody can book them. Or lets them be booked again. Throws NotFound. */
export async function pauseHost(actor: Actor, concernId: string, isPaused: boolean): Promise<void> {
	authorize(actor, 'concern.handle');
	await inNetwork(actor, async (db) => {
		const { aboutId } = await lock(db, actor, concernId);
		if (!aboutId) throw new NotFound('About nobody');
		await db
			.updateTable('host')
			.set({ pausedAt: isPaused ? new Date() : null, ...(isPaused ? { isOpen: false } : {}) })
			.where('personId', '=', aboutId)
			.execute();
		await writeAudit(db, actor, isPaused ? 'concern.pause' : 'concern.resume', concernId);
	});
}

type Locked = {
	reporterId: string;
	aboutId: string | null;
	answer: string;
	revision: number;
};

async function lock(db: Db, { personId }: Actor, concernId: string): Promise<Locked> {
	const { rows } = await sql<Locked>`
		select q.reporter_id, q.about_id, q.answer, q.revision
		from concern q
		where q.concern_id = ${concernId}
			and ${handledBy(personId)}
		for update of q
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such concern');
	return rows[0];
}
