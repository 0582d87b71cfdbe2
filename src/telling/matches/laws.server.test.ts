import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { reasons, restrictedReasons } from '#people/departures/reason.ts';
import { sayStanding } from '#people/standings/standings.server.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { draftChange } from '#telling/changes/changes.server.ts';
import { withdrawChange } from '#telling/changes/publishing.server.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { matchChange, matchPerson } from './matching.server.ts';

// What must hold of matching whatever people said and agreed to.

const own = useOwnDatabase();
let round = 0;

const codes = ['relocation', 'pay', 'growth', 'harassment', 'health'] as const;
const someCodes = fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 3 });
const someone = fc.record({
	reasons: someCodes,
	wouldChange: someCodes,
	leftOn: fc.constantFrom('2019-03-31', '2023-09-30', '2026-06-30'),
	employment: fc.constantFrom('', '正社員', '契約社員'),
	consents: fc.subarray(['network', 'return_mail', 'group_sharing'] as Purpose[]),
	isMember: fc.boolean(),
	doNotContact: fc.boolean(),
	mailsPerMonth: fc.integer({ min: 0, max: 2 }),
	isOfDigital: fc.boolean()
});
type Someone = {
	reasons: string[];
	wouldChange: string[];
	leftOn: string;
	employment: string;
	consents: Purpose[];
	isMember: boolean;
	doNotContact: boolean;
	mailsPerMonth: number;
	isOfDigital: boolean;
};
const aChange = fc.record({
	reasons: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 }),
	since: fc.constantFrom('2020-04-01', '2026-10-01'),
	employments: fc.constantFrom([], ['正社員']),
	ofDigital: fc.boolean()
});
type AChange = { reasons: string[]; since: string; employments: readonly string[]; ofDigital: boolean };

const emailOf = (at: number) => `p${at}@laws-${round}.example.jp`;

/** They worked and left. The given name of each is their place in `people`. */
async function leave(hikari: Hikari, people: readonly Someone[]): Promise<Actor[]> {
	const actors: Actor[] = [];
	for (const [at, person] of people.entries()) {
		const personId = await addPerson(hikari, at, person);
		await addDeparture(hikari, personId, person);
		actors.push({ ...hikari.nakamura, personId });
	}
	return actors;
}

async function addPerson({ network }: Hikari, at: number, person: Someone): Promise<string> {
	const { rows } = await own.owner.query(
		`insert into person (network_id, family_name, given_name, family_kana, given_kana)
		values ($1, '人', $2, 'ヒト', $2)
		returning person_id`,
		[network.networkId, String(at)]
	);
	const personId = rows[0].person_id as string;
	await own.owner.query(
		`insert into contact (network_id, person_id, email, basis, basis_on, do_not_contact, mails_per_month)
		values ($1, $2, $3, 'joined', '2025-04-01', $4, $5)`,
		[network.networkId, personId, emailOf(at), person.doNotContact, person.mailsPerMonth]
	);
	return personId;
}

