import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { DepartureKind } from '#people/departures/kind.ts';
import { asReadBy } from '#people/departures/restricted.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { stewards, type Steward } from '#people/persons/stewards.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { Because, Progress, SendOffState, Through } from './send-off.ts';

export type SendOffRow = Required<Named> &
	Progress & {
		sendOffId: string;
		personId: string;
		lastOn: string;
		daysLeft: number;
		kind: DepartureKind | null;
		state: SendOffState;
		begunAt: Date;
		begunThrough: Through;
		linkSentAt: Date | null;
		answeredAt: Date | null;
		talkerId: string | null;
		talkerFamily: string | null;
		talkerGiven: string | null;
		talkerFamilyKana: string | null;
		talkerGivenKana: string | null;
		companyJa: string;
		companyEn: string;
		department: string;
		email: string | null;
		because: Because | null;
		revision: number;
	};
type Told = { codes: string[] | null; words: string | null; isStated: boolean };

export const sendOffsAtOnce = 100;

const columns = sql`
	s.send_off_id, s.person_id, s.last_on, s.last_on - network_today() as days_left, s.kind, s.state,
	s.begun_at, s.begun_through, s.link_sent_at, s.answered_at, s.talked_on, s.revision, s.talker_id,
	s.private_address, s.address_proved_at is not null as is_address_proved,
	${nameColumns('p')},
	k.family_name as talker_family, k.given_name as talker_given,
	k.family_kana as talker_family_kana, k.given_kana as talker_given_kana,
	c.name_ja as company_ja, c.name_en as company_en, t.department, o.email, w.because,
	exists (select from membership mb where mb.person_id = s.person_id) as is_member,
	exists (
		select from consent n
		where n.person_id = s.person_id
			and n.purpose = 'network'
			and n.withdrawn_at is null
	) as agrees,
	a.codes, a.words,
	exists (
		select from departure_reason r
		where r.tenure_id = s.tenure_id
			and r.view = 'stated'
	) or exists (
		select from departure_word r
		where r.tenure_id = s.tenure_id
			and r.view = 'stated'
	) as is_stated
`;

async function rowsWhere(
	db: Db,
	actor: Actor,
	where: RawBuilder<unknown>,
	limit: number
): Promise<SendOffRow[]> {
	const { rows } = await sql<SendOffRow & Told>`
		select ${columns}
		from send_off s
		join person p using (network_id, person_id)
		join tenure t on t.network_id = s.network_id
			and t.tenure_id = s.tenure_id
		join company c on c.network_id = t.network_id
			and c.company_id = t.company_id
		left join person k on k.network_id = s.network_id
			and k.person_id = s.talker_id
		left join contact o on o.network_id = s.network_id
			and o.person_id = s.person_id
		left join thought_of w on w.network_id = s.network_id
			and w.person_id = s.person_id
		left join send_off_talk a on a.network_id = s.network_id
			and a.send_off_id = s.send_off_id
		where ${where}
		order by
			case when s.state = 'running' then s.last_on end,
			s.ended_at desc,
			s.send_off_id
		limit ${limit}
	`.execute(db);
	return rows.map(({ codes, words, isStated, ...row }) => ({
		...row,
		// What this member may not read is not there for them, in the list of what is missing either.
		hasReasons:
			(row.state === 'done' && isStated) ||
			(codes !== null && asReadBy(actor, [{ codes, words: words ?? '' }]).length > 0)
	}));
}

/** The send-offs in a state: those that run by their last day, the others latest first. */
export async function sendOffsAtDesk(actor: Actor, state: SendOffState): Promise<SendOffRow[]> {
	authorize(actor, 'send_off.run');
	return readNetwork(actor, (db) => rowsWhere(db, actor, sql`s.state = ${state}`, sendOffsAtOnce));
}

export type SendOffPage = { sendOff: SendOffRow; stewards: Steward[] };

/** One send-off with everybody who could speak with the leaver. Throws NotFound. The look is written to the audit log. */
export async function sendOffAtDesk(actor: Actor, sendOffId: string): Promise<SendOffPage> {
	authorize(actor, 'send_off.run');
	return inNetwork(actor, async (db) => {
		const [sendOff] = await rowsWhere(db, actor, sql`s.send_off_id = ${sendOffId}::uuid`, 1);
		if (!sendOff) throw new NotFound('No such send-off');
		await writeAudit(db, actor, 'send_off.see', sendOff.personId, { sendOffId });
		return { sendOff, stewards: await stewards(db) };
	});
}

export type NewSendOff = {
	stewards: Steward[];
	person: (Required<Named> & { personId: string }) | undefined;
};

/** What the form that begins a send-off needs: the desk's people, and the person if it is for someone already. */
export async function newSendOff(actor: Actor, personId: string | undefined): Promise<NewSendOff> {
	authorize(actor, 'send_off.run');
	return readNetwork(actor, async (db) => ({
		stewards: await stewards(db),
		person:
			personId === undefined
				? undefined
				: await db
						.selectFrom('person')
						.select(['personId', 'familyName', 'givenName', 'familyKana', 'givenKana'])
						.where('personId', '=', personId)
						.where('removedAt', 'is', null)
						.executeTakeFirst()
	}));
}

export type SendOffInBrief = { sendOffId: string; state: SendOffState; lastOn: string };

/** The latest send-off of a person, for their page at the desk. */
export async function sendOffOf(actor: Actor, personId: string): Promise<SendOffInBrief | undefined> {
	authorize(actor, 'send_off.run');
	const found = await readNetwork(actor, (db) =>
		db
			.selectFrom('sendOff')
			.select(['sendOffId', 'state', 'lastOn'])
			.where('personId', '=', personId)
			.orderBy('sendOffId', 'desc')
			.limit(1)
			.executeTakeFirst()
	);
	return found as SendOffInBrief | undefined;
}
