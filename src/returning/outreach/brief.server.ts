import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { calledName, fullName } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import { reader } from '#platform/locale/reader.ts';
import * as f from '#platform/locale/format.ts';
import type { Called, Caller } from './callers.server.ts';

type Known = { personId: string; presentCompany: string | null; headline: string | null };

/**
 * A first brief for whoever is asked to write to each of these people, by the person's id, made only of what everyone here may see: when and where they worked together, and what the
 * alumnus shows to all on their profile. What has changed at the company stands beside it, the same for every caller: a choice would give a reason away.
 */
export async function draftBriefs(db: Db, people: readonly Called[]): Promise<Map<string, string>> {
	const { rows } =
		await sql<Known>`select p.person_id, case when coalesce(f.present_for, 'everyone') = 'everyone' then p.present_company end as present_company, case when coalesce(f.present_for, 'everyone') = 'everyone' then p.headline end as headline
		from person p left join profile f using (network_id, person_id) where p.person_id = any (${people.map((one) => one.personId)}::uuid[])`.execute(
			db
		);
	const known = new Map(rows.map((row) => [row.personId, row]));
	const { locale } = reader();
	return new Map(
		people.map((person) => {
			const now = [known.get(person.personId)?.presentCompany, known.get(person.personId)?.headline]
				.filter(Boolean)
				.join(' ');
			const company = locale === 'ja' ? person.companyJa : person.companyEn;
			return [
				person.personId,
				[
					m.brief_who({
						name: fullName(person, locale),
						company,
						department: person.department,
						left: f.month(person.leftOn)
					}),
					now ? m.brief_now({ now }) : '',
					m.brief_wish()
				]
					.filter(Boolean)
					.join('\n')
			];
		})
	);
}

/** Starting words in the caller's name, to be put into their own. */
export function openingWordsFor(
	person: Called,
	caller: Pick<Caller, 'familyName' | 'givenName' | 'familyKana' | 'givenKana'>
): string {
	const { locale } = reader();
	return m.opening_words({
		name: calledName(person, locale),
		caller: fullName(caller, locale),
		department: person.department
	});
}
