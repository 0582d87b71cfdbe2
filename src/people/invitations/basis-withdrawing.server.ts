import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { newId } from '#platform/database/id.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { waitLonger } from '#platform/database/patience.server.ts';
import { Stale } from '#platform/http/failures.ts';
import { stopInvitationMails } from '#platform/mail/wishes.server.ts';
import type { Basis } from './waves.server.ts';

/** A basis as it was recorded for many at once. An empty note is one that nobody wrote. */
export type OneBasis = { basis: Basis; on: string; note: string };

/** What hangs on a basis. */
export type Resting = {
	/** How many who are no members may be written to on it. */
	people: number;
	/** Invitations whose mail is not written yet. */
	unwritten: number;
	/** Mails that wait to go out. */
	waiting: number;
	/** People who would be reminded yet. */
	reminders: number;
	/** Links that went out and can still be used. */
	links: number;
};

/** The contacts that rest on a basis. Who joined since rests on that, and not on it any more. */
const restingOn = ({ basis, on, note }: OneBasis): RawBuilder<unknown> => sql`(
	select c.person_id
	from contact c
	where c.basis = ${basis}
		and c.basis_on = ${on}::date
		and coalesce(c.basis_note, '') = ${note}
		and not exists (
			select from membership m
			where m.person_id = c.person_id
		)
)`;

/** What hangs on a basis, before it is taken back. */
export async function restsOn(actor: Actor, which: OneBasis): Promise<Resting> {
	authorize(actor, 'invitation.send');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Resting>`
			with who as ${restingOn(which)},
			letter as (
				select i.sent_at, i.used_at, i.reminded_at, i.expires_at, w.remind_after, w.state, ml.status
				from who
				join invitation i using (person_id)
				left join invitation_wave w using (network_id, wave_id)
				left join mail ml using (network_id, mail_id)
				where i.roles is null
			)
			select
				(select count(*)::int from who) as people,
				count(*) filter (where sent_at is null)::int as unwritten,
				count(*) filter (where status = 'waiting')::int as waiting,
				count(*) filter (
					where status = 'sent'
						and used_at is null
						and reminded_at is null
						and remind_after is not null
						and state <> 'stopped'
				)::int as reminders,
				count(*) filter (where status = 'sent' and used_at is null and expires_at > now())::int as links
			from letter
		`.execute(db)
	);
	return rows[0]!;
}

/**
 * Takes a recorded basis back. Invitations that are not written yet are dropped, mails that wait are stopped, and nobody is
 * reminded. Gives how many people it was taken from. Throws Stale where nobody has it any more.
 */
export async function withdrawBasis(actor: Actor, which: OneBasis, why: string): Promise<number> {
	authorize(actor, 'invitation.send');
	return inNetwork(actor, async (db) => {
		const withdrawalId = newId();
		await waitLonger(db);
		const people = await takeBack(db, actor, which, { withdrawalId, why });
		if (people.length === 0) throw new Stale('Nobody rests on it any more');
		const dropped = await dropUnwritten(db, people);
		const stopped = await stopInvitationMails(db, people);
		const { basis, on } = which;
		const detail = { basis, on, people: people.length, dropped, stopped };
		await writeAudit(db, actor, 'contact.basis_withdrawn', withdrawalId, detail);
		return people.length;
	});
}

type Withdrawal = { withdrawalId: string; why: string };

/** Moves the basis from the contacts to the history. Gives whose it was. */
async function takeBack(
	db: Db,
	{ networkId, personId: by }: Actor,
	which: OneBasis,
	{ withdrawalId, why }: Withdrawal
): Promise<string[]> {
	const { rows } = await sql<{ personId: string }>`
		with gone as (
			update contact
			set basis = null, basis_on = null, basis_note = null
			where person_id in ${restingOn(which)}
			returning person_id
		)
		insert into withdrawn_basis (
			network_id, withdrawal_id, person_id,
			basis, basis_on, basis_note,
			withdrawn_by, why
		)
		select
			${networkId}::uuid, ${withdrawalId}::uuid, person_id,
			${which.basis}, ${which.on}::date, nullif(${which.note}, ''),
			${by}::uuid, ${why}
		from gone
		returning person_id
	`.execute(db);
	return rows.map(({ personId }) => personId);
}

/** Drops the invitations of people whose mail is not written yet; their waves are that much smaller. Gives how many. */
async function dropUnwritten(db: Db, people: readonly string[]): Promise<number> {
	const { rows } = await sql<{ dropped: number }>`
		with numbered as (
			select i.invitation_id, i.wave_id,
				row_number() over (partition by i.wave_id order by i.invitation_id) as number
			from invitation i
			where i.wave_id in (
				select wave_id from invitation
				where sent_at is null
					and person_id = any (${[...people]}::uuid[])
			)
		),
		gone as (
			delete from invitation
			where sent_at is null
				and roles is null
				and person_id = any (${[...people]}::uuid[])
			returning invitation_id, wave_id
		),
		lost as (
			select g.wave_id, count(*)::int as all_of_it,
				count(*) filter (where n.number <= w.released)::int as released
			from gone g
			join numbered n using (invitation_id)
			join invitation_wave w on w.wave_id = g.wave_id
			group by g.wave_id
		),
		smaller as (
			update invitation_wave w
			set size = w.size - l.all_of_it,
				released = w.released - l.released,
				state = case when w.released - l.released >= w.size - l.all_of_it then 'sent' else w.state end,
				next_at = case when w.released - l.released >= w.size - l.all_of_it then null else w.next_at end
			from lost l
			where w.wave_id = l.wave_id
		)
		select count(*)::int as dropped
		from gone
	`.execute(db);
	return rows[0]!.dropped;
}

export type Withdrawn = {
	withdrawalId: string;
	basis: Basis;
	basisOn: string;
	basisNote: string | null;
	why: string;
	withdrawnAt: Date;
	people: number;
};

/** What was taken back, the latest first. */
export async function withdrawnBases(db: Db): Promise<Withdrawn[]> {
	const { rows } = await sql<Withdrawn>`
		select withdrawal_id, basis, basis_on, basis_note, why, withdrawn_at, count(*)::int as people
		from withdrawn_basis
		group by withdrawal_id, basis, basis_on, basis_note, why, withdrawn_at
		order by withdrawn_at desc
		limit 20
	`.execute(db);
	return rows;
}