async function addDeparture(hikari: Hikari, personId: string, person: Someone): Promise<void> {
	const { networkId } = hikari.network;
	const companyId = person.isOfDigital ? hikari.digitalId : hikari.parentId;
	const { rows } = await own.owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on, ended_on, employment)
		values ($1, $2, $3, '2010-04-01', $4, $5)
		returning tenure_id`,
		[networkId, personId, companyId, person.leftOn, person.employment]
	);
	const tenureId = rows[0].tenure_id as string;
	await own.owner.query(
		`insert into departure (network_id, tenure_id, person_id, left_on, learned_from, counting_view)
		values ($1, $2, $3, $4, 'hr_file', $5)`,
		[networkId, tenureId, personId, person.leftOn, person.reasons.length > 0 ? 'stated' : null]
	);
	for (const code of person.reasons)
		await own.owner.query(
			`insert into departure_reason (network_id, tenure_id, view, code, said_on)
			values ($1, $2, 'stated', $3, $4)`,
			[networkId, tenureId, code, person.leftOn]
		);
}

/** They join, agree, and say what would have to change. */
async function join(hikari: Hikari, actors: readonly Actor[], people: readonly Someone[]): Promise<void> {
	for (const [at, person] of people.entries()) {
		const { personId, networkId } = actors[at]!;
		if (person.isMember) await addMembership(networkId, personId, emailOf(at));
		await inNetwork(hikari.network, (db) => setConsents(db, hikari.network, personId, person.consents));
		if (person.isMember && person.wouldChange.length > 0)
			await sayStanding(actors[at]!, { canReturn: 'no', wantsToReturn: 'yes' }, person.wouldChange);
		await matchPerson({ networkId, personId });
	}
}

async function addMembership(networkId: string, personId: string, email: string): Promise<void> {
	const { rows } = await own.owner.query(
		`insert into auth.account_holder (name, email, email_verified) values ('人', $1, true) returning id`,
		[email]
	);
	await own.owner.query(
		`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, '{alumnus}')`,
		[networkId, personId, rows[0].id as string]
	);
}

async function tell(hikari: Hikari, changes: readonly AChange[]): Promise<string[]> {
	const ids: string[] = [];
	for (const { reasons: answered, since, employments, ofDigital } of changes) {
		const id = await draftChange(hikari.hashimoto, {
			language: 'ja',
			title: `変化${ids.length}`,
			thenWords: '当時',
			nowWords: 'いま',
			since,
			forWhom: '',
			companyId: ofDigital ? hikari.digitalId : null,
			employments: [...employments],
			parts: [],
			reasons: answered,
			voiceName: '',
			voiceTitle: '',
			voiceWords: ''
		});
		await publishAtOnce(hikari.hashimoto, id, 1);
		await matchChange({ ...hikari.network, changeId: id });
		ids.push(id);
	}
	return ids;
}

type Match = { title: string; given_name: string; reason: string; weight: number };

async function matchesIn({ network }: Hikari): Promise<Match[]> {
	const { rows } = await own.owner.query(
		`select c.title, p.given_name, m.reason, m.weight
		from match m
		join change c using (network_id, change_id)
		join person p using (network_id, person_id)
		where m.network_id = $1
		order by 1, 2`,
		[network.networkId]
	);
	return rows as Match[];
}

/** Matches of the people made here: the fixture's own people have names and no numbers. */
const ofOurs = (matches: readonly Match[]) => matches.filter((match) => /^\d+$/.test(match.given_name));

type Mail = { person_id: string; body_text: string; body_html: string };

async function mailsIn({ network }: Hikari): Promise<Mail[]> {
	const { rows } = await own.owner.query(
		`select person_id, body_text, body_html from mail where network_id = $1 and kind = 'match'`,
		[network.networkId]
	);
	return rows as Mail[];
}

function expectConsent(matches: readonly Match[], people: readonly Someone[]): void {
	for (const { given_name: name, reason } of ofOurs(matches)) {
		const person = people[Number(name)]!;
		expect(person.isMember && person.consents.includes('network')).toBe(true);
		expect(restrictedReasons).not.toContain(reason);
		expect([...person.reasons, ...person.wouldChange]).toContain(reason);
	}
}

const restrictedNames = reasons.flatMap((reason) =>
	restrictedReasons.includes(reason.code) ? [reason.ja, reason.en] : []
);

const mailsAllowed = ({ isMember, doNotContact, consents, mailsPerMonth }: Someone) =>
	isMember && !doNotContact && consents.includes('network') && consents.includes('return_mail')
		? mailsPerMonth
		: 0;

function expectFewMails(mails: readonly Mail[], actors: readonly Actor[], people: readonly Someone[]): void {
	for (const mail of mails)
		for (const name of restrictedNames) expect(`${mail.body_text}${mail.body_html}`).not.toContain(name);
	for (const [at, person] of people.entries()) {
		const count = mails.filter((mail) => mail.person_id === actors[at]!.personId).length;
		expect(count).toBeLessThanOrEqual(mailsAllowed(person));
	}
}

async function matchEverythingAgain({ network }: Hikari, ids: string[], actors: Actor[]): Promise<void> {
	await own.owner.query(
		`update change set matching = 'waiting', matched_through = null where network_id = $1`,
		[network.networkId]
	);
	for (const changeId of ids) await matchChange({ ...network, changeId });
	for (const { personId } of actors) await matchPerson({ ...network, personId });
}

async function withdrawAllConsents({ network }: Hikari, actors: readonly Actor[]): Promise<void> {
	for (const { personId } of actors) {
		await inNetwork(network, (db) => setConsents(db, network, personId, []));
		await matchPerson({ ...network, personId });
	}
}

async function holds(people: readonly Someone[], changes: readonly AChange[]): Promise<void> {
	round++;
	const first = await foundHikari(own.owner, `laws-a-${round}`);
	const actors = await leave(first, people);
	await join(first, actors, people);
	const ids = await tell(first, changes);
	const [matches, mails] = [await matchesIn(first), await mailsIn(first)];
	expectConsent(matches, people);
	expectFewMails(mails, actors, people);

	await matchEverythingAgain(first, ids, actors);
	expect(await matchesIn(first)).toEqual(matches);
	expect(await mailsIn(first)).toHaveLength(mails.length);

	round++;
	const second = await foundHikari(own.owner, `laws-b-${round}`);
	const others = await leave(second, people);
	await tell(second, changes);
	await join(second, others, people);
	expect(await matchesIn(second)).toEqual(matches);

	for (const changeId of ids) await withdrawChange(first.hashimoto, changeId, 3);
	expect(await matchesIn(first)).toEqual([]);
	await withdrawAllConsents(second, others);
	expect(ofOurs(await matchesIn(second))).toEqual([]);
}

test(
	[
		'no match without consent or membership, and none over a restricted reason',
		'no mail without consent or above the cap',
		'withdrawing removes',
		'matching twice is matching once',
		'publishing, then joining is the same as joining, then publishing'
	].join('; '),
	{ timeout: 240_000 },
	() =>
		fc.assert(
			fc.asyncProperty(
				fc.array(someone, { minLength: 1, maxLength: 5 }),
				fc.array(aChange, { minLength: 1, maxLength: 3 }),
				holds
			),
			{ numRuns: 15 }
		)
);
