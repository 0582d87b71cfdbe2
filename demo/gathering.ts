import type { Company, DemoPerson } from './people.ts';
import type { Life } from './life.ts';
import { Chance, dayMs, daysAfter } from './random.ts';
import * as words from './gathering-words.ts';

type Row = Record<string, unknown>;
const html = (text: string) =>
	text
		.split('\n')
		.map((line) => `<p>${line}</p>`)
		.join('');

/** What members of the demo network do with each other: profiles, posts with comments and reactions, groups, events, messages; added to their life. */
export function gather(company: Company, life: Life, now: Date): void {
	const chance = new Chance(20_261_123);
	const members = company.alumni.filter((one) => one.joinedAt && one.roles.includes('alumnus'));
	const add = (table: string, row: Row) => {
		const rows = life.rows.get(table);
		if (rows) rows.push(row);
		else life.rows.set(table, [row]);
	};
	const touch = (personId: string, kind: string, at: Date, subject: string) =>
		life.touches.push({
			touchpoint_id: chance.id(at),
			happened_at: at,
			person_id: personId,
			kind,
			subject_id: subject
		});
	const tied = members.find(
		(one) => one.familyName === '中村' && one.givenName === 'さくら' && one.reasons[0] === 'relocation'
	)!;
	const lively = [tied, ...members.filter((one) => one !== tied).slice(0, 160)];
	for (const one of members) if (chance.happens(0.5)) add('profile', profileOf(chance, one));
	post(chance, company, lively, now, add, touch);
	const groupIds = makeGroups(chance, company, members, lively, tied, now, add);
	makeEvents(chance, company, lively, tied, now, add, touch);
	life.rows.set(
		'post',
		life.rows.get('post')!.map((row) => ({
			kind: 'person',
			group_id: null,
			has_poll: false,
			html: html(row.words as string),
			...row,
			ticket: crypto.randomUUID()
		}))
	);
	for (const [at, role] of [
		'supporter',
		'event_host',
		'welcome_guide',
		'welcome_guide',
		'event_host'
	].entries())
		add('helper', {
			person_id: lively[at === 1 ? 0 : at * 7 + 3]!.personId,
			role,
			since: daysAfter(now, -100),
			made_by: company.employees[0]!.personId
		});
	converse(chance, company, lively, tied, now, add);
	tell(chance, tied, lively, groupIds, now, add, life);
}

type Add = (table: string, row: Row) => void;
type Touch = (personId: string, kind: string, at: Date, subject: string) => void;

function profileOf(chance: Chance, one: DemoPerson): Row {
	return {
		person_id: one.personId,
		introduction: chance.happens(0.6) ? chance.pick(words.introductions) : '',
		place: chance.pick(words.places),
		skills: chance.some(words.skills, 0.16),
		offers: chance.some(['talk', 'mentoring', 'side_work', 'hiring', 'collaboration'], 0.25),
		looks_for: chance.some(['talk', 'mentoring', 'side_work', 'collaboration'], 0.12),
		is_listed: chance.happens(0.98),
		career_for: 'everyone',
		present_for: chance.happens(0.85) ? 'everyone' : 'alumni',
		place_for: 'everyone',
		skills_for: 'everyone',
		introduction_for: 'everyone',
		offers_for: 'alumni',
		written_by: 'everyone'
	};
}

function post(
	chance: Chance,
	company: Company,
	lively: DemoPerson[],
	now: Date,
	add: Add,
	touch: Touch
): void {
	const write = (author: DemoPerson, text: string, at: Date, more: Row = {}) => {
		const id = chance.id(at);
		add('post', {
			post_id: id,
			author_id: author.personId,
			words: text,
			html: html(text),
			posted_at: at,
			...more
		});
		touch(author.personId, 'posted', at, id);
		const count = chance.whole(0, 4);
		for (let at2 = 0; at2 < count; at2++) {
			const when = new Date(
				Math.min(at.getTime() + chance.whole(10, 900) * 60_000, now.getTime() - 60_000)
			);
			const who = chance.pick(lively);
			const reply = chance.pick(words.replies);
			if (who === author) continue;
			add('comment', {
				comment_id: chance.id(when),
				post_id: id,
				author_id: who.personId,
				words: reply,
				html: html(reply),
				ticket: crypto.randomUUID(),
				posted_at: when
			});
			touch(who.personId, 'commented', when, id);
		}
		for (const who of new Set(Array.from({ length: chance.whole(0, 9) }, () => chance.pick(lively))))
			add('reaction', {
				subject_id: id,
				person_id: who.personId,
				sign: chance.weighted([
					['heart', 5],
					['thanks', 2],
					['cheer', 3],
					['laugh', 1],
					['wow', 1]
				] as const),
				given_at: at
			});
		return id;
	};
	for (const [at, text] of words.freshPosts.entries())
		write(lively[at * 5 + 1]!, text, new Date(now.getTime() - (at * 17 + 3) * 3_600_000));
	write(company.employees[1]!, words.letterFromManagement, daysAfter(now, -3));
	for (const [at, text] of words.companyNews.entries())
		write(company.employees[0]!, text, daysAfter(now, -2 - at * 6), { kind: 'company' });
	const poll = write(
		lively[9]!,
		'次の同窓会、いつがいいですか。',
		new Date(now.getTime() - 30 * 3_600_000),
		{ has_poll: true }
	);
	for (const [position, choice] of ['平日の夜', '土曜の昼', '日曜の昼'].entries()) {
		const id = chance.id(now);
		add('poll_choice', { choice_id: id, post_id: poll, position, words: choice });
		for (const who of lively.slice(position * 12 + 1, position * 12 + 4 + position * 5))
			add('poll_vote', {
				post_id: poll,
				person_id: who.personId,
				choice_id: id,
				voted_at: daysAfter(now, -1)
			});
	}
}

