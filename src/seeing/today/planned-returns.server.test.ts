import { beforeEach, expect, test } from 'vitest';
import { today } from '#platform/clock/today.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { waitingToday } from './today.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { checkInsAtDesk } from '#returning/welcome/check-ins.server.ts';
import { arrangeWelcome, ownWelcomes, tickStep, welcomeOf } from '#returning/welcome/planning.server.ts';
import { dayBeside } from '#returning/welcome/welcome.ts';
import { recordDueReturns } from '#returning/rehires/due-returns.server.ts';
import {
	callOffPlannedReturn,
	movePlannedReturn,
	plannedReturns,
	recordReturn
} from '#returning/rehires/planned-returns.server.ts';
import { recordRehire, undoRehire } from '#returning/rehires/rehires.server.ts';
import { rehires } from '#seeing/rehire-list/rehire-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';

const own = useOwnDatabase();
const ahead = (days: number) => dayBeside(today('Asia/Tokyo'), days);
let hikari: Hikari;
const listed = async (query = '') =>
	(await lookAt(hikari.hashimoto, rehires, new URLSearchParams(query))).rows.map(({ id }) => id);
let round = 0;
let id = '';
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	id = await recordReturn(hikari.hashimoto, to(20));
});
const to = (days: number) => ({
	personId: hikari.nakamura.personId,
	companyId: hikari.digitalId,
	returnedOn: ahead(days)
});
const lead = () =>
	arrangeWelcome(hikari.hashimoto, id, {
		leaderId: hikari.mori.personId,
		buddyId: null,
		notes: '',
		revision: 1
	});
const roles = async () =>
	(await own.owner.query(`select roles from membership where person_id = $1`, [hikari.nakamura.personId]))
		.rows[0].roles;
/** Time goes by: the planned day is today. */
const dayComes = () =>
	own.owner.query(`update planned_return set returns_on = network_today() where planned_return_id = $1`, [
		id
	]);

test('a planned return is planned, changes nothing for the person, and its welcome is prepared', async () => {
	expect(await plannedReturns(hikari.hashimoto)).toMatchObject([
		{ plannedReturnId: id, returnsOn: ahead(20), state: 'planned', hasLeader: false }
	]);
	expect(await roles()).toEqual(['alumnus']);
	expect(await listed()).toEqual([]);
	const { steps, isPlanned } = await welcomeOf(hikari.hashimoto, id);
	expect([isPlanned, steps[0]!.dueOn]).toEqual([true, ahead(6)]);
	expect(await checkInsAtDesk(hikari.hashimoto, id)).toEqual([]);
	await lead();
	expect(await ownWelcomes(hikari.mori)).toMatchObject([{ rehireId: id, isPlanned: true }]);
	await expect(recordReturn(hikari.hashimoto, to(30))).rejects.toMatchObject({
		why: 'planned_already'
	});
});

test('a planned return waits at the desk’s first page from two weeks before, until someone leads the welcome', async () => {
	const waiting = async () => (await waitingToday(hikari.hashimoto)).plannedReturns;
	expect(await waiting()).toBe(0);
	await movePlannedReturn(hikari.hashimoto, id, {
		revision: 1,
		companyId: hikari.parentId,
		returnsOn: ahead(14)
	});
	expect(await waiting()).toBe(1);
	await lead();
	expect(await waiting()).toBe(0);
});

test('a planned return becomes a return on its day, under the same id, with what was prepared', async () => {
	await lead();
	const { steps } = await welcomeOf(hikari.hashimoto, id);
	await tickStep(hikari.mori, id, steps[0]!.stepId, true);
	await recordDueReturns(hikari.network);
	expect(await roles()).toEqual(['alumnus']);
	await dayComes();
	await recordDueReturns(hikari.network);
	await recordDueReturns(hikari.network);
	expect(await roles()).toEqual(['employee']);
	expect(await listed('returnedFrom=' + ahead(0) + '&welcome=yes')).toEqual([id]);
	expect(await plannedReturns(hikari.hashimoto)).toEqual([]);
	const welcome = await welcomeOf(hikari.hashimoto, id);
	expect(welcome).toMatchObject({ isPlanned: false, leaderId: hikari.mori.personId });
	expect(welcome.steps.filter(({ doneAt }) => doneAt)).toHaveLength(1);
	const sides = (await checkInsAtDesk(hikari.hashimoto, id)).map(({ side }) => side);
	expect(sides.toSorted()).toEqual([...Array(5).fill('leader'), ...Array(5).fill('rejoiner')]);
	await undoRehire(hikari.hashimoto, id);
	await expect(welcomeOf(hikari.hashimoto, id)).rejects.toThrow(NotFound);
	await recordReturn(hikari.hashimoto, to(40));
});

test('a planned return is fulfilled where the return is recorded earlier by hand', async () => {
	const rehireId = await recordRehire(
		hikari.hashimoto,
		hikari.nakamura.personId,
		hikari.digitalId,
		ahead(-1)
	);
	expect(rehireId).toBe(id);
	expect(await plannedReturns(hikari.hashimoto)).toEqual([]);
	expect((await welcomeOf(hikari.hashimoto, id)).steps[0]!.dueOn).toBe(ahead(-15));
});

