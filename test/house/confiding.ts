import type pg from 'pg';
import { report, settle } from '#gathering/care/reports.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { beginConversation, writeToDesk } from '#gathering/conversations/writing.server.ts';
import { announceEvent } from '#gathering/events/events.server.ts';
import { reply } from '#gathering/events/replies.server.ts';
import { localOf } from '#gathering/events/series.ts';
import { joinGroup, makeGroup } from '#gathering/groups/groups.server.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { leaveAlone, liftLeaveAlone } from '#people/contacts/left-alone.server.ts';
import { saveTags, writeNote } from '#people/notes/notes.server.ts';
import { sendApplication } from '#returning/applications/applications.server.ts';
import { bookTalk } from '#returning/casual-talks/booking/booking.server.ts';
import { saveHosting } from '#returning/casual-talks/hosting/hosting.server.ts';
import { hostToTalk } from '#returning/casual-talks/booking/hosts.server.ts';
import { tellConcern } from '#returning/concerns/reporting.server.ts';
import { makeWish } from '#returning/openings/wishes.server.ts';
import type { Hikari } from '#test/fixtures/hikari.ts';
import { askForPlace, deskMarkers } from './confiding-desk.ts';
import { bringBack, openPublicly } from './confiding-return.ts';

/**
 * What 五十嵐 told in confidence, and how to reach them privately: only the desk and they themselves may see it. And what is
 * before the desk alone.
 */
export const markers = [
	'MARKER-STATED',
	'MARKER-REVISITED',
	'MARKER-NOTE',
	'MARKER-BASIS',
	'MARKER-PERSON-NOTE',
	'MARKER-TAG',
	'MARKER-LEFT-ALONE',
	'igarashi@hikari.example.jp',
	'MARKER-DESK-NOTE',
	'MARKER-HEALTH',
	'MARKER-APPLICATION',
	'MARKER-WISH',
	'MARKER-CHECK-IN',
	'MARKER-CONCERN',
	...deskMarkers
];

type Ids = Record<string, string>;

/**
 * 五十嵐 takes part in everything, and tells the desk things in confidence while doing so. Gives the parameters of all
 * routes, by which the pages about these things are opened.
 */
export async function confide(owner: pg.Client, hikari: Hikari): Promise<Ids> {
	await tellWhy(owner, hikari);
	await noteAbout(hikari);
	const met = await takePart(hikari);
	const cared = await turnToDesk(owner, hikari);
	const returned = await thinkOfReturning(owner, hikari);
	const rehire = await bringBack(owner, hikari);
	const opening = await openPublicly(owner, hikari);
	return {
		claim: await askForPlace(owner, hikari),
		...met,
		...cared,
		...returned,
		rehire,
		opening,
		round: await askForMany(owner, hikari),
		stage: 'd30',
		path: 'people',
		change: crypto.randomUUID(),
		upload: crypto.randomUUID(),
		variant: 'thumb',
		token: 'x',
		person: hikari.igarashi.personId,
		tenure: await tenureOf(owner, hikari.igarashi.personId)
	};
}

/** A round of asks on which 五十嵐 stands, and in which nobody was asked to write to them. */
async function askForMany(owner: pg.Client, { network, hashimoto, igarashi }: Hikari): Promise<string> {
	const { rows } = await owner.query(
		`with round as (
			insert into outreach_round (network_id, made_by, per_caller, state, ended_at)
			values ($1, $2, 5, 'done', now())
			returning network_id, round_id
		), on_it as (
			insert into outreach_round_person (network_id, round_id, person_id, place, outcome)
			select network_id, round_id, $3, 1, 'no_caller' from round
		)
		select round_id as id from round`,
		[network.networkId, hashimoto.personId, igarashi.personId]
	);
	return rows[0].id as string;
}

async function tenureOf(owner: pg.Client, personId: string): Promise<string> {
	const { rows } = await owner.query('select tenure_id as id from tenure where person_id = $1 limit 1', [
		personId
	]);
	return rows[0].id as string;
}

/** Why 五十嵐 left, in their words, where they stand, and why they may be written to. */
async function tellWhy(owner: pg.Client, { network: { networkId }, igarashi }: Hikari): Promise<void> {
	await owner.query(
		`insert into departure_word (network_id, tenure_id, view, words, said_on)
		select $1, tenure_id, word.view, word.words, word.said_on::date
		from departure
		cross join (values
			('stated', 'MARKER-STATED', '2019-09-30'),
			('revisited', 'MARKER-REVISITED MARKER-HEALTH', '2026-01-01')
		) word(view, words, said_on)
		where person_id = $2`,
		[networkId, igarashi.personId]
	);
	await owner.query(
		`with said as (
			insert into standing (network_id, person_id, can_return, wants_to_return, said_by)
			values ($1, $2, 'no', 'yes', 'person')
			returning standing_id
		)
		insert into standing_note (network_id, standing_id, note)
		select $1, standing_id, 'MARKER-NOTE'
		from said`,
		[networkId, igarashi.personId]
	);
	await owner.query(`update contact set basis_note = 'MARKER-BASIS' where person_id = $1`, [
		igarashi.personId
	]);
	await owner.query(
		`insert into profile (network_id, person_id, introduction)
		values ($1, $2, 'よろしく')`,
		[networkId, igarashi.personId]
	);
}

