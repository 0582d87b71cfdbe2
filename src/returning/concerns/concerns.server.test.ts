import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { bookTalk } from '../casual-talks/booking/booking.server.ts';
import { doorsToTalk, hostToTalk } from '../casual-talks/booking/hosts.server.ts';
import { ownHosting, saveHosting } from '../casual-talks/hosting/hosting.server.ts';
import { talkCalendar } from '../casual-talks/talks.server.ts';
import { ownPledge, pledge } from '../meeting-rules/meeting-rules.server.ts';
import {
	concernAtDesk,
	concernsAtDesk,
	handleConcern,
	newConcerns,
	noteConcern,
	pauseHost
} from './handling.server.ts';
import { ownConcerns, reportable, tellConcern, type ConcernWish } from './reporting.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;
let talk: string;
let round = 0;

const hosting = {
	introduction: '',
	canTell: '',
	place: '',
	ways: ['online' as const],
	minutes: 30,
	restMinutes: 0,
	weeklyLimit: null,
	timeZone: 'Asia/Tokyo',
	calendarUrl: '',
	isOpen: true,
	hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '18:00' }))
};
const told: ConcernWish = { category: 'sexual', words: 'WORDS', wish: 'act', isUnnamed: true, about: null };

async function talkWith(host: Actor): Promise<string> {
	await saveHosting(host, hosting);
	const [startsAt] = (await hostToTalk(hikari.nakamura, host.personId))!.slots;
	return bookTalk(
		hikari.nakamura,
		{ host: host.personId },
		{ startsAt: startsAt!, way: 'online', telephone: '', wish: '' }
	);
}

const rows = async <T>(query: string, ...more: unknown[]) =>
	(await own.owner.query(query, [hikari.network.networkId, ...more])).rows as T[];
const roles = (actor: Actor, ...given: Actor['roles'][number][]) => {
	actor.roles = given;
	return rows(
		'update membership set roles = $2 where network_id = $1 and person_id = $3',
		given,
		actor.personId
	);
};

beforeAll(async () => {
	other = await foundHikari(own.owner, 'other');
});
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `concerns-${++round}`);
	talk = await talkWith(hikari.mori);
});

async function tell(change: Partial<ConcernWish> = {}): Promise<string> {
	await tellConcern(hikari.nakamura, { talk }, { ...told, ...change });
	const [row] = await rows<{ id: string }>(
		'select concern_id as id from concern where network_id = $1 order by concern_id desc limit 1'
	);
	return row!.id;
}

type Case = [who: string, prepare: () => Promise<unknown>, actor: () => Actor, sees: boolean];
const cases: Case[] = [
	['a steward', async () => undefined, () => hikari.hashimoto, true],
	['an admin', () => roles(hikari.ishikawa, 'executive', 'admin'), () => hikari.ishikawa, true],
	['the host who is a steward', () => roles(hikari.mori, 'employee', 'steward'), () => hikari.mori, false],
	['the host who is an admin', () => roles(hikari.mori, 'employee', 'admin'), () => hikari.mori, false],
	[
		'who leads the host',
		() =>
			rows(
				'update tenure set manager_id = $2 where network_id = $1 and person_id = $3 and ended_on is null',
				hikari.hashimoto.personId,
				hikari.mori.personId
			),
		() => hikari.hashimoto,
		false
	],
	[
		'a steward where admins alone look after it',
		() => rows(`update network set concern_roles = '{admin}' where network_id = $1`),
		() => hikari.hashimoto,
		false
	],
	[
		'who reported, as a steward',
		() => roles(hikari.nakamura, 'alumnus', 'steward'),
		() => hikari.nakamura,
		false
	],
	['the steward of another network', async () => undefined, () => other.hashimoto, false]
];

