import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { seesWithin } from '#gathering/groups/visibility.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { eraseLater } from '#gathering/posts/removing.server.ts';
import { isWrittenFor } from '#gathering/posts/openness.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import type { Outcome, Subject, Why } from './care.ts';
import { hide, show } from './hiding.server.ts';

type About = { aboutId: string };

/**
 * Reports something to the desk. The person it is about is not told who reported it. Only what the reporter can see can
 * be reported, and only once. Throws NotFound.
 */
export async function report(
	actor: Actor,
	subject: Subject,
	subjectId: string,
	why: Why,
	words: string
): Promise<void> {
	authorize(actor, 'report.make');
	await countTry('request.person', actor.personId);
	await inNetwork(actor, async (db) => {
		const { rows } = await authorOf(actor, subject, subjectId).execute(db);
		if (!rows[0]) throw new NotFound('Nothing to report');
		await sql`
			insert into report (network_id, reporter_id, subject, subject_id, about_id, why, words)
			values (
				${actor.networkId}, ${actor.personId}, ${subject}, ${subjectId}, ${rows[0].aboutId}, ${why}, ${words}
			)
			on conflict (network_id, reporter_id, subject_id) where settled_at is null do nothing
		`.execute(db);
	});
}

function authorOf(actor: Actor, subject: Subject, subjectId: string): RawBuilder<About> {
	const me = sql`${actor.personId}::uuid`;
	const queries: Record<Subject, RawBuilder<About>> = {
		post: sql`
			select post.author_id as about_id
			from post
			where post.post_id = ${subjectId}
				and post.hidden_at is null
				and ${seesWithin(actor, sql`post.group_id`)}
			and ${isWrittenFor(actor)}`,
		comment: sql`
			select c.author_id as about_id
			from comment c
			left join post on post.post_id = c.post_id
			left join event e on e.event_id = c.event_id
			where c.comment_id = ${subjectId}
				and c.hidden_at is null
				and ${seesWithin(actor, sql`coalesce(post.group_id, e.group_id)`)}
				and (post.post_id is null or ${isWrittenFor(actor)})`,
		message: sql`
			select w.author_id as about_id
			from message w
			join conversation_member cm on cm.conversation_id = w.conversation_id
				and cm.person_id = ${me}
				and cm.state in ('in', 'asked')
			where w.message_id = ${subjectId}`,
		person: sql`
			select person_id as about_id
			from membership
			where person_id = ${subjectId}`
	};
	return queries[subject];
}

export type Report = Named & {
	reportId: string;
	subject: Subject;
	subjectId: string;
	why: Why | 'word';
	words: string;
	reportedAt: Date;
	said: string | null;
	postId: string | null;
	eventId: string | null;
	isHidden: boolean;
	aboutId: string;
	reporterFamily: string | null;
	reporterGiven: string | null;
	before: number;
	outcome: Outcome | null;
	reason: string;
	settledAt: Date | null;
};
export const reportsAtOnce = 30;

/**
 * The reports that wait for the desk, oldest first, or the settled ones, latest first. With what was said, and how many
 * reports against the same person led to something before.
 */
export async function reports(
	db: Db,
	actor: Actor,
	which: 'waiting' | 'settled',
	from?: string
): Promise<Report[]> {
	authorize(actor, 'care.see');
	const ofThese = {
		waiting: {
			state: sql`r.settled_at is null`,
			later: sql`r.report_id > ${from}::uuid`,
			order: sql`r.report_id`
		},
		settled: {
			state: sql`r.settled_at is not null`,
			later: sql`r.report_id < ${from}::uuid`,
			order: sql`r.report_id desc`
		}
	}[which];
	const { rows } = await sql<Report>`
		select r.report_id, r.subject, r.subject_id, r.why, r.words, r.reported_at, r.outcome, r.reason, r.settled_at,
			r.about_id, ${nameColumns('p')},
			q.family_name as reporter_family, q.given_name as reporter_given,
			coalesce(po.words, co.words, w.words) as said,
			coalesce(po.post_id, co.post_id) as post_id, co.event_id,
			coalesce(po.hidden_at, co.hidden_at, w.hidden_at) is not null as is_hidden,
			(
				select count(*)::int
				from report o
				where o.about_id = r.about_id
					and o.settled_at is not null
					and o.outcome <> 'left'
			) as before
		from report r
		join person p on p.person_id = r.about_id
		left join person q on q.person_id = r.reporter_id
		left join post po on r.subject = 'post' and po.post_id = r.subject_id
		left join comment co on r.subject = 'comment' and co.comment_id = r.subject_id
		left join message w on r.subject = 'message' and w.message_id = r.subject_id
		where ${ofThese.state}
			and ${from ? ofThese.later : sql`true`}
		order by ${ofThese.order}
		limit ${reportsAtOnce}
	`.execute(db);
	return rows;
}

