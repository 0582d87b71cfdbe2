import { beforeAll, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { everyone, type Choice } from './choice.ts';
import { importsToChoose, peopleToInvite, peopleWithoutBasis } from './choosing.server.ts';
import { previewInvitation, testInvitation } from './own-letter.server.ts';
import { invitationDesk, recordBasis, sendWave } from './waves.server.ts';
import { invitationWords, saveInvitationWords } from './words.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let kaede: Hikari;
/** Leavers by name: company, department, years since they left, and the reason that they stated. */
const leavers = {
	前田: ['parent', '製造本部 第一工場', 1, 'relocation'],
	後藤: ['parent', '製造本部 第二工場', 3, 'pay'],
	藤井: ['parent', '営業本部', 6, 'relocation'],
	岡田: ['digital', '開発部', 2, null]
} as const;
type Name = keyof typeof leavers;
const ids = {} as Record<Name, string>;

beforeAll(async () => {
	kaede = await foundHikari(own.owner, 'kaede');
	hikari = await foundHikari(own.owner);
	for (const [name, [company, department, years, reason]] of Object.entries(leavers)) {
		const { rows } = await own.owner.query(
			`with one as (
				insert into person (network_id, family_name) values ($1, $2) returning person_id
			),
			reached as (
				insert into contact (network_id, person_id, email)
				select $1, person_id, person_id || '@x.example' from one
			),
			stay as (
				insert into tenure (network_id, person_id, company_id, started_on, ended_on, department)
				select $1, person_id, $3, '2001-04-01', (network_today() - make_interval(years => $5, days => 10))::date, $4
				from one
				returning tenure_id, person_id, ended_on
			),
			gone as (
				insert into departure (network_id, tenure_id, person_id, left_on, learned_from, counting_view)
				select $1, tenure_id, person_id, ended_on, 'hr_file', case when $6::text is null then null else 'stated' end
				from stay
			)
			select person_id, tenure_id from stay`,
			[
				hikari.network.networkId,
				name,
				company === 'parent' ? hikari.parentId : hikari.digitalId,
				department,
				years,
				reason
			]
		);
		ids[name as Name] = rows[0].person_id;
		if (reason)
			await own.owner.query(
				`insert into departure_reason (network_id, tenure_id, view, code, said_on)
				values ($1, $2, 'stated', $3, network_today())`,
				[hikari.network.networkId, rows[0].tenure_id, reason]
			);
	}
});

const choice = (change: Partial<Choice>): Choice => ({ ...everyone, ...change });
const without = async (change: Partial<Choice>) =>
	(await peopleWithoutBasis(hikari.hashimoto, choice(change))).people
		.map((person) => person.familyName)
		.sort();

describe('a choice', () => {
	test.each<[string, () => Partial<Choice>, string[]]>([
		['nothing', () => ({}), ['前田', '後藤', '藤井', '岡田', '渡邉']],
		['a company', () => ({ companies: [hikari.digitalId] }), ['岡田']],
		['a department', () => ({ departments: ['製造本部'] }), ['前田', '後藤', '渡邉']],
		[
			'two departments, but not one of them',
			() => ({ departments: ['製造本部', '営業'], notDepartments: ['第二', '生産技術'] }),
			['前田', '藤井']
		],
		['years since leaving', () => ({ yearsFrom: 2, yearsUntil: 4 }), ['後藤', '岡田']],
		['a reason', () => ({ reasons: ['relocation'] }), ['前田', '藤井']],
		['signs that mean something to SQL', () => ({ departments: ['%', '_', `'`] }), []],
		['an import', () => ({ imports: [hikari.parentId] }), []]
	])('by %s', async (_, change, names) => {
		expect(await without(change())).toEqual(names.sort());
	});

	test('by reason is in the audit log', async () => {
		await peopleToInvite(hikari.hashimoto, choice({ reasons: ['pay'] }), false);
		const { rows } = await own.owner.query(
			`select detail from audit where act = 'invitation.choose_by_reason' order by at desc limit 1`
		);
		expect(rows).toEqual([{ detail: { reasons: ['pay'] } }]);
	});
});

test('a basis is recorded for a group, and a wave goes to those chosen but for who is left out', async () => {
	expect(
		await recordBasis(
			hikari.hashimoto,
			'notice',
			'2026-10-01',
			'退職時の書類',
			choice({
				companies: [hikari.parentId],
				departments: ['製造本部', '営業'],
				notDepartments: ['生産技術']
			})
		)
	).toBe(3);
	expect((await peopleToInvite(hikari.hashimoto, everyone, false)).counts).toEqual({
		ready: 3,
		lately: 0,
		no_basis: 2,
		opted_out: 0,
		refuses: 0,
		more: []
	});
	expect((await invitationDesk(hikari.hashimoto)).bases).toEqual([
		{ basis: 'notice', basisOn: '2026-10-01', basisNote: '退職時の書類', people: 3, isMore: false }
	]);
	await sendWave(hikari.hashimoto, {
		called: '製造本部へ',
		size: 10,
		choice: choice({ departments: ['製造本部'] }),
		without: [ids.前田]
	});
	const { rows } = await own.owner.query('select person_id from invitation where network_id = $1', [
		hikari.network.networkId
	]);
	expect(rows).toEqual([{ person_id: ids.後藤 }]);
	expect((await peopleToInvite(hikari.hashimoto, everyone, false)).counts).toMatchObject({
		ready: 2,
		lately: 1
	});
	await expect(
		sendWave(hikari.hashimoto, {
			called: 'x',
			size: 10,
			choice: choice({ reasons: ['pay'] }),
			again: true
		}),
		'their invitation is not even written yet'
	).rejects.toThrow(Invalid);
});

describe('own words', () => {
	test('are saved by language, and what someone else saved is not overwritten', async () => {
		const words = { subject: 'ひかりの輪から', words: '…', revision: 0 };
		await saveInvitationWords(hikari.hashimoto, 'ja', words);
		await expect(saveInvitationWords(hikari.hashimoto, 'ja', words)).rejects.toThrow(Stale);
		await saveInvitationWords(hikari.hashimoto, 'ja', { ...words, words: '!', revision: 1 });
		expect(await invitationWords(hikari.hashimoto)).toEqual({
			ja: { subject: 'ひかりの輪から', words: '!', revision: 2 },
			en: { subject: '', words: '', revision: 0 }
		});
		expect(await invitationWords(kaede.hashimoto)).toMatchObject({ ja: { revision: 0 } });
	});

	test('are previewed as they would be sent, and nothing in them is markup', async () => {
		const { html, text, subject } = await previewInvitation(hikari.hashimoto, 'en', {
			subject: '',
			words: 'Come <b>home</b>'
		});
		expect(subject).toBe('Hikari Works invites you to Hikari Circle');
		expect(text).toContain('Come <b>home</b>');
		expect(html).toContain('Come &lt;b&gt;home&lt;/b&gt;');
		expect(text).not.toMatch(/\/(join|unsubscribe)\//);
	});
});

test('nobody but the desk chooses, records, writes or tries', async () => {
	const words = { subject: '', words: '', revision: 0 };
	for (const other of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		for (const attempt of [
			peopleToInvite(other, everyone, false),
			peopleWithoutBasis(other, everyone),
			importsToChoose(other),
			recordBasis(other, 'notice', '2026-11-01', ''),
			sendWave(other, { called: 'x', size: 1 }),
			invitationWords(other),
			saveInvitationWords(other, 'ja', words),
			previewInvitation(other, 'ja', words),
			testInvitation(other, 'ja', words)
		])
			await expect(attempt).rejects.toThrow(Forbidden);
	const { people } = await peopleWithoutBasis(kaede.hashimoto, everyone);
	expect(people.map((person) => person.personId)).toEqual([kaede.watanabeId]);
});
