import { restrictedReasons } from '#people/departures/reason.ts';
import type { Telling } from './life.ts';
import type { DemoPerson } from './people.ts';
import { atHour } from './people.ts';
import { asDay, dayMs, daysAfter } from './random.ts';
import { changes } from './changes-words.ts';

/** That someone read of a change that answers their reason. */
export type Read = { at: Date; reason: string };
type Told = { changeId: string; publishedAt: Date; since: string; reasons: readonly string[] };

/** The company's changes, and whom each concerned. Gives what each person read. */
export function tellChanges(telling: Telling): Map<string, Read[]> {
	const { chance, company, members, now, life } = telling;
	const reads = new Map<string, Read[]>();
	const executive = company.employees[1]!;
	for (const change of changes) {
		const publishedAt = atHour(daysAfter(now, -change.monthsAgo * 30 + 2), 2);
		const changeId = chance.id(publishedAt);
		const since = `${asDay(daysAfter(publishedAt, -12)).slice(0, 7)}-01`;
		const told = { changeId, publishedAt, since, reasons: change.reasons };
		const matched = members.filter((person) => match(telling, told, person, reads)).length;
		life.add('change', {
			change_id: changeId,
			status: 'published',
			language: 'ja',
			title: change.title,
			then_words: change.was,
			now_words: change.now,
			since,
			for_whom: change.forWhom,
			company_id: null,
			reasons: change.reasons,
			voice_name: change.voice ? `${executive.familyName} ${executive.givenName}` : '',
			voice_title: change.voice ? '代表取締役社長' : '',
			voice_words: change.voice ?? '',
			author_id: company.employees[0]!.personId,
			published_at: publishedAt,
			matching: 'done',
			people_matched: matched,
			revision: 2
		});
	}
	return reads;
}

/** Ties a change to a person whose reason it answers, mails them if they agreed, and lets some of them read it. */
function match(
	{ chance, now, life }: Telling,
	change: Told,
	person: DemoPerson,
	reads: Map<string, Read[]>
): boolean {
	const { changeId, publishedAt } = change;
	const tie = person.reasons
		.filter((code) => change.reasons.includes(code) && !restrictedReasons.includes(code))
		.sort()[0];
	if (!tie || person.endedOn! > change.since) return false;
	const knownAt = new Date(Math.max(publishedAt.getTime(), person.joinedAt!.getTime()) + 600_000);
	const isFresh = person.joinedAt! <= publishedAt;
	const mayMail = isFresh && person.consents.includes('return_mail');
	const mailedAt = mayMail ? knownAt : null;
	const readAt = chance.happens(mayMail ? 0.6 : 0.45)
		? new Date(knownAt.getTime() + Math.floor(chance.next() ** 2 * 12 * dayMs) + 60_000)
		: null;
	const read = readAt && readAt < now ? readAt : null;
	life.add('match', {
		change_id: changeId,
		person_id: person.personId,
		tenure_id: person.tenureId,
		reason: tie,
		made_at: knownAt,
		mail_written_at: mailedAt,
		mailed_at: mailedAt,
		not_mailed: mayMail ? null : isFresh ? 'no_consent' : 'past',
		read_at: read
	});
	if (mailedAt) life.touch(chance, person.personId, 'told', mailedAt, changeId);
	if (read) {
		life.touch(chance, person.personId, 'match_read', read, changeId);
		reads.set(person.personId, [...(reads.get(person.personId) ?? []), { at: read, reason: tie }]);
	}
	return true;
}
