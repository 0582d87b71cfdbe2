import { attribute, leadingKinds } from '#seeing/attribution/attribution.ts';
import { restrictedReasons } from '#people/departures/reason.ts';
import type { Company, DemoPerson } from './people.ts';
import { atHour } from './people.ts';
import { Chance, asDay, dayMs, daysAfter } from './random.ts';
import { applicationWords, changes, hostIntroductions, posts, talkWishes } from './words.ts';

type Row = Record<string, unknown>;
type Touch = { touchpoint_id: string; happened_at: Date; person_id: string; kind: string; subject_id: string | null };
export type Life = { rows: Map<string, Row[]>; touches: Touch[]; rehired: DemoPerson[] };
type Answer = 'yes' | 'no' | 'unknown';

/** Eighteen months of what members did: they say where they stand, write, read what changed, talk, apply; some come back. */
export function makeLife(chance: Chance, company: Company, now: Date): Life {
	const life: Life = { rows: new Map(), touches: [], rehired: [] };
	const members = company.alumni.filter((one) => one.joinedAt);
	const add = (table: string, row: Row) => {
		const rows = life.rows.get(table);
		if (rows) rows.push(row);
		else life.rows.set(table, [row]);
	};
	const touch = (personId: string, kind: string, at: Date, subject: string | null = null): Touch => {
		const one = { touchpoint_id: chance.id(at), happened_at: at, person_id: personId, kind, subject_id: subject };
		life.touches.push(one);
		return one;
	};
	for (const one of company.alumni) if (one.invitedAt) touch(one.personId, 'invited', one.invitedAt);
	const told = tellChanges(chance, company, members, now, add, touch);
	for (const one of members) liveAsMember(chance, one, told.get(one.personId) ?? [], now, add, touch);
	const talkers = holdTalks(chance, company, members, now, add, touch);
	for (const one of members.filter((member) => !talkers.includes(member)).slice(0, 6)) {
		const at = new Date(Math.max(one.joinedAt!.getTime(), daysAfter(now, -chance.whole(2, 40)).getTime()) + 3_600_000);
		if (at >= now) continue;
		const id = chance.id(at);
		add('application', { application_id: id, person_id: one.personId, company_id: null, words: chance.pick(applicationWords), status: chance.happens(0.5) ? 'received' : 'in_contact', applied_at: at });
		touch(one.personId, 'applied', at, id);
	}
	bringBack(chance, company, talkers, now, life, add, touch);
	return life;
}

type Add = (table: string, row: Row) => void;
type MakeTouch = (personId: string, kind: string, at: Date, subject?: string | null) => Touch;
type Read = { at: Date; reason: string };

function tellChanges(chance: Chance, company: Company, members: DemoPerson[], now: Date, add: Add, touch: MakeTouch): Map<string, Read[]> {
	const reads = new Map<string, Read[]>();
	const author = company.employees[0]!.personId;
	const executive = company.employees[1]!;
	for (const change of changes) {
		const publishedAt = atHour(daysAfter(now, -change.monthsAgo * 30 + 2), 2);
		const changeId = chance.id(publishedAt);
		const since = `${asDay(daysAfter(publishedAt, -12)).slice(0, 7)}-01`;
		let matched = 0;
		for (const one of members) {
			const tie = one.reasons.filter((code) => change.reasons.includes(code) && !restrictedReasons.includes(code)).sort()[0];
			if (!tie || one.endedOn! > since) continue;
			matched++;
			const knownAt = new Date(Math.max(publishedAt.getTime(), one.joinedAt!.getTime()) + 600_000);
			const isFresh = one.joinedAt! <= publishedAt;
			const mayMail = isFresh && one.consents.includes('return_mail');
			const mailedAt = mayMail ? knownAt : null;
			const readAt = chance.happens(mayMail ? 0.6 : 0.45) ? new Date(knownAt.getTime() + Math.floor(chance.next() ** 2 * 12 * dayMs) + 60_000) : null;
			const read = readAt && readAt < now ? readAt : null;
			add('match', { change_id: changeId, person_id: one.personId, tenure_id: one.tenureId, reason: tie, made_at: knownAt, mailed_at: mailedAt, not_mailed: mayMail ? null : isFresh ? 'no_consent' : 'past', read_at: read });
			if (mailedAt) touch(one.personId, 'told', mailedAt, changeId);
			if (read) {
				touch(one.personId, 'match_read', read, changeId);
				reads.set(one.personId, [...(reads.get(one.personId) ?? []), { at: read, reason: tie }]);
			}
		}
		add('change', {
			change_id: changeId, status: 'published', language: 'ja', title: change.title, then_words: change.was, now_words: change.now, since, for_whom: change.forWhom, company_id: null, reasons: change.reasons,
			voice_name: change.voice ? `${executive.familyName} ${executive.givenName}` : '', voice_title: change.voice ? '代表取締役社長' : '', voice_words: change.voice ?? '', author_id: author, published_at: publishedAt, matching: 'done', people_matched: matched, revision: 2
		});
	}
	return reads;
}

