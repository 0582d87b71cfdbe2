import { attribute, leadingKinds } from '#seeing/attribution/attribution.ts';
import { saidKinds } from '#returning/rehires/rehire.ts';
import { dayBeside, dueOn, sides, stages, usualSteps } from '#returning/welcome/welcome.ts';
import { restrictedReasons } from '#people/departures/reason.ts';
import type { Company, DemoPerson } from './people.ts';
import { atHour } from './people.ts';
import { Chance, asDay, dayMs, daysAfter } from './random.ts';
import {
	applicationWords,
	changes,
	checkInWords,
	hostIntroductions,
	hostTellings,
	openings,
	posts,
	talkWishes,
	wishWords
} from './words.ts';

type Row = Record<string, unknown>;
type Touch = {
	touchpoint_id: string;
	happened_at: Date;
	person_id: string;
	kind: string;
	subject_id: string | null;
};
export type Life = { rows: Map<string, Row[]>; touches: Touch[]; rehired: DemoPerson[] };
type Answer = 'yes' | 'no' | 'unknown';

/** Eighteen months of what members did: they say where they stand, write, read what changed, talk, apply; some come back. */
export function makeLife(chance: Chance, company: Company, now: Date, daysMoved: number): Life {
	const life: Life = { rows: new Map(), touches: [], rehired: [] };
	const members = company.alumni.filter((one) => one.joinedAt);
	const add = (table: string, row: Row) => {
		const rows = life.rows.get(table);
		if (rows) rows.push(row);
		else life.rows.set(table, [row]);
	};
	const touch = (personId: string, kind: string, at: Date, subject: string | null = null): Touch => {
		const one = {
			touchpoint_id: chance.id(at),
			happened_at: at,
			person_id: personId,
			kind,
			subject_id: subject
		};
		life.touches.push(one);
		return one;
	};
	for (const one of company.alumni) if (one.invitedAt) touch(one.personId, 'invited', one.invitedAt);
	const told = tellChanges(chance, company, members, now, add, touch);
	for (const one of members) liveAsMember(chance, one, told.get(one.personId) ?? [], now, add, touch);
	const openingIds = offerJobs(chance, company, members, now, add, touch);
	const talkers = holdTalks(chance, company, members, now, daysMoved, add, touch);
	for (const one of members.filter((member) => !talkers.includes(member)).slice(0, 6)) {
		const at = new Date(
			Math.max(one.joinedAt!.getTime(), daysAfter(now, -chance.whole(2, 40)).getTime()) + 3_600_000
		);
		if (at >= now) continue;
		const id = chance.id(at);
		const openingId = chance.happens(0.5) ? chance.pick(openingIds) : null;
		const status = chance.happens(0.5) ? 'received' : 'in_contact';
		add('application', {
			application_id: id,
			person_id: one.personId,
			opening_id: openingId,
			company_id: openingId ? company.parentId : null,
			words: chance.pick(applicationWords),
			status,
			answers: [],
			outside_ref: '',
			revision: 1,
			changed_at: at,
			applied_at: at
		});
		add('application_step', {
			step_id: chance.id(at),
			application_id: id,
			status: 'received',
			words: '',
			taken_by: one.personId,
			taken_at: at
		});
		if (status !== 'received')
			add('application_step', {
				step_id: chance.id(daysAfter(at, 1)),
				application_id: id,
				status,
				words: '',
				taken_by: company.employees[0]!.personId,
				taken_at: at
			});
		touch(one.personId, 'applied', at, id);
	}
	bringBack(chance, company, talkers, now, life, add, touch);
	return life;
}

type Add = (table: string, row: Row) => void;
type MakeTouch = (personId: string, kind: string, at: Date, subject?: string | null) => Touch;
type Read = { at: Date; reason: string };

