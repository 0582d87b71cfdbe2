import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { mayGive } from '#access/policy/giving.ts';
import { authorize } from '#access/policy/policy.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { releaseBatch } from './batches.server.ts';
import type { ColleagueRole, ListRow } from './colleague-list.ts';
import { usualNameOf } from './wave-name.server.ts';

type Known = {
	email: string;
	personId: string | null;
	people: number;
	isMember: boolean;
	isInvited: boolean;
	doNotContact: boolean;
	isStopped: boolean;
	hasLeft: boolean;
};

/** A line of a list with what the network knows of its address. Without `problem` it can be invited. */
export type Planned = Omit<ListRow, 'problem'> & {
	problem?:
		| ListRow['problem']
		| 'is_member'
		| 'is_invited'
		| 'do_not_contact'
		| 'address_stopped'
		| 'several_people'
		| undefined;
	personId?: string | undefined;
	/** The person is in the files already, or even left the company: worth a look before inviting. */
	note?: 'known' | 'left' | undefined;
};

/** What would become of each line of a list. Nothing is written. */
export async function planColleagues(actor: Actor, rows: readonly ListRow[]): Promise<Planned[]> {
	authorize(actor, 'colleague.invite');
	return readNetwork(actor, (db) => planned(db, rows));
}

async function planned(db: Db, rows: readonly ListRow[]): Promise<Planned[]> {
	const known = await knownBy(
		db,
		rows.map(({ email }) => email)
	);
	return rows.map((row): Planned => {
		const person = row.problem ? undefined : known.get(row.email);
		if (!person) return row;
		return {
			...row,
			problem: problemOf(person),
			personId: person.personId ?? undefined,
			note: person.hasLeft ? 'left' : person.personId ? 'known' : undefined
		};
	});
}

function problemOf(person: Known): Planned['problem'] {
	if (person.people > 1) return 'several_people';
	if (person.isMember) return 'is_member';
	if (person.isInvited) return 'is_invited';
	if (person.doNotContact) return 'do_not_contact';
	return person.isStopped ? 'address_stopped' : undefined;
}

async function knownBy(db: Db, emails: readonly string[]): Promise<Map<string, Known>> {
	const { rows } = await sql<Known>`
		select e.email, min(c.person_id::text)::uuid as person_id, count(c.person_id)::int as people,
			exists (select from mail_stop s where s.address = e.email) as is_stopped,
			coalesce(bool_or(c.do_not_contact), false) as do_not_contact,
			bool_or(exists (select from membership m where m.person_id = c.person_id)) as is_member,
			bool_or(exists (
				select from invitation i
				where i.person_id = c.person_id
					and i.used_at is null
					and (i.sent_at is null or i.expires_at > now())
			)) as is_invited,
			bool_or(
				exists (select from departure d where d.person_id = c.person_id)
				and not exists (
					select from tenure t
					where t.person_id = c.person_id
						and ${goesOn('t')}
				)
			) as has_left
		from unnest(${[...emails]}::text[]) e(email)
		left join contact c on c.email = e.email
		group by e.email
	`.execute(db);
	return new Map(rows.map((row) => [row.email, row]));
}

export type Invited = { invited: number; leftOut: Planned[] };

/**
 * Invites those of a list who can be, and gives how many and whom it left out. Whoever the network does not know yet is
 * written down with name and address. Two lists at once wait for each other, so that nobody is invited twice. Throws
 * Invalid where nobody is left, and for a role that the actor may not give.
 */
export async function inviteColleagues(actor: Actor, rows: readonly ListRow[]): Promise<Invited> {
	authorize(actor, 'colleague.invite');
	if (rows.some(({ role }) => !mayGive(actor, role))) throw new Invalid('role_not_yours', 'list');
	return inNetwork(actor, async (db) => {
		await lockNetwork(db);
		const all = await planned(db, rows);
		const ready = all.filter(({ problem }) => !problem);
		if (ready.length === 0) throw new Invalid('nobody_to_invite', 'list');
		const waveId = await makeWave(db, actor, ready.length);
		for (const row of ready) await invite(db, actor, waveId, row);
		await releaseBatch(db, actor, waveId);
		return { invited: ready.length, leftOut: all.filter(({ problem }) => problem) };
	});
}