function makeGroups(
	chance: Chance,
	company: Company,
	members: DemoPerson[],
	lively: DemoPerson[],
	tied: DemoPerson,
	now: Date,
	add: Add
): string[] {
	return words.groups.map((group, at) => {
		const host = lively[at * 11 + 2]!;
		const groupId = chance.id(daysAfter(now, -200));
		add('group', {
			group_id: groupId,
			name: group.name,
			purpose: group.purpose,
			kind: group.kind,
			rule_department: group.rule_department,
			rule_joined: group.rule_joined,
			made_by: host.personId,
			made_at: daysAfter(now, -200),
			posted_at: daysAfter(now, -at - 1)
		});
		const fits = (one: DemoPerson) =>
			group.rule_joined
				? one.startedOn.startsWith(String(group.rule_joined))
				: group.rule_department
					? one.department.includes(group.rule_department)
					: chance.happens(0.05);
		const inside = new Set([
			host,
			...members.filter(fits),
			...(group.kind === 'open' && at < 4 ? [tied] : [])
		]);
		const back = new Set(
			company.alumni.filter(
				(one) => !one.roles.includes('alumnus') && one.joinedAt && group.kind === 'rule' && fits(one)
			)
		);
		for (const one of [...inside, ...back])
			add('group_member', {
				group_id: groupId,
				person_id: one.personId,
				role: one === host ? 'host' : 'member',
				state: 'in',
				since: daysAfter(now, -150)
			});
		for (const [turn, text] of words.groupPosts.slice(0, 2 + (at % 3)).entries()) {
			const when = new Date(now.getTime() - (turn * 40 + at * 9 + 5) * 3_600_000);
			add('post', {
				post_id: chance.id(when),
				author_id: (turn === 0 ? host : chance.pick([...inside])).personId,
				words: text,
				html: html(text),
				posted_at: when,
				group_id: groupId
			});
		}
		return groupId;
	});
}

function makeEvents(
	chance: Chance,
	company: Company,
	lively: DemoPerson[],
	tied: DemoPerson,
	now: Date,
	add: Add,
	touch: Touch
): void {
	for (const [at, event] of words.events.entries()) {
		const host = at === 0 ? company.employees[0]! : lively[at * 7 + 3]!;
		const day = daysAfter(now, event.inDays);
		const startsAt = new Date(
			Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), at === 1 ? 3 : 9, 0)
		);
		const eventId = chance.id(daysAfter(now, Math.min(-20, event.inDays - 20)));
		const isPast = event.inDays < 0;
		const coming = lively
			.slice(at * 9 + 4, at * 9 + 4 + (event.capacity === 8 ? 8 : 22))
			.filter((one) => one !== tied);
		const guests = new Map(coming.map((one) => [one, event.guests > 0 && chance.happens(0.2) ? 1 : 0]));
		const going = [...guests.values()].reduce((sum, one) => sum + 1 + one, 0);
		add('event', {
			event_id: eventId,
			host_id: host.personId,
			title: event.title,
			words: event.words,
			html: html(event.words),
			kind: event.kind,
			place: event.place,
			url: event.url,
			starts_at: startsAt,
			ends_at: new Date(startsAt.getTime() + event.hours * 3_600_000),
			time_zone: 'Asia/Tokyo',
			capacity: event.capacity,
			guests_at_most: event.guests,
			question: event.question,
			announced_at: daysAfter(now, Math.min(-20, event.inDays - 20)),
			going,
			summary: isPast ? words.summary : '',
			summary_html: isPast ? html(words.summary) : '',
			summed_up_at: isPast ? daysAfter(startsAt, 1) : null
		});
		for (const [one, extra] of guests) {
			const came = isPast && chance.happens(0.9);
			add('event_reply', {
				event_id: eventId,
				person_id: one.personId,
				answer: 'going',
				guests: extra,
				said: event.question && chance.happens(0.3) ? 'ありません' : '',
				replied_at: daysAfter(now, Math.min(-2, event.inDays - 5)),
				pass: crypto.randomUUID(),
				came_at: came ? startsAt : null
			});
			if (came) touch(one.personId, 'event_came', startsAt, eventId);
		}
		if (event.capacity === 8)
			for (const one of lively.slice(60, 63))
				add('event_reply', {
					event_id: eventId,
					person_id: one.personId,
					answer: 'waiting',
					guests: 0,
					said: '',
					replied_at: daysAfter(now, -2),
					waits_since: daysAfter(now, -2),
					pass: crypto.randomUUID(),
					came_at: null
				});
	}
}