describe('what is told is seen by those who look after it, and by nobody else', () => {
	test.each(cases)('%s', async (_who, prepare, actorOf, sees) => {
		await prepare();
		const id = await tell();
		const actor = actorOf();
		const saved = { state: 'handling', decision: '', answer: '', revision: 1 } as const;
		expect((await concernsAtDesk(actor, 'open')).length > 0).toBe(sees);
		expect((await newConcerns(actor)) > 0).toBe(sees);
		const tries = [
			() => concernAtDesk(actor, id),
			() => noteConcern(actor, id, 'x'),
			() => handleConcern(actor, id, saved),
			() => pauseHost(actor, id, true)
		];
		for (const work of tries)
			if (sees) await work();
			else await expect(work()).rejects.toThrow(NotFound);
	});

	test('members without such a role are refused', async () => {
		const id = await tell();
		for (const actor of [hikari.mori, hikari.nakamura, hikari.igarashi]) {
			await expect(concernsAtDesk(actor, 'open')).rejects.toThrow(Forbidden);
			await expect(concernAtDesk(actor, id)).rejects.toThrow(Forbidden);
			await expect(pauseHost(actor, id, true)).rejects.toThrow(Forbidden);
		}
		expect(await ownConcerns(hikari.igarashi)).toEqual([]);
	});

	test('mails and the audit log tell others nothing', async () => {
		const id = await tell();
		await concernAtDesk(hikari.hashimoto, id);
		await handleConcern(hikari.hashimoto, id, {
			state: 'settled',
			decision: 'DECIDED',
			answer: 'ANSWER',
			revision: 1
		});
		const mails = await rows<{ address: string; text: string }>(
			`select address, subject || body_text as text from mail where network_id = $1 and kind = 'desk_notice'`
		);
		expect(mails.map(({ address }) => address.split('@')[0])).toEqual(['hashimoto', 'nakamura']);
		for (const { text } of mails) expect(text).not.toMatch(/WORDS|DECIDED|ANSWER|森|concern|talk|面談/);
		const log = await rows<{ line: string }>(
			`select act || coalesce(actor_id::text, '') || coalesce(subject_id::text, '') || detail as line
			from audit where network_id = $1 and act like 'concern%'`
		);
		expect(log.length).toBeGreaterThan(1);
		for (const { line } of log)
			expect(line).not.toMatch(
				new RegExp(`${hikari.mori.personId}|${hikari.nakamura.personId}|WORDS|DECIDED`)
			);
		expect(await ownConcerns(hikari.nakamura)).toMatchObject([{ state: 'settled', answer: 'ANSWER' }]);
		expect(JSON.stringify(await ownConcerns(hikari.nakamura))).not.toContain('DECIDED');
	});
});

test('one reports about one’s own talk and its hosts only', async () => {
	await expect(reportable(hikari.igarashi, { talk })).rejects.toThrow(NotFound);
	await expect(tellConcern(hikari.igarashi, { talk }, told)).rejects.toThrow(NotFound);
	await expect(tellConcern(other.nakamura, { talk }, told)).rejects.toThrow(NotFound);
	await expect(tellConcern(hikari.mori, { talk }, told)).rejects.toThrow(Forbidden);
	await expect(tell({ about: hikari.ishikawa.personId })).rejects.toThrow(Invalid);
	await expect(tellConcern(hikari.nakamura, { application: talk }, told)).rejects.toThrow(NotFound);
});

test('two who handle one concern at once are told', async () => {
	const id = await tell();
	const saved = { state: 'handling', decision: 'x', answer: '', revision: 1 } as const;
	await handleConcern(hikari.hashimoto, id, saved);
	await expect(handleConcern(hikari.hashimoto, id, saved)).rejects.toThrow(Stale);
});

test('a host who pauses cannot open their talks themselves, until the desk lets them', async () => {
	const id = await tell();
	const isOffered = async () =>
		(await doorsToTalk(hikari.igarashi)).hosts.some(({ personId }) => personId === hikari.mori.personId);
	await pauseHost(hikari.hashimoto, id, true);
	await saveHosting(hikari.mori, hosting);
	expect(await isOffered()).toBe(false);
	expect(await ownHosting(hikari.mori)).toMatchObject({ isOpen: false, isPaused: true });
	await pauseHost(hikari.hashimoto, id, false);
	await saveHosting(hikari.mori, hosting);
	expect((await ownHosting(hikari.mori)).isOpen).toBe(true);
});

test('both sides get the rules and the contact by mail and in the calendar; a host confirms them once a year', async () => {
	const mails = await rows<{ address: string; text: string; calendar: string }>(
		`select address, body_text as text, calendar from mail where network_id = $1 and kind = 'talk' order by address`
	);
	expect(mails).toHaveLength(2);
	for (const { text, calendar } of mails) {
		expect(text).toContain('相談窓口');
		expect(calendar.replaceAll(/\r?\n[ \t]/g, '')).toContain('相談窓口');
	}
	expect(mails.map(({ text }) => text.includes(`/concern?talk=${talk}`))).toEqual([false, true]);
	await rows(
		`update network set meeting_rules_ja = '独自の約束', meeting_contact = '内線119' where network_id = $1`
	);
	expect(await talkCalendar(hikari.mori, talk)).toContain('独自の約束');
	expect(await ownPledge(hikari.mori)).toMatchObject({ isDue: true });
	await pledge(hikari.mori);
	expect(await ownPledge(hikari.mori)).toMatchObject({ isDue: false });
	await rows(`update host_pledge set read_on = read_on - 366 where network_id = $1`);
	expect(await ownPledge(hikari.mori)).toMatchObject({ isDue: true });
});
