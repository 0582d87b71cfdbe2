import { beforeAll, expect, test } from 'vitest';
import { sayStanding } from '#people/standings/standings.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { cadence } from '#seeing/cadence/cadence.server.ts';
import { rollUpCadence } from '#seeing/cadence/tasks.server.ts';
import { publishFigures } from '#seeing/published/tasks.server.ts';
import { draftChange } from '#telling/changes/changes.server.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import { readChange } from '#telling/matches/matches.server.ts';
import { matchChange, matchPerson } from '#telling/matches/matching.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { rollUpUnlocks } from './tasks.server.ts';
import { unlockBoard } from './unlock-board.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
const change = {
	language: 'ja' as const,
	title: '転勤のない道',
	thenWords: '…',
	nowWords: '…',
	since: '2026-10-01',
	forWhom: '',
	companyId: null,
	employments: [],
	parts: [],
	reasons: ['relocation'],
	voiceName: '',
	voiceTitle: '',
	voiceWords: ''
};

/** 中村 left over transfers and says that pay would have to change as well; 五十嵐 left over harassment. */
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await sayStanding(hikari.nakamura, { canReturn: 'no', wantsToReturn: 'yes' }, ['relocation', 'pay']);
	await rollUpUnlocks(hikari.network);
});
const row = async (code: string, actor = hikari.hashimoto) =>
	(await unlockBoard(actor)).rows.find((one) => one.code === code);

test('each reason shows whom it holds back, where they stand, and who would return', async () => {
	expect(await row('relocation')).toMatchObject({
		people: 1,
		wouldReturn: 1,
		byQuadrant: { tied: 1 },
		answeredBy: []
	});
	expect(await row('pay')).toMatchObject({ people: 1, wouldReturn: 1 });
});

test('restricted reasons are not counted', async () => {
	expect(await row('harassment')).toBeUndefined();
});

test('a published change answers it, and who has not heard becomes fewer', async () => {
	await own.owner.query(
		`update consent set withdrawn_at = now(), withdrawn_how = 'page' where person_id = $1 and purpose = 'return_mail'`,
		[hikari.nakamura.personId]
	);
	const id = await draftChange(hikari.hashimoto, change);
	await publishAtOnce(hikari.hashimoto, id, 1);
	await matchChange({ ...hikari.network, changeId: id });
	await rollUpUnlocks(hikari.network);
	expect(await row('relocation')).toMatchObject({ answeredBy: [{ title: '転勤のない道' }], notHeard: 1 });
	// What nothing answers yet comes first.
	const { rows } = await unlockBoard(hikari.hashimoto);
	expect(rows.map((found) => found.code)).toEqual(['pay', 'relocation']);
	await matchPerson({ ...hikari.network, personId: hikari.nakamura.personId });
	await readChange(hikari.nakamura, id);
	await rollUpUnlocks(hikari.network);
	expect(await row('relocation')).toMatchObject({ notHeard: 0 });
});

test('management sees nothing of one person, at once or on the next Monday; alumni and colleagues see nothing', async () => {
	expect(await row('relocation', hikari.ishikawa)).toBeUndefined();
	await publishFigures(hikari.network);
	expect(await row('relocation', hikari.ishikawa)).toBeUndefined();
	for (const actor of [hikari.nakamura, hikari.mori])
		await expect(unlockBoard(actor)).rejects.toThrow(Forbidden);
});

test('cadence counts visits once a day and person, what was told, and the hour at which it is opened; twice gives the same', async () => {
	await own.owner.query(
		`insert into touchpoint (network_id, person_id, kind)
		values ($1, $2, 'visited'), ($1, $2, 'visited'), ($1, $3, 'visited')`,
		[hikari.network.networkId, hikari.nakamura.personId, hikari.igarashi.personId]
	);
	await rollUpCadence(hikari.network);
	await rollUpCadence(hikari.network);
	const { weeks, best, told } = await cadence(hikari.hashimoto);
	expect(weeks.at(-1)).toMatchObject({ visits: 2, told: 1, isOver: false });
	expect(best).toMatchObject({ opened: 1 });
	expect(told).toMatchObject({ daysSinceLetter: null, toldLately: 1, visitsLately: 2 });
	await expect(cadence(hikari.mori)).rejects.toThrow(Forbidden);
});

test('a reason that no member has stands there too, with all who left over it', async () => {
	const { rowCount } = await own.owner.query(
		`with gone as (
			update departure
			set counting_view = 'stated'
			where person_id = $1
			returning network_id, tenure_id
		)
		insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select network_id, tenure_id, 'stated', 'eldercare', network_today() from gone`,
		[hikari.watanabeId]
	);
	expect(rowCount).toBe(1);
	await rollUpUnlocks(hikari.network);
	expect(await row('eldercare')).toMatchObject({ leavers: 1, people: 0, waiting: 0, wouldReturn: 0 });
	const { asOf } = await unlockBoard(hikari.hashimoto);
	expect(asOf).toBeInstanceOf(Date);
});

test('whoever heard of a change has heard of it for each reason that it answers', async () => {
	const answer = (reasons: string[]) =>
		own.owner.query('update change set reasons = $2 where network_id = $1', [
			hikari.network.networkId,
			reasons
		]);
	await rollUpUnlocks(hikari.network);
	expect(await row('pay')).toMatchObject({ answeredBy: [] });
	await answer(['relocation', 'pay']);
	await rollUpUnlocks(hikari.network);
	expect(await row('pay')).toMatchObject({ answeredBy: [{ title: '転勤のない道' }], notHeard: 0 });
	await answer(['relocation']);
});
