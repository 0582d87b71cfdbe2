import { sql } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { isShownToAll } from '#people/profiles/shown.server.ts';
import { readNetwork, type InNetwork } from '#platform/database/network.server.ts';

/** Someone who is inside already: their picture as an address that holds it, since the reader is not signed in. */
export type Inside = Required<Named> & { personId: string; picture: string | null };

/** What an invitation says of those who are inside. `count` is null where so few are that it would tell of each. */
export type WhoIsInside = { people: Inside[]; count: number | null; company: string };

const shownAtMost = 5;
/** Fewer than this are not counted to someone who is not a member yet. */
const countedFrom = 5;
/** Of so many who joined last, a few are shown. */
const lookedAt = 60;

type Counted = { count: number; companyJa: string | null; companyEn: string | null };

/**
 * Who of the alumni inside may be shown to someone who is invited and not a member yet (decision 60): those who are listed,
 * show everyone when they worked here, are not apart from the one invited, and did not lead them. Who worked with them
 * comes first.
 */
export async function whoIsInside(
	where: InNetwork,
	invitedId: string,
	locale: 'ja' | 'en'
): Promise<WhoIsInside> {
	return readNetwork(where, async (db) => {
		const [{ rows: people }, { rows: counted }] = await Promise.all([
			shownTo(invitedId).execute(db),
			sql<Counted>`
				select
					(select count(*)::int from membership m where ${memberIsAlumnus('m')}) as count,
					c.name_ja as company_ja, c.name_en as company_en
				from (values (1)) one
				left join lateral (
					select t.company_id
					from tenure t
					where t.person_id = ${invitedId}::uuid
					order by coalesce(t.ended_on, 'infinity') desc, t.started_on desc
					limit 1
				) last on true
				left join company c on c.company_id = last.company_id
			`.execute(db)
		]);
		const { count, companyJa, companyEn } = counted[0]!;
		return {
			people,
			count: count < countedFrom ? null : count,
			company: (locale === 'ja' ? companyJa : companyEn || companyJa) ?? ''
		};
	});
}

const shownTo = (invitedId: string) => sql<Inside>`
	with known as (
		select m.network_id, m.person_id, worked_together(m.person_id, ${invitedId}::uuid) as is_known
		from (
			select network_id, person_id
			from membership last
			where ${memberIsAlumnus('last')}
				and (last.suspended_until is null or last.suspended_until < now())
			order by last.joined_at desc
			limit ${lookedAt}
		) m
		where m.person_id <> ${invitedId}::uuid
	)
	select p.person_id, ${nameColumns('p')},
		'data:' || u.media_type || ';base64,' || translate(encode(b.bytes, 'base64'), E'\n', '') as picture
	from known k
	join person p using (network_id, person_id)
	left join profile f using (network_id, person_id)
	left join upload u on u.upload_id = f.picture_id
	left join upload_bytes b on b.upload_id = u.upload_id
		and b.variant = 'thumb'
	where coalesce(f.is_listed, true)
		and ${isShownToAll('career')}
		and ${notApart(sql`p.person_id`, invitedId)}
		and not exists (
			select from tenure led
			where led.person_id = ${invitedId}::uuid
				and led.manager_id = p.person_id
		)
	order by k.is_known desc, f.picture_id is null, p.person_id
	limit ${shownAtMost}
`;
