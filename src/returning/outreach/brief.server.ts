import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { calledName, fullName } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import { reader } from '#platform/locale/reader.ts';
import * as f from '#platform/locale/format.ts';
import type { Called, Caller } from './callers.server.ts';

type Known = { presentCompany: string | null; headline: string | null };

/**
 * A first brief and starting words for a caller, made only of what everyone here may see: when and where they worked together, and what the alumnus shows to all on their profile.
 * What has changed at the company stands beside it, the same for every caller: a choice would give a reason away.
 */
export async function draftBrief(db: Db, person: Called, caller: Caller): Promise<{ brief: string; openingWords: string }> {
	const { rows } = await sql<Known>`select case when coalesce(f.present_for, 'everyone') = 'everyone' then p.present_company end as present_company, case when coalesce(f.present_for, 'everyone') = 'everyone' then p.headline end as headline
		from person p left join profile f using (network_id, person_id) where p.person_id = ${person.personId}::uuid`.execute(db);
	const { presentCompany, headline } = rows[0]!;
	const { locale } = reader();
	const company = locale === 'ja' ? person.companyJa : person.companyEn;
	return {
		brief: [
			m.brief_who({ name: fullName(person, locale), company, department: person.department, left: f.month(person.leftOn) }),
			presentCompany || headline ? m.brief_now({ now: [presentCompany, headline].filter(Boolean).join(' ') }) : '',
			m.brief_wish()
		].filter(Boolean).join('\n'),
		openingWords: m.opening_words({ name: calledName(person, locale), caller: fullName(caller, locale), department: person.department })
	};
}