function tellChanges(
	chance: Chance,
	company: Company,
	members: DemoPerson[],
	now: Date,
	add: Add,
	touch: MakeTouch
): Map<string, Read[]> {
	const reads = new Map<string, Read[]>();
	const author = company.employees[0]!.personId;
	const executive = company.employees[1]!;
	for (const change of changes) {
		const publishedAt = atHour(daysAfter(now, -change.monthsAgo * 30 + 2), 2);
		const changeId = chance.id(publishedAt);
		const since = `${asDay(daysAfter(publishedAt, -12)).slice(0, 7)}-01`;
		let matched = 0;
		for (const one of members) {
			const tie = one.reasons
				.filter((code) => change.reasons.includes(code) && !restrictedReasons.includes(code))
				.sort()[0];
			if (!tie || one.endedOn! > since) continue;
			matched++;
			const knownAt = new Date(Math.max(publishedAt.getTime(), one.joinedAt!.getTime()) + 600_000);
			const isFresh = one.joinedAt! <= publishedAt;
			const mayMail = isFresh && one.consents.includes('return_mail');
			const mailedAt = mayMail ? knownAt : null;
			const readAt = chance.happens(mayMail ? 0.6 : 0.45)
				? new Date(knownAt.getTime() + Math.floor(chance.next() ** 2 * 12 * dayMs) + 60_000)
				: null;
			const read = readAt && readAt < now ? readAt : null;
			add('match', {
				change_id: changeId,
				person_id: one.personId,
				tenure_id: one.tenureId,
				reason: tie,
				made_at: knownAt,
				mailed_at: mailedAt,
				not_mailed: mayMail ? null : isFresh ? 'no_consent' : 'past',
				read_at: read
			});
			if (mailedAt) touch(one.personId, 'told', mailedAt, changeId);
			if (read) {
				touch(one.personId, 'match_read', read, changeId);
				reads.set(one.personId, [...(reads.get(one.personId) ?? []), { at: read, reason: tie }]);
			}
		}
		add('change', {
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
			author_id: author,
			published_at: publishedAt,
			matching: 'done',
			people_matched: matched,
			revision: 2
		});
	}
	return reads;
}

function liveAsMember(
	chance: Chance,
	one: DemoPerson,
	reads: Read[],
	now: Date,
	add: Add,
	touch: MakeTouch
): void {
	const joined = one.joinedAt!;
	touch(one.personId, 'joined', joined);
	touch(one.personId, 'reasons_said', joined, one.tenureId);
	const moments = [
		joined,
		...reads.filter(() => chance.happens(0.5)).map((read) => new Date(read.at.getTime() + 120_000)),
		...(chance.happens(0.3)
			? [new Date(joined.getTime() + Math.floor(chance.next() * (now.getTime() - joined.getTime())))]
			: [])
	].sort((a, b) => a.getTime() - b.getTime());
	let wants: Answer = chance.weighted([
		['yes', 26],
		['no', 45],
		['unknown', 29]
	] as const);
	let can: Answer = chance.weighted([
		['yes', 24],
		['no', 50],
		['unknown', 26]
	] as const);
	for (const [at, moment] of moments.entries()) {
		if (at > 0) {
			// Reading that it can be done now moves some: first the wish, later the possibility.
			if (wants !== 'yes' && chance.happens(0.34))
				wants = wants === 'unknown' || chance.happens(0.5) ? 'yes' : 'no';
			if (can !== 'yes' && chance.happens(0.1)) can = can === 'unknown' ? 'no' : 'yes';
			if (wants === 'unknown' && chance.happens(0.3)) wants = 'no';
		}
		const id = chance.id(moment);
		add('standing', {
			standing_id: id,
			person_id: one.personId,
			can_return: can,
			wants_to_return: wants,
			said_by: 'person',
			would_change: [],
			said_at: moment,
			is_current: at === moments.length - 1
		});
		touch(one.personId, 'standing_said', moment, id);
	}
	const eagerness = chance.next() ** 2;
	for (
		let day = daysAfter(joined, 1);
		day < daysAfter(now, -1);
		day = daysAfter(day, 1 + Math.floor(chance.next() * (60 - 45 * eagerness)))
	) {
		const at = new Date(atHour(day, chance.whole(0, 13)).getTime() + chance.whole(0, 40) * 60_000);
		if (at <= joined || at >= now) continue;
		touch(one.personId, 'visited', at);
		if (chance.happens(0.028)) {
			const postedAt = new Date(at.getTime() + 300_000);
			const id = chance.id(postedAt);
			add('post', {
				post_id: id,
				author_id: one.personId,
				words: posts[chance.whole(0, posts.length - 1)]!,
				posted_at: postedAt
			});
			touch(one.personId, 'posted', postedAt, id);
		}
	}
}

function offerJobs(
	chance: Chance,
	company: Company,
	members: DemoPerson[],
	now: Date,
	add: Add,
	touch: MakeTouch
): string[] {
	const ids: string[] = [];
	for (const [at, opening] of openings.entries()) {
		const openedAt = atHour(daysAfter(now, -4 - at * 9), 3);
		const id = chance.id(openedAt);
		ids.push(id);
		const companyId = opening.isDigital ? company.digitalId : company.parentId;
		const { isDigital, ...said } = opening;
		add('opening', {
			opening_id: id,
			revision: 2,
			state: 'open',
			source: 'desk',
			external_id: null,
			company_id: companyId,
			language: 'ja',
			...said,
			recruiter: isDigital ? 'ひかりデジタル株式会社' : '株式会社ひかり製作所',
			owner_id: company.employees[0]!.personId,
			closes_on: at === 0 ? asDay(daysAfter(now, 40)) : null,
			checked_on: asDay(daysAfter(now, -at * 4)),
			reminded_on: null,
			opened_at: openedAt,
			closed_at: null,
			closed_why: null
		});
		for (const one of members
			.filter(
				(member) =>
					member.joinedAt! < openedAt &&
					member.reasons.some((code) => opening.reasons.includes(code))
			)
			.slice(0, 14))
			touch(
				one.personId,
				'opening_read',
				new Date(openedAt.getTime() + chance.whole(2, 60) * 3_600_000),
				id
			);
	}
	for (const [at, words] of wishWords.entries()) {
		const one = members[at * 13 + 5]!;
		const madeAt = new Date(
			Math.max(one.joinedAt!.getTime(), daysAfter(now, -20 - at * 6).getTime()) + 3_600_000
		);
		if (madeAt >= now) continue;
		const id = chance.id(madeAt);
		add('opening_wish', {
			wish_id: id,
			person_id: one.personId,
			words,
			terms: '',
			company_id: null,
			reasons: at % 2 ? ['working_hours'] : ['relocation'],
			made_at: madeAt
		});
		touch(one.personId, 'wished', madeAt, id);
	}
	return ids;
}