function liveAsMember(chance: Chance, one: DemoPerson, reads: Read[], now: Date, add: Add, touch: MakeTouch): void {
	const joined = one.joinedAt!;
	touch(one.personId, 'joined', joined);
	touch(one.personId, 'reasons_said', joined, one.tenureId);
	const moments = [joined, ...reads.filter(() => chance.happens(0.5)).map((read) => new Date(read.at.getTime() + 120_000)), ...(chance.happens(0.3) ? [new Date(joined.getTime() + Math.floor(chance.next() * (now.getTime() - joined.getTime())))] : [])].sort((a, b) => a.getTime() - b.getTime());
	let wants: Answer = chance.weighted([['yes', 26], ['no', 45], ['unknown', 29]] as const);
	let can: Answer = chance.weighted([['yes', 24], ['no', 50], ['unknown', 26]] as const);
	for (const [at, moment] of moments.entries()) {
		if (at > 0) {
			// Reading that it can be done now moves some: first the wish, later the possibility.
			if (wants !== 'yes' && chance.happens(0.34)) wants = wants === 'unknown' || chance.happens(0.5) ? 'yes' : 'no';
			if (can !== 'yes' && chance.happens(0.1)) can = can === 'unknown' ? 'no' : 'yes';
			if (wants === 'unknown' && chance.happens(0.3)) wants = 'no';
		}
		const id = chance.id(moment);
		add('standing', { standing_id: id, person_id: one.personId, can_return: can, wants_to_return: wants, said_by: 'person', would_change: [], said_at: moment, is_current: at === moments.length - 1 });
		touch(one.personId, 'standing_said', moment, id);
	}
	const eagerness = chance.next() ** 2;
	for (let day = daysAfter(joined, 1); day < daysAfter(now, -1); day = daysAfter(day, 1 + Math.floor(chance.next() * (60 - 45 * eagerness)))) {
		const at = new Date(atHour(day, chance.whole(0, 13)).getTime() + chance.whole(0, 40) * 60_000);
		if (at <= joined || at >= now) continue;
		touch(one.personId, 'visited', at);
		if (chance.happens(0.028)) {
			const postedAt = new Date(at.getTime() + 300_000);
			const id = chance.id(postedAt);
			add('post', { post_id: id, author_id: one.personId, words: posts[chance.whole(0, posts.length - 1)]!, posted_at: postedAt });
			touch(one.personId, 'posted', postedAt, id);
		}
	}
}

