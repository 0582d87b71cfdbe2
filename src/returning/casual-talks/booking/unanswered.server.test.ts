import { beforeEach, describe, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { saveHosting } from '../hosting/hosting.server.ts';
import { openProposals, proposeTimes } from './proposals.server.ts';
import { followUpProposals } from './unanswered.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const propose = (...hours: number[]) =>
	proposeTimes(hikari.nakamura, hikari.mori.personId, {
		times: hours.map(inHours),
		way: 'online',
		telephone: '',
		wish: ''
	});
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, openAtNoon());
});

/** Lets so many hours pass for what was proposed and told. */
const hoursPass = async (hours: number) => {
	await own.owner.query(
		`update talk_proposal
		set made_at = made_at - make_interval(hours => $1),
			times = array(select t.at - make_interval(hours => $1) from unnest(times) t(at))`,
		[hours]
	);
	await own.owner.query(
		'update notification set happened_at = happened_at - make_interval(hours => $1), seen_at = now()',
		[hours]
	);
};
const followUp = () => inNetwork(hikari.network, (db) => followUpProposals(db, hikari.network));
const told = async ({ personId }: { personId: string }) =>
	(
		await own.owner.query<{ about: string; path: string }>(
			'select about, path from notification where person_id = $1 order by happened_at',
			[personId]
		)
	).rows;

describe('times that a host does not answer', () => {
	test('are brought to mind once, after two days', async () => {
		await propose(24 * 10);
		await hoursPass(30);
		await followUp();
		expect(await told(hikari.mori)).toHaveLength(1);
		await hoursPass(24);
		await followUp();
		await followUp();
		await hoursPass(48);
		await followUp();
		expect(await told(hikari.mori)).toEqual([
			{ about: '話せる時間の希望が届きました', path: '/staff#proposals' },
			{ about: '話せる時間の希望が、返事を待っています', path: '/staff#proposals' }
		]);
		expect(await told(hikari.nakamura)).toEqual([]);
	});

	test('are brought to mind sooner where one is near', async () => {
		await propose(30, 24 * 10);
		await hoursPass(13);
		await followUp();
		expect(await told(hikari.mori)).toHaveLength(2);
	});

	test('are not offered any more once they have passed', async () => {
		await propose(5, 50);
		await hoursPass(10);
		expect((await openProposals(hikari.mori)).map(({ times }) => times.length)).toEqual([1]);
	});

	test('end when all have passed: she is told, and can propose others', async () => {
		await propose(5, 10);
		await hoursPass(11);
		await followUp();
		await followUp();
		expect(await told(hikari.nakamura)).toEqual([
			{ about: expect.stringContaining('返事のないまま過ぎました'), path: '/come-back/talk' }
		]);
		expect(await openProposals(hikari.mori)).toEqual([]);
		await propose(24);
		expect(await openProposals(hikari.nakamura)).toHaveLength(1);
	});
});
