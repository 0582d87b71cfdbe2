import { beforeAll, describe, expect, test } from 'vitest';
import { hideFrom } from '#people/blocks/hiding.server.ts';
import { askForOwnProof } from '#people/contacts/proving.server.ts';
import { limits } from '#access/limits/limits.server.ts';
import { askMentor } from '#gathering/mentoring/pairs.server.ts';
import { writeComment } from '#gathering/comments/comments.server.ts';
import { draftsAtMost, keepDraft } from '#gathering/drafts/drafts.server.ts';
import { announceEvent } from '#gathering/events/events.server.ts';
import { askForOwnData } from '#gathering/own-data/own-data.server.ts';
import { reply } from '#gathering/events/replies.server.ts';
import { makeGroup } from '#gathering/groups/groups.server.ts';
import { collaborationOf } from '#gathering/collaborations/collaboration.fixture.ts';
import { askToCollaborate } from '#gathering/collaborations/collaborations.server.ts';
import { askForPaper } from '#gathering/papers/papers.server.ts';
import { browsersAtMost, subscribe } from '#gathering/push/push.server.ts';
import { sendPageLink } from '#people/send-offs/leaver.server.ts';
import { sayStanding } from '#people/standings/standings.server.ts';
import { TooMany } from '#platform/http/failures.ts';
import { sendApplication } from '#returning/applications/applications.server.ts';
import { bookTalk } from '#returning/casual-talks/booking/booking.server.ts';
import { moveTalk } from '#returning/casual-talks/booking/moving.server.ts';
import { proposeTimes } from '#returning/casual-talks/booking/proposals.server.ts';
import { tellConcern } from '#returning/concerns/reporting.server.ts';
import { makeWish } from '#returning/openings/wishes.server.ts';
import { mailChangeToOneself } from '#telling/matches/test-mail.server.ts';
import { refer } from '#returning/referrals/referrals.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const nobody = '00000000-0000-7000-8000-000000000001';
const words = { words: 'x', html: '', ticket: nobody };
const how = { way: 'online', telephone: '', wish: '' } as const;
const later = new Date('2036-05-01T10:00:00Z');

/** What someone could do without end, each by the bound that ends it. Tries that fail count like others. */
const doings: [bound: keyof typeof limits, what: string, work: () => Promise<unknown>][] = [
	['talk.day', 'book', () => bookTalk(hikari.nakamura, { host: nobody }, { startsAt: later, ...how })],
	['hiding.day', 'hide', () => hideFrom(hikari.nakamura, { companies: [], domains: [] })],
	['talk.day', 'move', () => moveTalk(hikari.nakamura, nobody, later)],
	['talk.day', 'propose', () => proposeTimes(hikari.nakamura, nobody, { times: [later], ...how })],
	[
		'application.day',
		'apply',
		() =>
			sendApplication(hikari.nakamura, {
				openingId: nobody,
				companyId: null,
				words: 'x',
				answers: [],
				withProfile: false,
				cv: null
			})
	],
	[
		'collaboration.day',
		'ask to collaborate',
		() => askToCollaborate(hikari.nakamura, { ...collaborationOf('x'), closesOn: '2000-01-01' })
	],
	[
		'paper.day',
		'ask for a paper',
		() => askForPaper(hikari.nakamura, { kind: 'employment', items: [], year: null, words: '' })
	],
	[
		'referral.day',
		'refer',
		() =>
			refer(hikari.nakamura, { name: 'x', email: '', words: '', wouldWrite: false, openingId: nobody })
	],
	[
		'wish.day',
		'wish',
		() => makeWish(hikari.nakamura, { words: 'x', terms: '', companyId: null, reasons: [] })
	],
	[
		'concern.day',
		'report in confidence',
		() =>
			tellConcern(
				hikari.nakamura,
				{ talk: nobody },
				{ category: 'other', words: 'x', wish: 'know', isUnnamed: true, about: null }
			)
	],
	['test_mail.day', 'mail a draft to oneself', () => mailChangeToOneself(hikari.hashimoto, nobody)],
	['leaving.day', 'mail a leaver their page', () => sendPageLink(hikari.hashimoto, nobody)],
	['own_data.day', 'take one’s data home', () => askForOwnData(hikari.nakamura)],
	['address.day', 'ask to sign in elsewhere', () => askForOwnProof(hikari.nakamura, 'x@example.jp')],
	['comment.day', 'comment', () => writeComment(hikari.nakamura, nobody, words)],
	['mentoring.day', 'ask for mentoring', () => askMentor(hikari.nakamura, nobody, 'x')],
	['reply.day', 'reply', () => reply(hikari.nakamura, nobody, { comes: true, guests: 0, said: '' })],
	[
		'group.day',
		'make groups',
		() =>
			makeGroup(hikari.nakamura, {
				name: `${Math.random()}`,
				purpose: '',
				kind: 'open',
				ruleDepartment: null,
				rulePlace: null,
				ruleJoined: null
			})
	],
	[
		'event.day',
		'announce',
		() =>
			announceEvent(
				hikari.hashimoto,
				nobody,
				{
					words: '',
					html: '',
					title: '会',
					kind: 'on_site',
					place: '',
					url: '',
					startsAt: '2036-05-01T10:00',
					endsAt: '2036-05-01T12:00',
					timeZone: 'Asia/Tokyo',
					capacity: null,
					guestsAtMost: 0,
					question: ''
				},
				{ rhythm: 'none', times: 2 }
			)
	]
];