async function lockNetwork(db: Db): Promise<void> {
	await db.selectFrom('network').select('networkId').forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** A wave goes out whole: people who work here are not asked in batches. */
async function makeWave(db: Db, actor: Actor, size: number): Promise<string> {
	const { waveId } = await db
		.insertInto('invitationWave')
		.values({
			networkId: actor.networkId,
			...usualNameOf('colleagues'),
			madeBy: actor.personId,
			size,
			batch: size,
			state: 'running'
		})
		.returning('waveId')
		.executeTakeFirstOrThrow();
	return waveId;
}

async function invite(db: Db, actor: Actor, waveId: string, row: Planned): Promise<void> {
	const { networkId } = actor;
	const personId = row.personId ?? (await writeDown(db, actor, row));
	await db
		.insertInto('invitation')
		.values({ networkId, waveId, personId, roles: [row.role] })
		.execute();
	await writeAudit(db, actor, 'colleague.invite', personId, { role: row.role });
}

async function writeDown(db: Db, { networkId }: Actor, row: Planned): Promise<string> {
	const { familyName, givenName, familyKana, givenKana, email } = row;
	const { locale, timeZone } = await db
		.selectFrom('network')
		.select(['locale', 'timeZone'])
		.executeTakeFirstOrThrow();
	const { personId } = await db
		.insertInto('person')
		.values({ networkId, familyName, givenName, familyKana, givenKana, locale, timeZone })
		.returning('personId')
		.executeTakeFirstOrThrow();
	await db.insertInto('contact').values({ networkId, personId, email }).execute();
	return personId;
}

/** Invites one colleague anew who has not joined; the link from before stops working. Throws Invalid. */
export async function inviteColleagueAgain(actor: Actor, personId: string): Promise<void> {
	authorize(actor, 'colleague.invite');
	await inNetwork(actor, async (db) => {
		await lockNetwork(db);
		const role = await endInvitations(db, personId);
		if (!role || !mayGive(actor, role)) throw new Invalid('not_usable', 'form');
		const { rows } = await sql`
			select from contact c
			where c.person_id = ${personId}::uuid
				and not c.do_not_contact
				and not exists (select from membership m where m.person_id = c.person_id)
		`.execute(db);
		if (rows.length === 0) throw new Invalid('not_usable', 'form');
		const waveId = await makeWave(db, actor, 1);
		await db
			.insertInto('invitation')
			.values({ networkId: actor.networkId, waveId, personId, roles: [role] })
			.execute();
		await writeAudit(db, actor, 'colleague.invite', personId, { role });
		await releaseBatch(db, actor, waveId);
	});
}

/** Takes an invitation of a colleague back: its link stops working. Throws Invalid where there is none. */
export async function withdrawColleague(actor: Actor, personId: string): Promise<void> {
	authorize(actor, 'colleague.invite');
	await inNetwork(actor, async (db) => {
		const role = await endInvitations(db, personId);
		if (!role) throw new Invalid('not_usable', 'form');
		await writeAudit(db, actor, 'colleague.withdraw', personId, { role });
	});
}

type Ended = { roles: ColleagueRole[] };

/** Ends every invitation of a colleague that was not used. Gives the role of the latest one. */
async function endInvitations(db: Db, personId: string): Promise<ColleagueRole | undefined> {
	const { rows } = await sql<Ended>`
		with ended as (
			update invitation
			set roles = null, link_hash = null, expires_at = now(), sent_at = coalesce(sent_at, now())
			where person_id = ${personId}::uuid
				and used_at is null
				and roles is not null
			returning invitation_id
		)
		select i.roles
		from invitation i
		join ended using (invitation_id)
		order by i.invitation_id desc
		limit 1
	`.execute(db);
	return rows[0]?.roles[0];
}
