import { sql } from 'kysely';
import { writeByOperator } from '#access/audit/by-operator.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { nameColumns } from './names.server.ts';
import type { Named } from './person.ts';

/** Someone as the operator may see them: who they are and whether they come in. Nothing that they confided. */
export type Seen = Named & {
	personId: string;
	email: string | null;
	/** Empty where they are no member. */
	roles: string[];
	joinedAt: Date | null;
};
export type SeenWhole = Seen & {
	seenOn: string | null;
	suspendedUntil: Date | null;
	invitedAt: Date | null;
	invitationExpiresAt: Date | null;
	mailsWaiting: number;
	mailsFailed: number;
	lastMailSentAt: Date | null;
	lastFailure: string | null;
};

export const foundAtMost = 50;

const columns = sql`
	p.person_id, ${nameColumns('p')}, c.email, coalesce(m.roles, '{}') as roles, m.joined_at
`;
const tables = sql`
	person p
	left join contact c using (network_id, person_id)
	left join membership m using (network_id, person_id)
`;

/** Those whose name, kana or address holds these words, members first, at most 50. The audit log says how many it were. */
export async function findByOperator(where: InNetwork, words: string): Promise<Seen[]> {
	const like = `%${words.replace(/[\\%_]/g, String.raw`\$&`).replace(/\s+/g, '')}%`;
	return inNetwork(where, async (db) => {
		const { rows } = await sql<Seen>`
			select ${columns}
			from ${tables}
			where p.family_name || p.given_name ilike ${like}
				or p.given_name || p.family_name ilike ${like}
				or p.family_kana || p.given_kana ilike ${like}
				or c.email ilike ${like}
			order by m.person_id is null, p.family_kana, p.given_kana, p.person_id
			limit ${foundAtMost}
		`.execute(db);
		await writeByOperator(db, where, 'operator.find', undefined, { found: rows.length });
		return rows;
	});
}

/** Everyone who has this address, with how they come in and whether mail reaches them. Each is a line of the audit log. */
export async function seeByOperator(where: InNetwork, email: string): Promise<SeenWhole[]> {
	return inNetwork(where, async (db) => {
		const { rows } = await sql<SeenWhole>`
			select ${columns}, m.seen_on, m.suspended_until, i.invited_at, i.invitation_expires_at, mails.*
			from ${tables}
			left join lateral (
				select sent_at as invited_at, expires_at as invitation_expires_at
				from invitation
				where person_id = p.person_id
				order by invitation_id desc
				limit 1
			) i on true
			cross join lateral (
				select
					count(*) filter (where status = 'waiting')::int as mails_waiting,
					count(*) filter (where status = 'failed')::int as mails_failed,
					max(sent_at) as last_mail_sent_at,
					(array_agg(failure order by tried_at desc) filter (where failure is not null))[1] as last_failure
				from mail
				where person_id = p.person_id
			) mails
			where c.email = ${email}
			order by p.person_id
		`.execute(db);
		for (const { personId } of rows) await writeByOperator(db, where, 'operator.see', personId);
		return rows;
	});
}