const say = (words: string) => ({ words, html: '', ticket: crypto.randomUUID() });

/** What the desk notes about 五十嵐, for itself. */
async function noteAbout({ hashimoto, igarashi: { personId } }: Hikari): Promise<void> {
	await writeNote(hashimoto, personId, 'MARKER-PERSON-NOTE');
	await saveTags(hashimoto, personId, ['MARKER-TAG']);
	const wish = { way: 'telephone', saidOn: '2026-01-05', words: 'MARKER-LEFT-ALONE' } as const;
	await leaveAlone(hashimoto, personId, wish);
	await liftLeaveAlone(hashimoto, personId, 'MARKER-LEFT-ALONE');
}

/** A group, a post with comments and a poll, an event, a conversation. None of it is confidential. */
async function takePart(hikari: Hikari): Promise<Ids> {
	const { igarashi, nakamura, mori, ishikawa } = hikari;
	const group = await makeGroup(igarashi, {
		name: '生産技術部',
		purpose: '',
		kind: 'open',
		ruleDepartment: null,
		rulePlace: null,
		ruleJoined: null
	});
	await joinGroup(nakamura, group);
	const post = await writePost(igarashi, {
		...say('@中村 さくら こんにちは'),
		groupId: null,
		uploads: [],
		alts: {},
		poll: ['はい', 'いいえ']
	});
	await writeComment(nakamura, post, say('こんにちは'));
	await writeComment(igarashi, post, say('元気です'));
	const event = await gather(hikari);
	const conversation = await beginConversation(
		igarashi,
		[nakamura.personId, mori.personId, ishikawa.personId],
		'',
		{ ...say('みなさん'), uploads: [] }
	);
	return { group, post, event, conversation };
}

async function gather({ hashimoto, igarashi, nakamura, mori }: Hikari): Promise<string> {
	const inHours = (hours: number) => localOf(new Date(Date.now() + hours * 3_600_000), 'Asia/Tokyo');
	const event = await announceEvent(
		hashimoto,
		null,
		{
			words: '',
			html: '',
			title: '会',
			kind: 'on_site',
			place: '本社',
			url: '',
			startsAt: inHours(30),
			endsAt: inHours(31),
			timeZone: 'Asia/Tokyo',
			capacity: null,
			guestsAtMost: 0,
			question: ''
		},
		{ rhythm: 'none', times: 2 }
	);
	for (const guest of [igarashi, nakamura, mori])
		await reply(guest, event, { comes: true, guests: 0, said: '' });
	return event;
}

/** A note to the desk, a report about 中村, which the desk settles, and a wish for an opening. */
async function turnToDesk(owner: pg.Client, { hashimoto, igarashi, nakamura }: Hikari): Promise<Ids> {
	await writeToDesk(igarashi, { ...say('MARKER-DESK-NOTE'), uploads: [] });
	await report(igarashi, 'person', nakamura.personId, 'other', 'MARKER-REVISITED');
	const reported = (await owner.query('select report_id from report')).rows[0].report_id as string;
	await settle(hashimoto, reported, 'warned', 'お気をつけください', 3);
	await makeWish(igarashi, { words: 'MARKER-WISH', terms: '', companyId: null, reasons: ['relocation'] });
	return { report: reported };
}

/** 五十嵐 applies, talks with 森, and tells the desk what troubled them there. */
async function thinkOfReturning(owner: pg.Client, { igarashi, mori }: Hikari): Promise<Ids> {
	const application = await sendApplication(igarashi, {
		openingId: null,
		companyId: null,
		words: 'MARKER-APPLICATION',
		answers: ['MARKER-APPLICATION'],
		withProfile: true,
		cv: null
	});
	await saveHosting(mori, {
		introduction: '',
		canTell: '',
		place: '',
		ways: ['online'],
		minutes: 30,
		restMinutes: 0,
		weeklyLimit: null,
		timeZone: 'Asia/Tokyo',
		calendarUrl: '',
		isOpen: true,
		hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '18:00' }))
	});
	const [startsAt] = (await hostToTalk(igarashi, mori.personId))!.slots;
	const talk = await bookTalk(
		igarashi,
		{ host: mori.personId },
		{ startsAt: startsAt!, way: 'online', telephone: '', wish: '' }
	);
	await tellConcern(
		igarashi,
		{ talk },
		{ category: 'power', words: 'MARKER-CONCERN', wish: 'act', isUnnamed: true, about: null }
	);
	return { application, talk, ...(await concernOf(owner)) };
}

async function concernOf(owner: pg.Client): Promise<Ids> {
	const { rows } = await owner.query<{ concern: string }>('select concern_id as concern from concern');
	return { concern: rows[0]!.concern };
}