function holdTalks(
	chance: Chance,
	company: Company,
	members: DemoPerson[],
	now: Date,
	daysMoved: number,
	add: Add,
	touch: MakeTouch
): DemoPerson[] {
	const hosts = company.employees.slice(2, 8);
	for (const [at, host] of hosts.entries()) {
		add('host', {
			person_id: host.personId,
			introduction: hostIntroductions[at],
			can_tell: hostTellings[at],
			ways: at % 2 ? ['online', 'telephone'] : ['on_site', 'online'],
			place:
				at % 2
					? 'https://meet.example.jp/hikari'
					: '本社 1階 ラウンジ（オンラインの方にはURLをお送りします）',
			time_zone: '',
			rest_minutes: at % 2 ? 0 : 15,
			weekly_limit: at === 0 ? 4 : null,
			minutes: 30,
			calendar_url: '',
			calendar_problem: '',
			is_open: true
		});
		for (const weekday of at % 2 ? [2, 4] : [1, 3, 5])
			add('host_hours', {
				person_id: host.personId,
				weekday,
				from_time: at % 2 ? '18:00' : '12:00',
				until_time: at % 2 ? '20:00' : '14:00'
			});
	}
	const talkers = members
		.filter((one) => one.joinedAt! < daysAfter(now, -120))
		.filter((_, at) => at % 9 === 4)
		.slice(0, 64);
	const taken = new Set<string>();
	for (const [at, one] of talkers.entries()) {
		const host = hosts[at % hosts.length]!;
		const weekdays = hosts.indexOf(host) % 2 ? [2, 4] : [1, 3, 5];
		const isAhead = at < 6;
		const wished = daysAfter(now, isAhead ? 3 + at : -chance.whole(5, 95));
		const booked = daysAfter(
			isAhead ? now : wished,
			-(isAhead ? chance.whole(1, 3) : chance.whole(14, 20))
		);
		const isFree = (on: Date) =>
			weekdays.includes(new Date(on.getTime() + 9 * 3_600_000 + daysMoved * dayMs).getUTCDay()) &&
			!taken.has(host.personId + asDay(on));
		let day = wished;
		while (!isFree(day)) day = daysAfter(day, isAhead ? 1 : -1);
		taken.add(host.personId + asDay(day));
		const startsAt = new Date(
			Date.UTC(
				day.getUTCFullYear(),
				day.getUTCMonth(),
				day.getUTCDate(),
				hosts.indexOf(host) % 2 ? 9 : 3,
				0
			)
		);
		const bookedAt = new Date(Math.min(booked.getTime(), daysAfter(startsAt, -1).getTime()));
		const id = chance.id(bookedAt);
		add('casual_talk', {
			talk_id: id,
			alumnus_id: one.personId,
			way: hosts.indexOf(host) % 2 ? 'online' : 'on_site',
			place: hosts.indexOf(host) % 2 ? 'https://meet.example.jp/hikari' : '本社 1階 ラウンジ',
			reminded_at: at < 6 ? null : startsAt,
			asked_after_at: at < 6 ? null : startsAt,
			starts_at: startsAt,
			ends_at: new Date(startsAt.getTime() + 1_800_000),
			wish: chance.pick(talkWishes),
			alumnus_time_zone: 'Asia/Tokyo',
			state: 'booked',
			booked_at: bookedAt
		});
		add('casual_talk_host', {
			talk_id: id,
			host_id: host.personId,
			held_from: startsAt,
			held_until: new Date(startsAt.getTime() + 1_800_000),
			is_booked: true,
			thanked_at: at < 6 || at % 5 === 0 ? null : daysAfter(startsAt, 1)
		});
		touch(one.personId, 'talk_booked', bookedAt, id);
	}
	const poolId = chance.id(daysAfter(now, -200));
	add('talk_pool', {
		pool_id: poolId,
		name: '仕事と育児を両立している人と話す',
		introduction: '時短や在宅勤務で働いている社員が、毎日の実際をお話しします。',
		hosts_needed: 1,
		minutes: 30,
		is_open: true,
		made_at: daysAfter(now, -200)
	});
	for (const host of hosts.filter((_, at) => at % 2))
		add('talk_pool_host', { pool_id: poolId, person_id: host.personId });
	return talkers;
}

