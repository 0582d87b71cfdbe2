import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import type { Purpose } from '#people/consents/consent.ts';
import { reasons, restrictedReasons } from '#people/departures/reason.ts';
import { sayStanding } from '#people/standings/standings.server.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { draftChange, publishChange, withdrawChange } from '#telling/changes/changes.server.ts';
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

async function live(hikari: Hikari, people: readonly Someone[]): Promise<Actor[]> {
	const { networkId } = hikari.network;
	const actors: Actor[] = [];
	for (const [at, one] of people.entries()) {
		const { personId } = (
			await own.owner.query(
				`insert into person (network_id, family_name, given_name, family_kana, given_kana) values ($1, '人', $2, 'ヒト', $2) returning person_id as "personId"`,
				[networkId, String(at)]
			)
		).rows[0];
		const email = `p${at}@laws-${round}.example.jp`;
		await own.owner.query(
			`insert into contact (network_id, person_id, email, basis, basis_on, do_not_contact, mails_per_month) values ($1, $2, $3, 'joined', current_date, $4, $5)`,
			[networkId, personId, email, one.doNotContact, one.mailsPerMonth]
		);
		const { tenureId } = (
			await own.owner.query(
				`insert into tenure (network_id, person_id, company_id, started_on, ended_on, employment) values ($1, $2, $3, '2010-04-01', $4, $5) returning tenure_id as "tenureId"`,
				[
					networkId,
					personId,
					one.isOfDigital ? hikari.digitalId : hikari.parentId,
					one.leftOn,
					one.employment
				]
			)
		).rows[0];
		await own.owner.query(
			`insert into departure (network_id, tenure_id, person_id, left_on, learned_from, counting_view) values ($1, $2, $3, $4, 'hr_file', $5)`,
			[networkId, tenureId, personId, one.leftOn, one.reasons.length > 0 ? 'stated' : null]
		);
		for (const code of one.reasons)
			await own.owner.query(
				`insert into departure_reason (network_id, tenure_id, view, code, said_on) values ($1, $2, 'stated', $3, $4)`,
				[networkId, tenureId, code, one.leftOn]
			);
		actors.push({ ...hikari.nakamura, personId });
	}
	return actors;
}

/** They join, agree, and say what would have to change. */
async function join(hikari: Hikari, actors: readonly Actor[], people: readonly Someone[]): Promise<void> {
	for (const [at, one] of people.entries()) {
		const { personId, networkId } = actors[at]!;
		if (one.isMember) {
			const account = (
				await own.owner.query(
					`insert into auth.account_holder (name, email, email_verified) values ('人', $1, true) returning id`,
					[`p${at}@laws-${round}.example.jp`]
				)
			).rows[0].id as string;
			await own.owner.query(
				`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, '{alumnus}')`,
				[networkId, personId, account]
			);
		}
		await inNetwork(hikari.network, (db) => setConsents(db, hikari.network, personId, one.consents));
		if (one.isMember && one.wouldChange.length > 0)
			await sayStanding(actors[at]!, { canReturn: 'no', wantsToReturn: 'yes' }, one.wouldChange);
		await matchPerson({ networkId, personId });
	}
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
		await publishChange(hikari.hashimoto, id, 1);
		await matchChange({ ...hikari.network, changeId: id });
		ids.push(id);
	}
	return ids;
}

const matches = async ({ networkId }: { networkId: string }) =>
	(
		await own.owner.query(
			`select c.title, p.given_name, m.reason, m.weight from match m join change c using (network_id, change_id) join person p using (network_id, person_id) where m.network_id = $1 order by 1, 2`,
			[networkId]
		)
	).rows;

test(
	'no match without consent or membership, none over a restricted reason, no mail without consent or above the cap; withdrawing removes; twice is once; publishing then joining is joining then publishing',
	{ timeout: 240_000 },
	async () => {
		const restrictedNames = reasons.flatMap((reason) =>
			restrictedReasons.includes(reason.code) ? [reason.ja, reason.en] : []
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(someone, { minLength: 1, maxLength: 5 }),
				fc.array(aChange, { minLength: 1, maxLength: 3 }),
				async (people, changes) => {
					round++;
					const first = await foundHikari(own.owner, `laws-a-${round}`);
					const actors = await live(first, people);
					await join(first, actors, people);
					const ids = await tell(first, changes);
					const made = await matches(first.network);

					for (const { given_name: name, reason } of made.filter((row) =>
						/^\d+$/.test(row.given_name as string)
					)) {
						const one = people[Number(name)]!;
						expect(one.isMember && one.consents.includes('network')).toBe(true);
						expect(restrictedReasons).not.toContain(reason);
						expect([...one.reasons, ...one.wouldChange]).toContain(reason);
					}
					const { rows: mails } = await own.owner.query(
						`select person_id, body_text, body_html from mail where network_id = $1 and kind = 'match'`,
						[first.network.networkId]
					);
					for (const mail of mails)
						for (const name of restrictedNames)
							expect(`${mail.body_text}${mail.body_html}`).not.toContain(name);
					for (const [at, one] of people.entries()) {
						const count = mails.filter((mail) => mail.person_id === actors[at]!.personId).length;
						expect(count).toBeLessThanOrEqual(
							one.isMember &&
								!one.doNotContact &&
								one.consents.includes('return_mail') &&
								one.consents.includes('network')
								? one.mailsPerMonth
								: 0
						);
					}

					await own.owner.query(
						`update change set matching = 'waiting', matched_through = null where network_id = $1`,
						[first.network.networkId]
					);
					for (const changeId of ids) await matchChange({ ...first.network, changeId });
					for (const { personId } of actors) await matchPerson({ ...first.network, personId });
					expect(await matches(first.network)).toEqual(made);
					expect(
						(
							await own.owner.query(
								`select count(*)::int as n from mail where network_id = $1 and kind = 'match'`,
								[first.network.networkId]
							)
						).rows[0].n
					).toBe(mails.length);

					round++;
					const second = await foundHikari(own.owner, `laws-b-${round}`);
					const others = await live(second, people);
					await tell(second, changes);
					await join(second, others, people);
					expect(await matches(second.network)).toEqual(made);

					for (const changeId of ids) await withdrawChange(first.hashimoto, changeId, 2);
					expect(await matches(first.network)).toEqual([]);
					for (const { personId } of others) {
						await inNetwork(second.network, (db) =>
							setConsents(db, second.network, personId, [])
						);
						await matchPerson({ ...second.network, personId });
					}
					expect(
						(await matches(second.network)).filter((row) =>
							/^\d+$/.test(row.given_name as string)
						)
					).toEqual([]);
				}
			),
			{ numRuns: 15 }
		);
	}
);
