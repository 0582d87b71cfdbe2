import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { rolesShown } from '#access/policy/roles.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
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
	/** What the company said, for a reader who is kept apart from whoever wrote it: the network stands as its author. */
	isUnnamed?: boolean;
};

/**
 * The SQL for who wrote something: columns, and joins to the column with the author's id. Where they once worked and what
 * they do now is null for readers to whom they do not show it. What `isOfCompany` is true of names the network in place of
 * someone who may not be shown to the reader.
 */
export function authorOf(actor: Actor, person: RawBuilder<unknown>, isOfCompany?: RawBuilder<boolean>) {
	return {
		columns: sql`
			a.person_id as author_id, ${isOfCompany ? sql`a.is_unnamed,` : sql``} ${nameColumns('a')}, apf.picture_id,
			coalesce(${rolesShown('amb')}, '{}') as roles,
			case
				when ${isShownTo(actor, 'present', 'apf', 'a.person_id')} then a.present_company
			end as present_company,
			att.department, att.started_on, att.ended_on`,
		joins: sql`
			${isOfCompany ? namedOrNot(actor, person, isOfCompany) : sql`join person a on a.person_id = ${person}`}
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

/** SQL: a join that gives the person as `a`, or the network where the person may not be named to the reader. */
function namedOrNot(actor: Actor, person: RawBuilder<unknown>, isOfCompany: RawBuilder<boolean>) {
	const isUnnamed = sql`(${isOfCompany} and not ${notApart(person, actor.personId)})`;
	return sql`
		join lateral (
			select w.person_id, w.family_name, w.given_name, w.family_kana, w.given_kana, w.present_company,
				false as is_unnamed
			from person w
			where w.person_id = ${person}
				and not ${isUnnamed}
			union all
			select n.network_id, n.name_ja, '', n.name_en, '', '', true
			from network n
			where n.network_id = ${actor.networkId}::uuid
				and ${isUnnamed}
		) a on true`;
}
