import { beforeEach, describe, expect, test } from 'vitest';
import { today } from '#platform/clock/today.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { recordRehire } from '../rehires/rehires.server.ts';
import {
	answerCheckIn,
	askCheckIns,
	checkInsAtDesk,
	feelingFigures,
	openCheckIns,
	ownCheckIn
} from './check-ins.server.ts';
import { remindOfSteps } from './reminding.server.ts';
import { dayBeside } from './welcome.ts';
import { addStep, arrangeWelcome, dropStep, ownWelcomes, tickStep, welcomeOf } from './planning.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
let rehireId = '';
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	const returnedOn = dayBeside(today(hikari.network.timeZone), -20);
	rehireId = await recordRehire(hikari.hashimoto, hikari.nakamura.personId, hikari.digitalId, returnedOn);
	hikari.nakamura.roles = ['employee'];
});
const arrange = () =>
	arrangeWelcome(hikari.hashimoto, rehireId, {
		leaderId: hikari.mori.personId,
		buddyId: hikari.ishikawa.personId,
		notes: '在宅は火曜',
		revision: 1
	});
const monthLater = () =>
	own.owner.query(
		`update check_in
		set due_on = case stage when 'd30' then network_today() else network_today() + 500 end
		where rehire_id = $1`,
		[rehireId]
	);
const answer = {
	feeling: 'well' as const,
	words: '助かっています',
	shownTo: 'desk' as const,
	wouldTell: null,
	said: []
};

describe('the welcome', () => {
	test('has steps, which its leader and its buddy tick off; it is not for others, nor for the rejoiner', async () => {
		await expect(welcomeOf(hikari.mori, rehireId)).rejects.toThrow(NotFound);
		await arrange();
		const { steps, notes } = await welcomeOf(hikari.mori, rehireId);
		expect(steps).toHaveLength(8);
		expect(notes).toBe('在宅は火曜');
		await tickStep(hikari.ishikawa, rehireId, steps[0]!.stepId, true);
		await addStep(hikari.mori, rehireId, { words: '花を', dueOn: '2026-10-01' });
		await dropStep(hikari.mori, rehireId, steps[1]!.stepId);
		const later = await welcomeOf(hikari.hashimoto, rehireId);
		expect(later.steps).toHaveLength(8);
		expect(later.steps.filter((step) => step.doneAt)).toHaveLength(1);
		expect(await ownWelcomes(hikari.mori)).toHaveLength(1);
		await expect(welcomeOf(hikari.nakamura, rehireId)).rejects.toThrow(NotFound);
		await expect(
			arrangeWelcome(hikari.hashimoto, rehireId, {
				leaderId: hikari.nakamura.personId,
				buddyId: null,
				notes: '',
				revision: 2
			})
		).rejects.toThrow(Invalid);
	});
});

test('whoever prepares a welcome is told of what is for today, until it is done', async () => {
	await arrange();
	await own.owner.query('delete from notification');
	const [first, second] = (await welcomeOf(hikari.hashimoto, rehireId)).steps;
	for (const { stepId } of [first!, second!])
		await own.owner.query('update welcome_step set due_on = network_today() where step_id = $1', [
			stepId
		]);
	const told = async () => {
		await own.owner.query('delete from notification');
		await remindOfSteps(hikari.network);
		const { rows } = await own.owner.query<{ id: string; path: string }>(
			`select person_id as id, path from notification where kind = 'welcome_due'`
		);
		return new Map(rows.map(({ id, path }) => [id, path]));
	};
	const path = `/staff/welcome/${rehireId}`;
	const both = new Map([hikari.mori, hikari.ishikawa].map(({ personId }) => [personId, path]));
	expect(await told()).toEqual(both);
	await tickStep(hikari.mori, rehireId, first!.stepId, true);
	expect(await told()).toEqual(both);
	await tickStep(hikari.mori, rehireId, second!.stepId, true);
	expect(await told()).toEqual(new Map());
});

