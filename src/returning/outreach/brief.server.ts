import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { calledName, fullName, type Named } from '#people/persons/person.ts';
import { isShownToAll } from '#people/profiles/shown.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { reader } from '#platform/locale/reader.ts';
import { departmentIn } from '#people/tenures/department-name.ts';
import * as f from '#platform/locale/format.ts';
import type { Called } from './callers.server.ts';

type Known = { personId: string; presentCompany: string | null; headline: string | null };

/**
 * A first brief for the caller of each of these people, by the person's id. It holds only what everyone here may see:
 * when and where they worked together, and what the alumnus shows to all on their profile. What has changed at the
 * company stands beside it, the same for every caller: a choice would give a reason away.
 */
export async function draftBriefs(db: Db, people: readonly Called[]): Promise<Map<string, string>> {
	const known = await shownToEveryone(
		db,
		people.map((person) => person.personId)
	);
	return new Map(
		people.map((person) => {
			const now = [known.get(person.personId)?.presentCompany, known.get(person.personId)?.headline]
				.filter(Boolean)
				.join(' ');
			return [person.personId, briefOf(person, now)];
		})
	);
}

function briefOf(person: Called, now: string): string {
	const { locale } = reader();
	const who = m.brief_who({
		name: fullName(person, locale),
		company: locale === 'ja' ? person.companyJa : person.companyEn,
		department: departmentIn(locale, person.department),
		left: f.month(person.leftOn)
	});
	return [who, now ? m.brief_now({ now }) : '', m.brief_wish()].filter(Boolean).join('\n');
}

async function shownToEveryone(db: Db, personIds: string[]): Promise<Map<string, Known>> {
	const { rows } = await sql<Known>`
		select p.person_id,
			case when ${isShownToAll('present')} then p.present_company end as present_company,
			case when ${isShownToAll('present')} then p.headline end as headline
		from person p
		left join profile f using (network_id, person_id)
		where p.person_id = any (${personIds}::uuid[])
	`.execute(db);
	return new Map(rows.map((row) => [row.personId, row]));
}

/** First words in the caller's name, for the caller to put into their own. */
export function openingWordsFor(person: Called, caller: Named): string {
	const { locale } = reader();
	return m.opening_words({
		name: calledName(person, locale),
		caller: fullName(caller, locale),
		department: departmentIn(locale, person.department)
	});
}