function converse(
	chance: Chance,
	company: Company,
	lively: DemoPerson[],
	tied: DemoPerson,
	now: Date,
	add: Add
): void {
	const talk = (
		kind: 'two' | 'desk',
		one: DemoPerson,
		other: DemoPerson | undefined,
		said: [DemoPerson, string, boolean][],
		hoursAgo: number,
		unread: boolean
	) => {
		const start = new Date(now.getTime() - hoursAgo * 3_600_000);
		const conversationId = chance.id(start);
		const messages = said.map(([author, text, asDesk], at) => ({
			message_id: chance.id(new Date(start.getTime() + at * 1_500_000)),
			conversation_id: conversationId,
			author_id: author.personId,
			as_desk: asDesk,
			words: text,
			ticket: crypto.randomUUID(),
			sent_at: new Date(start.getTime() + at * 1_500_000)
		}));
		const last = messages.at(-1)!;
		add('conversation', {
			conversation_id: conversationId,
			kind,
			pair_key: other ? [one.personId, other.personId].sort().join(':') : `desk:${one.personId}`,
			made_by: one.personId,
			made_at: start,
			last_message_id: last.message_id,
			last_words: last.words.slice(0, 120)
		});
		for (const who of [one, other].filter((someone) => someone !== undefined))
			add('conversation_member', {
				conversation_id: conversationId,
				person_id: who.personId,
				state: 'in',
				last_message_id: last.message_id,
				read_id: unread && last.author_id !== who.personId ? null : last.message_id
			});
		for (const message of messages) add('message', message);
	};
	const friend = lively[6]!;
	talk(
		'two',
		friend,
		tied,
		[
			[friend, 'お久しぶりです。第一工場の改善会でご一緒した者です。覚えていますか？', false],
			[tied, 'もちろんです！あの夜勤明けのうどん、忘れられません。', false],
			[friend, '来月そちらに行くのですが、お昼でもいかがですか。', false]
		],
		5,
		true
	);
	talk(
		'desk',
		tied,
		undefined,
		[
			[tied, '在籍の部署名が少し違っているようです。直していただけますか。', false],
			[
				company.employees[0]!,
				'ご連絡ありがとうございます。人事の記録を確かめて、明日までに直します。',
				true
			]
		],
		50,
		false
	);
	talk(
		'desk',
		lively[12]!,
		undefined,
		[[lively[12]!, '同窓会に、家族も連れていってよいでしょうか。', false]],
		8,
		false
	);
}

function tell(
	chance: Chance,
	tied: DemoPerson,
	lively: DemoPerson[],
	groupIds: string[],
	now: Date,
	add: Add,
	life: Life
): void {
	const event = life.rows.get('event')![0]!;
	const rows: [string, string, string, string, DemoPerson[], number][] = [
		[
			'event_announced',
			event.event_id as string,
			`/events/${event.event_id as string}`,
			event.title as string,
			[lively[3]!],
			60
		],
		['group_post', groupIds[1]!, `/groups/${groupIds[1]}`, words.groupPosts[2], lively.slice(5, 8), 3],
		[
			'message',
			life.rows.get('conversation')![0]!.conversation_id as string,
			`/messages/${life.rows.get('conversation')![0]!.conversation_id as string}`,
			'',
			[lively[6]!],
			4
		]
	];
	for (const [kind, subject, path, about, who, hoursAgo] of rows) {
		const at = new Date(now.getTime() - hoursAgo * 3_600_000);
		add('notification', {
			notification_id: chance.id(at),
			person_id: tied.personId,
			kind,
			subject_id: subject,
			path,
			about,
			actor_ids: who.map((one) => one.personId),
			happened_at: at,
			seen_at: hoursAgo > 24 ? new Date(at.getTime() + dayMs / 4) : null,
			mailed_at: at,
			on_page: true
		});
	}
}
