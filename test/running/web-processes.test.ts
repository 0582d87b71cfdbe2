import fs from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { useWeb } from '#test/setup/web.ts';

const own = useOwnDatabase();
beforeAll(async () => void (await foundHikari(own.owner)));
const web = useWeb(own, { WEB_PROCESSES: '2' });

const serving = () =>
	fs
		.readFileSync(`/proc/${web.pid()}/task/${web.pid()}/children`, 'utf8')
		.split(' ')
		.filter(Boolean)
		.map(Number);

/** What several requests find, each on a connection of its own, so that they come to one process after the other. */
const names = () =>
	Promise.all(
		Array.from({ length: 6 }, async () => {
			const { text } = await web.ask('GET', '/manifest.webmanifest');
			return (JSON.parse(text) as { name: string }).name;
		})
	);

test('two processes serve at one address, and one that is killed is started again', async () => {
	const first = serving();
	expect(first).toHaveLength(2);
	process.kill(first[0]!, 'SIGKILL');
	await vi.waitFor(() => expect(serving()).toEqual([first[1]]));
	expect((await web.ask('GET', '/robots.txt')).status).toBe(200);
	await vi.waitFor(() => expect(serving()).toHaveLength(2), 30_000);
	expect((await web.ask('GET', '/robots.txt')).status).toBe(200);
});

test(
	'what is changed of a network is seen by both at once, whoever changed it',
	{ timeout: 60_000 },
	async () => {
		await names(); // each process knows the network now, and would keep it for ten seconds
		await own.owner.query(`update network set name_ja = '新しい輪', name_en = '新しい輪'`);
		await vi.waitFor(async () => {
			expect(new Set(await names())).toEqual(new Set(['新しい輪']));
		}, 5000);
	}
);
