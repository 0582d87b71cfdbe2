import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { revisitReasons } from '#people/departures/departures.server.ts';
import { clearView, confirmReason, ownViews, refuseReason } from '#people/departures/own-reasons.server.ts';
import { readWords } from '#people/departures/reading-words.server.ts';
import { settleGroups } from '#people/departures/settling.server.ts';
import {
	clearNote,
	clearStanding,
	clearStandings,
	ownStandings
} from '#people/standings/own-standings.server.ts';
import { sayStanding } from '#people/standings/standings.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { makeWish } from '#returning/openings/wishes.server.ts';
import { matchPerson } from '#telling/matches/matching.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { groundsOf, wasTold, whyChange, whyOpening } from './explaining.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let nakamura: Actor;
let change: string;
let tenureId: string;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	nakamura = hikari.nakamura;
	tenureId = (
		await own.owner.query('select tenure_id from departure where person_id = $1', [nakamura.personId])
	).rows[0].tenure_id;
	change = (
		await own.owner.query(
			`insert into change (
				network_id, company_id, title, then_words, now_words, since, reasons, status, published_at, author_id
			)
			values ($1, $2, '転勤のない道', '転勤', '転勤なし', network_today() - 30, '{relocation,pay}', 'published', now(), $3)
			returning change_id`,
			[hikari.network.networkId, hikari.parentId, hikari.hashimoto.personId]
		)
	).rows[0].change_id;
	await matchPerson(nakamura);
});

const views = () => readNetwork(nakamura, (db) => ownViews(db, nakamura));
const said = () => readNetwork(nakamura, (db) => ownStandings(db, nakamura));
const why = () => whyChange(nakamura, change);
const stated = { view: 'stated' } as const;

describe('a member reads why they are told of a change', () => {
	test('by what they said on leaving, with its day', async () => {
		expect(await why()).toMatchObject({
			reason: 'relocation',
			isUnlock: false,
			view: 'stated',
			saidOn: '2021-03-31',
			isRead: false,
			mailedAt: null
		});
		await expect(whyChange(hikari.igarashi, change)).rejects.toThrow(NotFound);
	});

	test('by what they said would have to change, until they take it back', async () => {
		await sayStanding(nakamura, { canReturn: 'no', wantsToReturn: 'yes' }, ['pay'], 'メモ');
		await matchPerson(nakamura);
		expect(await why()).toMatchObject({ reason: 'pay', isUnlock: true, view: null });
		const [current] = await said();
		expect(current).toMatchObject({ isCurrent: true, note: 'メモ', wouldChange: ['pay'] });
		await expect(clearNote(hikari.igarashi, current!.standingId)).rejects.toThrow(NotFound);
		await expect(clearStanding(hikari.igarashi, current!.standingId)).rejects.toThrow(NotFound);
		await clearNote(nakamura, current!.standingId);
		expect((await said())[0]).toMatchObject({ note: '' });
		await clearStanding(nakamura, current!.standingId);
		await matchPerson(nakamura);
		expect(await said()).toEqual([]);
		expect(await why()).toMatchObject({ reason: 'relocation', isUnlock: false });
	});

	test('of an opening by the wish that it answers', async () => {
		await makeWish(nakamura, { words: '', terms: '', companyId: null, reasons: ['relocation'] });
		await makeWish(nakamura, { words: '', terms: '', companyId: null, reasons: ['pay'] });
		const opening = (
			await own.owner.query(
				`insert into opening (network_id, company_id, title, state, opened_at, audience, owner_id, reasons)
				values ($1, $2, '設計', 'open', now(), 'alumni', $3, '{relocation}')
				returning opening_id`,
				[hikari.network.networkId, hikari.parentId, hikari.hashimoto.personId]
			)
		).rows[0].opening_id;
		expect(await wasTold(nakamura, opening)).toBe(false);
		await expect(whyOpening(nakamura, opening)).rejects.toThrow(NotFound);
		await own.owner.query(
			'insert into opening_told (network_id, opening_id, person_id) values ($1, $2, $3)',
			[hikari.network.networkId, opening, nakamura.personId]
		);
		expect(await wasTold(nakamura, opening)).toBe(true);
		expect((await whyOpening(nakamura, opening)).wishes).toMatchObject([{ reasons: ['relocation'] }]);
	});

	test('and what each mail rests on', async () => {
		const { consents, wishes } = await groundsOf(nakamura);
		expect(consents.return_mail).toBeInstanceOf(Date);
		expect(consents.former_manager).toBeUndefined();
		expect(wishes).toBe(2);
	});
});