describe('check-ins', () => {
	test('asks rejoiner and leader apart, when the time has come, once', async () => {
		await arrange();
		await monthLater();
		await askCheckIns(hikari.network);
		await askCheckIns(hikari.network);
		const { rows } = await own.owner.query(
			`select person_id from notification where kind = 'check_in' and network_id = $1 order by 1`,
			[hikari.network.networkId]
		);
		expect(new Set(rows.map((row) => row.person_id))).toEqual(
			new Set([hikari.nakamura.personId, hikari.mori.personId])
		);
		expect(rows).toHaveLength(2);
		expect((await openCheckIns(hikari.nakamura)).map((one) => one.stage)).toEqual(['d30']);
		await expect(ownCheckIn(hikari.ishikawa, rehireId, 'd30')).rejects.toThrow(NotFound);
		await expect(answerCheckIn(hikari.hashimoto, rehireId, 'd30', answer)).rejects.toThrow(NotFound);
	});

	test('shows an answer to whom its writer chose, and to nobody else', async () => {
		await arrange();
		await monthLater();
		await askCheckIns(hikari.network);
		await answerCheckIn(hikari.nakamura, rehireId, 'd30', {
			...answer,
			words: '実はつらい',
			feeling: 'hard',
			shownTo: 'figures'
		});
		const hidden = await checkInsAtDesk(hikari.hashimoto, rehireId);
		expect(JSON.stringify(hidden)).not.toMatch(/実はつらい|hard/);
		expect((await ownCheckIn(hikari.mori, rehireId, 'd30')).other).toBeNull();
		expect(await feelingFigures(hikari.hashimoto)).toEqual([{ stage: 'd30', well: 0, fair: 0, hard: 1 }]);
		await answerCheckIn(hikari.nakamura, rehireId, 'd30', { ...answer, shownTo: 'desk' });
		expect(
			(await checkInsAtDesk(hikari.hashimoto, rehireId)).find((one) => one.answeredAt)
		).toMatchObject({ words: '助かっています', feeling: 'well' });
		expect((await ownCheckIn(hikari.mori, rehireId, 'd30')).other).toBeNull();
		await answerCheckIn(hikari.nakamura, rehireId, 'd30', { ...answer, shownTo: 'both' });
		expect((await ownCheckIn(hikari.mori, rehireId, 'd30')).other).toEqual({
			words: '助かっています',
			feeling: 'well'
		});
		await expect(checkInsAtDesk(hikari.mori, rehireId)).rejects.toThrow(Forbidden);
	});
});

describe('after a check-in', () => {
	test('who would tell their story is named to the desk; a leader cannot say so for them', async () => {
		await arrange();
		await monthLater();
		await askCheckIns(hikari.network);
		await answerCheckIn(hikari.mori, rehireId, 'd30', { ...answer, wouldTell: true, said: ['talk'] });
		const told = async () =>
			(
				await own.owner.query(
					`select count(*)::int as n from notification where kind = 'would_tell' and network_id = $1`,
					[hikari.network.networkId]
				)
			).rows[0].n;
		expect(await told()).toBe(0);
		expect(
			(
				await own.owner.query(`select count(*)::int as n from rehire_said where rehire_id = $1`, [
					rehireId
				])
			).rows[0].n
		).toBe(0);
		await answerCheckIn(hikari.nakamura, rehireId, 'd30', {
			...answer,
			wouldTell: true,
			said: ['talk', 'change']
		});
		expect(await told()).toBe(1);
		expect((await ownCheckIn(hikari.nakamura, rehireId, 'd30')).said.sort()).toEqual(['change', 'talk']);
	});

	test('asks nobody who has left again', async () => {
		await monthLater();
		await own.owner.query(
			`update tenure set ended_on = network_today() where tenure_id = (select tenure_id from rehire where rehire_id = $1)`,
			[rehireId]
		);
		await askCheckIns(hikari.network);
		expect(await openCheckIns(hikari.nakamura)).toEqual([]);
	});
});