describe('what one person can do in a day has an end', () => {
	test.each(doings)('%s: %s', async (bound, _what, work) => {
		await own.owner.query('delete from auth.attempt');
		for (let at = 0; at < limits[bound].points; at++)
			expect(await work().catch((failure: unknown) => failure)).not.toBeInstanceOf(TooMany);
		await expect(work()).rejects.toThrow(TooMany);
	});

	test('every bound by day is tried here or below', () => {
		const byDay = Object.keys(limits).filter((bound) => bound.endsWith('.day'));
		const tried = new Set([...doings.map(([bound]) => bound), 'push.day', 'standing.day']);
		expect(byDay.filter((bound) => !tried.has(bound as keyof typeof limits))).toEqual([]);
	});
});

test('begun texts are kept for a while, not without end', async () => {
	const place = (at: number) => `post:00000000-0000-7000-8000-${String(at).padStart(12, '0')}`;
	for (let at = 0; at < draftsAtMost + 5; at++)
		await keepDraft(hikari.igarashi, place(at), { words: `${at}`, html: '', revision: 0 });
	const { rows } = await own.owner.query('select place from draft order by place');
	expect(rows).toHaveLength(draftsAtMost);
	expect(rows[0].place).toBe(place(5));
	for (let at = draftsAtMost + 5; at < limits['draft.person'].points; at++)
		await keepDraft(hikari.igarashi, 'post', { words: '', html: '', revision: 0 });
	await expect(keepDraft(hikari.igarashi, 'post', { words: 'x', html: '', revision: 0 })).rejects.toThrow(
		TooMany
	);
});

test('a person is told in ten browsers at most, and twenty may be named in a day', async () => {
	const named = (at: number) =>
		subscribe(hikari.nakamura, {
			endpoint: `https://fcm.googleapis.com/fcm/send/${at}`,
			p256dh: 'x',
			auth: 'x'
		});
	for (let at = 0; at < limits['push.day'].points; at++) await named(at);
	await expect(named(99)).rejects.toThrow(TooMany);
	const { rows } = await own.owner.query('select endpoint from push_subscription order by made_at');
	expect(rows).toHaveLength(browsersAtMost);
	expect(rows.at(-1).endpoint).toMatch(/\/19$/);
});

test('what is said twice would change once', async () => {
	const standing = { canReturn: 'yes', wantsToReturn: 'yes' } as const;
	const codes = Array.from({ length: 50_000 }, () => 'relocation');
	await sayStanding(hikari.nakamura, standing, codes, '');
	const { rows } = await own.owner.query(
		'select would_change from standing where person_id = $1 and is_current',
		[hikari.nakamura.personId]
	);
	expect(rows[0].would_change).toEqual(['relocation']);
	for (let at = 1; at < limits['standing.day'].points; at++)
		await sayStanding(hikari.nakamura, standing, [], '');
	await expect(sayStanding(hikari.nakamura, standing, [], '')).rejects.toThrow(TooMany);
});
