import { changes } from './changes-words.ts';
import type { Telling } from './life.ts';
import type { DemoPerson } from './people.ts';
import { asDay, dayMs, daysAfter, type Chance } from './random.ts';
import { hostsOf } from './hosts.ts';
import { returners } from './rehires.ts';
import { hostWords, talkWishes } from './talks-words.ts';

/** Casual talks, held and ahead, with the hosts who offer them. Gives the alumni who talked, or will. */
export function holdTalks(telling: Telling, daysMoved: number): DemoPerson[] {
	const { company, members, now } = telling;
	const hosts = hostsOf(company);
	for (const [at, host] of hosts.entries()) offerHours(telling, host, at);
	const talkers = members
		.filter((member) => member.joinedAt! < daysAfter(now, -120))
		.filter((_, at) => at % 9 === 4)
		.slice(0, 64);
	const inOrder = inOrderOfReturn(talkers);
	const taken = new Set<string>();
	for (const [at, talker] of inOrder.entries())
		bookTalk(telling, { talker, at, turn: at % hosts.length, hosts, taken, daysMoved });
	openPool(
		telling,
		hosts.filter((_, at) => at % 2)
	);
	return inOrder;
}

/** Those who left long ago do not come back: who left in the last years stands where the returners are taken from. */
function inOrderOfReturn(talkers: DemoPerson[]): DemoPerson[] {
	const lately = talkers.filter((talker) => talker.endedOn! > '2013');
	const back = lately.slice(0, returners.until - returners.from);
	const others = talkers.filter((talker) => !back.includes(talker));
	return [...others.slice(0, returners.from), ...back, ...others.slice(returners.from)];
}

type Booking = {
	talker: DemoPerson;
	/** The how-manieth talk it is: the first six lie ahead. */
	at: number;
	/** Whose turn it is among the hosts. */
	turn: number;
	hosts: DemoPerson[];
	/** Hosts' days that are taken. */
	taken: Set<string>;
	daysMoved: number;
};

function bookTalk(
	{ chance, now, life }: Telling,
	{ talker, at, turn, hosts, taken, daysMoved }: Booking
): void {
	const host = hosts[turn]!;
	const isOnline = turn % 2 === 1;
	const isAhead = at < 6;
	const wished = daysAfter(now, isAhead ? 3 + at : -talkedDaysAgo(chance, talker, at, now));
	const booked = daysAfter(isAhead ? now : wished, -(isAhead ? chance.whole(1, 3) : chance.whole(14, 20)));
	const isFree = (day: Date) =>
		weekdaysOf(turn).includes(new Date(day.getTime() + 9 * 3_600_000 + daysMoved * dayMs).getUTCDay()) &&
		!taken.has(host.personId + asDay(day));
	let day = wished;
	while (!isFree(day)) day = daysAfter(day, isAhead ? 1 : -1);
	taken.add(host.personId + asDay(day));
	const startsAt = new Date(`${asDay(day)}T${isOnline ? '09' : '03'}:00:00Z`);
	const endsAt = new Date(startsAt.getTime() + 1_800_000);
	const bookedAt = new Date(Math.min(booked.getTime(), daysAfter(startsAt, -1).getTime()));
	const id = chance.id(bookedAt);
	life.add('casual_talk', {
		talk_id: id,
		alumnus_id: talker.personId,
		way: isOnline ? 'online' : 'on_site',
		place: isOnline ? 'https://meet.example.jp/hikari' : '本社 1階 ラウンジ',
		reminded_at: isAhead ? null : startsAt,
		asked_after_at: isAhead ? null : startsAt,
		starts_at: startsAt,
		ends_at: endsAt,
		wish: chance.pick(talkWishes),
		alumnus_time_zone: 'Asia/Tokyo',
		state: 'booked',
		booked_at: bookedAt
	});
	life.add('casual_talk_host', {
		talk_id: id,
		host_id: host.personId,
		held_from: startsAt,
		held_until: endsAt,
		is_booked: true,
		thanked_at: isAhead || at % 5 === 0 ? null : daysAfter(startsAt, 1)
	});
	life.touch(chance, talker.personId, 'talk_booked', bookedAt, id);
}

/**
 * How many days ago a talk was: most in the last three months, that of someone who came back since the
 * company changed what they had left for, if it did. */
function talkedDaysAgo(chance: Chance, talker: DemoPerson, at: number, now: Date): number {
	if (at < returners.from || at >= returners.until) return chance.whole(5, 95);
	const joined = Math.floor((now.getTime() - talker.joinedAt!.getTime()) / dayMs);
	const answered = changes.filter(({ reasons }) => reasons.includes(talker.reasons[0]!));
	const since = Math.max(0, ...answered.map(({ monthsAgo }) => monthsAgo * 30 - 22));
	const longest = since > 60 ? Math.min(joined - 60, since) : joined - 60;
	return 30 + Math.floor((longest - 30) * Math.sqrt(chance.next()));
}

function openPool({ chance, now, life }: Telling, hosts: readonly DemoPerson[]): void {
	const poolId = chance.id(daysAfter(now, -200));
	life.add('talk_pool', {
		pool_id: poolId,
		name: '仕事と育児を両立している人と話す',
		introduction: '時短や在宅勤務で働いている社員が、毎日の実際をお話しします。',
		hosts_needed: 1,
		minutes: 30,
		is_open: true,
		made_at: daysAfter(now, -200)
	});
	for (const host of hosts) life.add('talk_pool_host', { pool_id: poolId, person_id: host.personId });
}

/** Every second host talks online in the evening, the others on site at noon. */
const weekdaysOf = (turn: number) => (turn % 2 ? [2, 4] : [1, 3, 5]);

function offerHours({ life }: Telling, host: DemoPerson, at: number): void {
	life.add('host', {
		person_id: host.personId,
		introduction: hostWords[at]!.introduction,
		can_tell: hostWords[at]!.canTell,
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
	for (const weekday of weekdaysOf(at))
		life.add('host_hours', {
			person_id: host.personId,
			weekday,
			from_time: at % 2 ? '18:00' : '12:00',
			until_time: at % 2 ? '20:00' : '14:00'
		});
}