function welcomeBack(
	chance: Chance,
	company: Company,
	{ rehireId, returnedOn }: { rehireId: string; returnedOn: string },
	now: Date,
	add: Add
): void {
	const leader = chance.pick(company.employees.slice(2, 8));
	add('welcome', {
		rehire_id: rehireId,
		leader_id: leader.personId,
		buddy_id: chance.pick(company.employees.slice(2, 8).filter((one) => one !== leader)).personId,
		notes: '',
		revision: 2
	});
	for (const step of usualSteps) {
		const dueOn = dayBeside(returnedOn, step.days);
		const isDone = dueOn < asDay(now);
		add('welcome_step', {
			step_id: chance.id(now),
			rehire_id: rehireId,
			words: step.words(),
			due_on: dueOn,
			done_at: isDone ? new Date(`${dueOn}T03:00:00Z`) : null,
			done_by: isDone ? leader.personId : null
		});
	}
	for (const stage of stages)
		for (const side of sides) {
			const day = dueOn(returnedOn, stage);
			const asked = day <= asDay(now);
			const answered = asked && chance.happens(0.8);
			const feeling = chance.weighted([
				['well', 66],
				['fair', 26],
				['hard', 8]
			] as const);
			add('check_in', {
				rehire_id: rehireId,
				side,
				stage,
				due_on: day,
				asked_at: asked ? new Date(`${day}T00:00:00Z`) : null,
				answered_at: answered ? new Date(`${day}T02:00:00Z`) : null,
				feeling: answered ? feeling : null,
				words: answered && feeling === 'well' ? chance.pick(checkInWords) : '',
				shown_to: answered ? chance.pick(['desk', 'both', 'figures']) : null,
				would_tell: null
			});
			if (answered && side === 'rejoiner' && stage === 'd30')
				for (const what of new Set([chance.pick(saidKinds), chance.pick(saidKinds)]))
					add('rehire_said', { rehire_id: rehireId, what, said_at: new Date(`${day}T02:00:00Z`) });
		}
}

function bringBack(
	chance: Chance,
	company: Company,
	talkers: DemoPerson[],
	now: Date,
	life: Life,
	add: Add,
	touch: MakeTouch
): void {
	for (const one of talkers.slice(20, 42)) {
		const last = Math.max(
			...life.touches
				.filter((other) => other.person_id === one.personId)
				.map((other) => other.happened_at.getTime())
		);
		const recordedAt = new Date(Math.min(last + chance.whole(1, 3) * 3_600_000, now.getTime() - 60_000));
		if (recordedAt.getTime() <= last) continue;
		const returnedOn = asDay(recordedAt);
		const [rehireId, tenureId] = [chance.id(recordedAt), chance.id(recordedAt)];
		const toDigital = chance.happens(0.35);
		const companyId = toDigital ? company.digitalId : company.parentId;
		add('tenure', {
			tenure_id: tenureId,
			person_id: one.personId,
			company_id: companyId,
			started_on: returnedOn,
			ended_on: null,
			department: toDigital ? 'データ基盤部' : one.department,
			title: '',
			employment: '',
			manager_id: null
		});
		add('rehire', {
			rehire_id: rehireId,
			person_id: one.personId,
			company_id: companyId,
			tenure_id: tenureId,
			returned_on: returnedOn,
			recorded_by: company.employees[0]!.personId,
			recorded_at: recordedAt
		});
		const leads = life.touches
			.filter(
				(other) =>
					other.person_id === one.personId &&
					(leadingKinds as readonly string[]).includes(other.kind)
			)
			.map((other) => ({ touchpointId: other.touchpoint_id, happenedAt: other.happened_at }));
		for (const share of attribute(leads, recordedAt))
			add('attribution', {
				rehire_id: rehireId,
				rule: share.rule,
				touchpoint_id: share.touchpointId,
				happened_at: share.happenedAt,
				share: share.share
			});
		touch(one.personId, 'rehired', recordedAt, rehireId);
		welcomeBack(chance, company, { rehireId, returnedOn }, now, add);
		one.roles = ['employee'];
		life.rehired.push(one);
	}
	const day = new Map(life.rows.get('rehire')!.map((row) => [row.person_id, String(row.returned_on)]));
	life.rehired.sort((a, b) => day.get(a.personId)!.localeCompare(day.get(b.personId)!));
}