/**
 * Settles a report: leaves it, hides what was said, warns, or suspends for some days (which hides it too). The person it
 * is about is told what was done and why. Other reports of the same thing are settled with it. Throws NotFound, and
 * Invalid without a reason.
 */
export async function settle(
	actor: Actor,
	reportId: string,
	outcome: Outcome,
	reason: string,
	days: number
): Promise<void> {
	authorize(actor, 'care.see');
	if (outcome !== 'left' && !reason) throw new Invalid('required', 'reason');
	await inNetwork(actor, async (db) => {
		const found = await db
			.selectFrom('report')
			.select(['subject', 'subjectId', 'aboutId'])
			.where('reportId', '=', reportId)
			.where('settledAt', 'is', null)
			.executeTakeFirst();
		if (!found) throw new NotFound('Settled already');
		await db
			.updateTable('report')
			.set({ settledAt: new Date(), settledBy: actor.personId, outcome, reason })
			.where('subjectId', '=', found.subjectId)
			.where('settledAt', 'is', null)
			.execute();
		if (found.subject === 'post') await eraseLater(db, actor, found.subjectId);
		await writeAudit(db, actor, 'care.settle', found.aboutId, { outcome, subject: found.subject });
		if (outcome === 'left') return;
		if (outcome !== 'warned') await hide(db, found.subject as Subject, found.subjectId);
		if (outcome === 'suspended')
			await suspendUntil(db, found.aboutId, new Date(Date.now() + days * 86_400_000));
		await notify(db, actor, {
			kind: 'care',
			to: [found.aboutId],
			by: null,
			subjectId: reportId,
			path: `/care/${reportId}`,
			about: reason
		});
	});
}

async function suspendUntil(db: Db, personId: string, suspendedUntil: Date | null): Promise<void> {
	await db.updateTable('membership').set({ suspendedUntil }).where('personId', '=', personId).execute();
}

/** Takes a measure back: what was hidden is shown again unless its author took it away, a suspension ends. Throws NotFound. */
export async function undo(actor: Actor, reportId: string): Promise<void> {
	authorize(actor, 'care.see');
	await inNetwork(actor, async (db) => {
		const found = await db
			.selectFrom('report')
			.select(['subject', 'subjectId', 'aboutId', 'outcome'])
			.where('reportId', '=', reportId)
			.where('settledAt', 'is not', null)
			.where('outcome', 'in', ['hidden', 'suspended'])
			.forUpdate()
			.executeTakeFirst();
		if (!found) throw new NotFound('Nothing to take back');
		await show(db, found.subject as Subject, found.subjectId);
		if (found.outcome === 'suspended') await suspendUntil(db, found.aboutId, null);
		await db.updateTable('report').set({ outcome: 'left' }).where('reportId', '=', reportId).execute();
		await writeAudit(db, actor, 'care.undo', found.aboutId, { outcome: found.outcome });
	});
}

type Decision = {
	outcome: Outcome;
	reason: string;
	settledAt: Date;
	said: string | null;
	suspendedUntil: Date | null;
};

/** What was decided about the reader, and why. Throws NotFound for a report that is about someone else. */
export async function decisionFor(db: Db, actor: Actor, reportId: string): Promise<Decision> {
	const { rows } = await sql<Decision>`
		select r.outcome, r.reason, r.settled_at,
			coalesce(po.words, co.words, w.words) as said,
			m.suspended_until
		from report r
		join membership m on m.person_id = r.about_id
		left join post po on po.post_id = r.subject_id
		left join comment co on co.comment_id = r.subject_id
		left join message w on w.message_id = r.subject_id
		where r.report_id = ${reportId}
			and r.about_id = ${actor.personId}
			and r.settled_at is not null
			and r.outcome <> 'left'
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such decision');
	return rows[0];
}
