import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { isShownTo } from '#people/profiles/shown.server.ts';

export type Author = Named & {
	authorId: string;
	pictureId: string | null;
	presentCompany: string | null;
	department: string | null;
	startedOn: string | null;
	endedOn: string | null;
	roles: string[];
};

/**
 * The SQL for who wrote something: columns, and joins to the column with the author's id. Where they once worked and what
 * they do now is null for readers to whom they do not show it.
 */
export function authorOf(actor: Actor, person: RawBuilder<unknown>) {
	return {
		columns: sql`
			a.person_id as author_id, ${nameColumns('a')}, apf.picture_id,
			coalesce(amb.roles, '{}') as roles,
			case
				when ${isShownTo(actor, 'present', 'apf', 'a.person_id')} then a.present_company
			end as present_company,
			att.department, att.started_on, att.ended_on`,
		joins: sql`
			join person a on a.person_id = ${person}
			left join membership amb on amb.person_id = a.person_id
			left join profile apf on apf.person_id = a.person_id
			left join lateral (
				select department, started_on, ended_on
				from tenure t
				where t.person_id = a.person_id
					and ${isShownTo(actor, 'career', 'apf', 'a.person_id')}
				order by t.started_on desc
				limit 1
			) att on true`
	};
}
