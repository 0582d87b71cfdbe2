import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import type { Category, ConcernState, Wish } from './concern.ts';
import { tellHandlers } from './mailing.server.ts';

/** What a report is about: a talk or an application of one's own. */
export type Subject = { talk: string } | { application: string };

export type Reportable = {
	startsAt: Date | null;
	/** The hosts of the talk. */
	people: (Named & { personId: string })[];
};

/** What an alumnus can report about. Throws NotFound for a talk or an application that is not theirs. */
export async function reportable(actor: Actor, subject: Subject): Promise<Reportable> {
	authorize(actor, 'concern.make');
	return readNetwork(actor, (db) => reportableIn(db, actor, subject));
}

async function reportableIn(db: Db, { personId }: Actor, subject: Subject): Promise<Reportable> {
	const { rows } = await (
		'talk' in subject
			? sql<Reportable>`
			select k.starts_at, (
				select coalesce(jsonb_agg(
					jsonb_build_object('personId', p.person_id, ${namePairs('p')}) order by p.person_id
				), '[]')
				from casual_talk_host x
				join person p on p.person_id = x.host_id
				where x.talk_id = k.talk_id
			) as people
			from casual_talk k
			where k.talk_id = ${subject.talk}
				and k.alumnus_id = ${personId}
		`
			: sql<Reportable>`
			select null::timestamptz as starts_at, '[]'::jsonb as people
			from application a
			where a.application_id = ${subject.application}
				and a.person_id = ${personId}
		`
	).execute(db);
	if (!rows[0]) throw new NotFound('Nothing of theirs');
	return rows[0];
}

export type ConcernWish = {
	category: Category;
	words: string;
	wish: Wish;
	isUnnamed: boolean;
	/** Which host, where a talk has several. */
	about: string | null;
};

/**
 * An alumnus reports in confidence. Those who look after reports are told that there is one, and nothing of it. Nothing is
 * written to the audit log, which others read. Throws NotFound, and Invalid for somebody who is no host of the talk.
 */
export async function tellConcern(actor: Actor, subject: Subject, told: ConcernWish): Promise<void> {
	authorize(actor, 'concern.make');
	await countTry('concern.day', actor.personId);
	const { networkId, personId } = actor;
	const { about, ...said } = told;
	await inNetwork(actor, async (db) => {
		const { people } = await reportableIn(db, actor, subject);
		if (about && !people.some((host) => host.personId === about))
			throw new Invalid('not_usable', 'about');
		const only = people.length === 1 ? people[0]!.personId : null;
		const { concernId } = await db
			.insertInto('concern')
			.values({
				networkId,
				reporterId: personId,
				talkId: 'talk' in subject ? subject.talk : null,
				applicationId: 'application' in subject ? subject.application : null,
				aboutId: about ?? only,
				...said
			})
			.returning('concernId')
			.executeTakeFirstOrThrow();
		await tellHandlers(db, actor, concernId);
	});
}

export type OwnConcern = {
	concernId: string;
	category: Category;
	words: string;
	state: ConcernState;
	answer: string;
	toldAt: Date;
};

/** What an alumnus reported, the latest first, and how it stands. */
export async function ownConcerns(actor: Actor): Promise<OwnConcern[]> {
	authorize(actor, 'concern.make');
	const { rows } = await readNetwork(actor, (db) =>
		sql<OwnConcern>`
			select q.concern_id, q.category, q.words, q.state, q.answer, q.told_at
			from concern q
			where q.reporter_id = ${actor.personId}
			order by q.concern_id desc
			limit 20
		`.execute(db)
	);
	return rows;
}