describe('what is kept on why someone left', () => {
	test('is taken back by them, counts for nothing at once, and does not come back with a file', async () => {
		await expect(refuseReason(hikari.igarashi, { tenureId, ...stated }, 'relocation')).rejects.toThrow(
			NotFound
		);
		await refuseReason(nakamura, { tenureId, ...stated }, 'relocation');
		await matchPerson(nakamura);
		await expect(why()).rejects.toThrow(NotFound);
		await own.owner.query(
			`insert into departure_reason (network_id, tenure_id, view, code, said_on)
			values ($1, $2, 'stated', 'relocation', '2021-03-31')`,
			[hikari.network.networkId, tenureId]
		);
		expect(await views()).toEqual([]);
	});

	test('says what was read from their words, to confirm or to refuse; refused, it is not read again', async () => {
		const today = '2026-01-10';
		await revisitReasons(
			nakamura,
			[],
			'転勤が決まり、家族と離れて単身赴任になるため退職しました。',
			today
		);
		await readWords(hikari.network);
		const [read] = await views();
		expect(read).toMatchObject({ view: 'revisited', counts: true });
		expect(read!.reasons).toMatchObject([{ code: 'relocation', isRead: true }]);
		const of = { tenureId, view: 'revisited' } as const;
		await confirmReason(nakamura, of, 'relocation');
		expect((await views())[0]!.reasons).toMatchObject([{ code: 'relocation', isRead: false }]);
		await refuseReason(nakamura, of, 'relocation');
		await revisitReasons(
			nakamura,
			[],
			'転勤が決まり、家族と離れて単身赴任になるため退職しました。',
			today
		);
		await readWords(hikari.network);
		expect((await views())[0]).toMatchObject({ reasons: [], counts: false });
		await revisitReasons(nakamura, ['relocation'], '', today);
		expect((await views())[0]!.reasons).toMatchObject([{ code: 'relocation', isRead: false }]);
	});
});

describe('what was taken back', () => {
	test('goes with its words; neither the desk nor a file can put them back', async () => {
		await own.owner.query(
			`insert into departure_word (network_id, tenure_id, view, words, said_on)
			values ($1, $2, 'stated', '給与', '2021-03-31')`,
			[hikari.network.networkId, tenureId]
		);
		await own.owner.query(
			`insert into reason_suggestion (network_id, tenure_id, view, code, rests_on, percent)
			values ($1, $2, 'stated', 'pay', '{給与}', 40)`,
			[hikari.network.networkId, tenureId]
		);
		const ofStated = (await views()).find(({ view }) => view === 'stated');
		expect(ofStated).toMatchObject({ words: '給与', suggestions: [{ code: 'pay', restsOn: ['給与'] }] });
		await clearView(nakamura, { tenureId, ...stated });
		expect((await views()).map(({ view }) => view)).toEqual(['revisited']);
		const decision = { key: `${tenureId}.pay`, codes: ['pay'], except: [] };
		await expect(settleGroups(hikari.hashimoto, [decision])).rejects.toThrow(NotFound);
		for (const [table, column, value] of [
			['departure_word', 'words', '給与'],
			['departure_reason', 'code', 'pay']
		])
			await own.owner.query(
				`insert into ${table} (network_id, tenure_id, view, ${column}, said_on)
				values ($1, $2, 'stated', $3, '2021-03-31')`,
				[hikari.network.networkId, tenureId, value]
			);
		expect((await views()).map(({ view }) => view)).toEqual(['revisited']);
	});

	test('is forgotten with the person, though their stay remains as a fact', async () => {
		const kept = async () => (await own.owner.query('select from refused_reason')).rows.length;
		await refuseReason(nakamura, { tenureId, view: 'revisited' }, 'relocation');
		expect(await kept()).toBeGreaterThan(0);
		await own.owner.query('begin');
		await own.owner.query('update person set removed_at = now() where person_id = $1', [
			nakamura.personId
		]);
		expect(await kept()).toBe(0);
		await own.owner.query('rollback');
	});

	test('all that was said about coming back goes at once', async () => {
		await sayStanding(nakamura, { canReturn: 'yes', wantsToReturn: 'no' }, ['pay']);
		await sayStanding(nakamura, { canReturn: 'yes', wantsToReturn: 'yes' });
		expect(await said()).toHaveLength(2);
		await clearStandings(nakamura);
		expect(await said()).toEqual([]);
		const { rows } = await own.owner.query('select from unlock where person_id = $1', [
			nakamura.personId
		]);
		expect(rows).toEqual([]);
	});
});