function holdTalks(chance: Chance, company: Company, members: DemoPerson[], now: Date, add: Add, touch: MakeTouch): DemoPerson[] {
	const hosts = company.employees.slice(2, 8);
	for (const [at, host] of hosts.entries()) {
		add('host', { person_id: host.personId, introduction: hostIntroductions[at], place: at % 2 ? 'オンライン（予約後にURLをお送りします）' : '本社 1階 ラウンジ', minutes: 30, is_open: true });
		for (const weekday of at % 2 ? [2, 4] : [1, 3, 5]) add('host_hours', { person_id: host.personId, weekday, from_time: at % 2 ? '18:00' : '12:00', until_time: at % 2 ? '20:00' : '14:00' });
	}
	const talkers = members.filter((one) => one.joinedAt! < daysAfter(now, -120)).filter((_, at) => at % 9 === 4).slice(0, 64);
	const taken = new Set<string>();
	for (const [at, one] of talkers.entries()) {
		const host = hosts[at % hosts.length]!;
		const weekdays = hosts.indexOf(host) % 2 ? [2, 4] : [1, 3, 5];
		let day = at < 6 ? daysAfter(now, 3 + at) : daysAfter(now, -chance.whole(5, 110));
		while (!weekdays.includes(new Date(day.getTime() + 9 * 3_600_000).getUTCDay()) || taken.has(host.personId + asDay(day))) day = daysAfter(day, 1);
		if (at >= 6 && day > daysAfter(now, -1)) continue;
		taken.add(host.personId + asDay(day));
		const startsAt = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hosts.indexOf(host) % 2 ? 9 : 3, 0));
		const bookedAt = at < 6 ? daysAfter(now, -chance.whole(1, 3)) : daysAfter(startsAt, -chance.whole(2, 9));
		const id = chance.id(bookedAt);
		add('casual_talk', { talk_id: id, host_id: host.personId, alumnus_id: one.personId, starts_at: startsAt, ends_at: new Date(startsAt.getTime() + 1_800_000), wish: chance.pick(talkWishes), alumnus_time_zone: 'Asia/Tokyo', state: 'booked', booked_at: bookedAt });
		touch(one.personId, 'talk_booked', bookedAt, id);
	}
	return talkers;
}

function bringBack(chance: Chance, company: Company, talkers: DemoPerson[], now: Date, life: Life, add: Add, touch: MakeTouch): void {
	for (const one of talkers.slice(20, 42)) {
		const last = Math.max(...life.touches.filter((other) => other.person_id === one.personId).map((other) => other.happened_at.getTime()));
		const recordedAt = new Date(Math.min(last + chance.whole(1, 3) * 3_600_000, now.getTime() - 60_000));
		if (recordedAt.getTime() <= last) continue;
		const returnedOn = asDay(recordedAt);
		const [rehireId, tenureId] = [chance.id(recordedAt), chance.id(recordedAt)];
		const toDigital = chance.happens(0.35);
		const companyId = toDigital ? company.digitalId : company.parentId;
		add('tenure', { tenure_id: tenureId, person_id: one.personId, company_id: companyId, started_on: returnedOn, ended_on: null, department: toDigital ? 'データ基盤部' : one.department, title: '', employment: '', manager_id: null });
		add('rehire', { rehire_id: rehireId, person_id: one.personId, company_id: companyId, tenure_id: tenureId, returned_on: returnedOn, recorded_by: company.employees[0]!.personId, recorded_at: recordedAt });
		const leads = life.touches.filter((other) => other.person_id === one.personId && (leadingKinds as readonly string[]).includes(other.kind)).map((other) => ({ touchpointId: other.touchpoint_id, happenedAt: other.happened_at }));
		for (const share of attribute(leads, recordedAt)) add('attribution', { rehire_id: rehireId, rule: share.rule, touchpoint_id: share.touchpointId, happened_at: share.happenedAt, share: share.share });
		touch(one.personId, 'rehired', recordedAt, rehireId);
		one.roles = ['employee'];
		life.rehired.push(one);
	}
	const day = new Map(life.rows.get('rehire')!.map((row) => [row.person_id, String(row.returned_on)]));
	life.rehired.sort((a, b) => day.get(a.personId)!.localeCompare(day.get(b.personId)!));
}