test('a planned return is moved, with the steps that are not done, and called off, with all of them', async () => {
	const before = await welcomeOf(hikari.hashimoto, id);
	await tickStep(hikari.hashimoto, id, before.steps[0]!.stepId, true);
	const wish = { revision: 1, companyId: hikari.parentId, returnsOn: ahead(27) };
	await movePlannedReturn(hikari.hashimoto, id, wish);
	const { steps, returnedOn } = await welcomeOf(hikari.hashimoto, id);
	expect(returnedOn).toBe(ahead(27));
	expect(steps.map(({ dueOn }) => dueOn).slice(0, 2)).toEqual([ahead(6), ahead(17)]);
	await expect(movePlannedReturn(hikari.hashimoto, id, wish)).rejects.toThrow(Stale);
	await expect(
		movePlannedReturn(hikari.hashimoto, id, { ...wish, revision: 2, returnsOn: ahead(0) })
	).rejects.toMatchObject({ why: 'not_ahead' });
	await callOffPlannedReturn(hikari.hashimoto, id, { revision: 2, why: '辞退' });
	await expect(welcomeOf(hikari.hashimoto, id)).rejects.toThrow(NotFound);
	await dayComes();
	await recordDueReturns(hikari.network);
	expect(await roles()).toEqual(['alumnus']);
});

test('who prepares the welcome is told when its day changes, and when nobody comes; what they were told before goes', async () => {
	const told = async () =>
		(
			await own.owner.query(
				`select kind, path, about from notification where person_id = $1 and seen_at is null order by kind`,
				[hikari.mori.personId]
			)
		).rows;
	await lead();
	const welcome = { kind: 'welcome', path: `/staff/welcome/${id}`, about: '中村' };
	expect(await told()).toEqual([welcome]);
	const wish = { revision: 1, companyId: hikari.digitalId, returnsOn: ahead(27) };
	await movePlannedReturn(hikari.hashimoto, id, wish);
	expect(await told()).toEqual([welcome, { ...welcome, kind: 'welcome_moved' }]);
	await callOffPlannedReturn(hikari.hashimoto, id, { revision: 2, why: '辞退' });
	const off = { ...welcome, kind: 'welcome_off', path: '/staff' };
	expect(await told()).toEqual([off]);
	id = await recordReturn(hikari.hashimoto, to(20));
	await lead();
	await recordRehire(hikari.hashimoto, hikari.nakamura.personId, hikari.digitalId, ahead(-1));
	expect((await told()).map(({ kind }) => kind)).toEqual(['welcome', 'welcome_moved', 'welcome_off']);
	await undoRehire(hikari.hashimoto, id);
	expect(await told()).toEqual([off, off]);
});

test('a planned return whose day cannot be recorded stands at the desk, and does not keep another one', async () => {
	await own.owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on) values ($1, $2, $3, network_today())`,
		[hikari.network.networkId, hikari.nakamura.personId, hikari.parentId]
	);
	await dayComes();
	const other = await recordReturn(hikari.hashimoto, { ...to(1), personId: hikari.watanabeId });
	await own.owner.query(
		`update planned_return set returns_on = network_today() where planned_return_id = $1`,
		[other]
	);
	await recordDueReturns(hikari.network);
	expect(await plannedReturns(hikari.hashimoto)).toMatchObject([{ plannedReturnId: id, state: 'missed' }]);
	expect(await listed()).toEqual([other]);
	expect((await waitingToday(hikari.hashimoto)).plannedReturns).toBe(1);
});

test('a planned return is for the desk of its network only, and for those who left', async () => {
	const theirs = await foundHikari(own.owner, `theirs-${round}`);
	const off = { revision: 1, why: '' };
	for (const someone of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
		await expect(plannedReturns(someone)).rejects.toThrow(Forbidden);
		await expect(recordReturn(someone, to(3))).rejects.toThrow(Forbidden);
		await expect(callOffPlannedReturn(someone, id, off)).rejects.toThrow(Forbidden);
		await expect(
			movePlannedReturn(someone, id, {
				revision: 1,
				companyId: hikari.digitalId,
				returnsOn: ahead(3)
			})
		).rejects.toThrow(Forbidden);
	}
	await expect(callOffPlannedReturn(theirs.hashimoto, id, off)).rejects.toThrow(NotFound);
	await expect(welcomeOf(theirs.hashimoto, id)).rejects.toThrow(NotFound);
	await expect(welcomeOf(hikari.mori, id)).rejects.toThrow(NotFound);
	await expect(
		recordReturn(hikari.hashimoto, { ...to(3), personId: hikari.mori.personId })
	).rejects.toThrow(NotFound);
	await expect(
		recordReturn(hikari.hashimoto, {
			...to(0),
			personId: hikari.igarashi.personId,
			returnedOn: '2019-09-30'
		})
	).rejects.toThrow(Invalid);
});
