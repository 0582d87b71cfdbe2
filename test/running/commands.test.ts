import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import yauzl from 'yauzl';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { answerPrograms } from '../../bin/commands/answering.ts';
import { kindOf } from '../../bin/commands/export-tables.ts';
import { makeProgram } from '../../bin/commands/line/program.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { confide, markers } from '../house/confiding.ts';

const own = useOwnDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-commands-'));
const said: string[] = [];
let ours: Hikari;

beforeAll(async () => {
	vi.spyOn(console, 'log').mockImplementation((words: string) => void said.push(words));
	ours = await foundHikari(own.owner, 'hikari');
	await confide(own.owner, ours);
	await foundHikari(own.owner, 'theirs');
	vi.stubEnv('DATABASE_URL', own.url);
});
afterAll(() => {
	vi.unstubAllEnvs();
	answerPrograms(false);
	fs.rmSync(folder, { recursive: true });
});

/** What a command prints. */
async function okaeri(...typed: string[]): Promise<string> {
	said.length = 0;
	await makeProgram().parseAsync(typed, { from: 'user' });
	return said.join('\n');
}
const inJson = async (...typed: string[]): Promise<unknown> =>
	JSON.parse(await okaeri(...typed, '--network', 'hikari', '--json'));
const lines = async (act: string) =>
	(
		await own.owner.query(
			`select subject_id, detail from audit where network_id = $1 and act = $2 order by audit_id`,
			[ours.network.networkId, act]
		)
	).rows;

describe('with --json', () => {
	const person = z.object({ personId: z.uuid(), familyName: z.string(), email: z.string().nullable() });
	test.each<[string[], z.ZodType]>([
		[
			['people', 'find', '森'],
			z.object({ network: z.literal('hikari'), people: z.array(person).min(1) })
		],
		[
			['people', 'show', 'mori@hikari.example.jp'],
			z.object({
				people: z.tuple([person.extend({ mailsWaiting: z.number(), roles: z.array(z.string()) })])
			})
		],
		[
			['role', 'list'],
			z.object({ people: z.array(person.extend({ roles: z.array(z.string()) })).min(1) })
		],
		[
			['role', 'give', 'mori@hikari.example.jp', 'executive'],
			z.object({ isChanged: z.literal(true), after: z.array(z.string()) })
		],
		[
			['jobs', 'list'],
			z.object({ all: z.number(), jobs: z.array(z.object({ id: z.string(), state: z.string() })) })
		],
		[
			['link', 'mori@hikari.example.jp'],
			z.object({ kind: z.literal('sign_in'), link: z.url(), email: z.string() })
		],
		[
			['second-factor', 'reset', 'mori@hikari.example.jp'],
			z.object({ wasReset: z.literal(true), network: z.literal('hikari') })
		]
	])('%j answers one value', async (typed, schema) => {
		expect(schema.safeParse(await inJson(...typed)).error).toBeUndefined();
	});

	test('what is not of one network answers, too', async () => {
		const listed = z.object({
			networks: z.array(z.object({ slug: z.string(), origin: z.url() })).length(2)
		});
		expect(
			listed.safeParse(JSON.parse(await okaeri('networks', 'list', '--json'))).error
		).toBeUndefined();
		const done = z.object({ isNewest: z.literal(true) });
		expect(done.safeParse(JSON.parse(await okaeri('migrate', '--json'))).error).toBeUndefined();
		const health = z.object({
			isInOrder: z.boolean(),
			findings: z
				.array(z.object({ state: z.enum(['ok', 'note', 'warning', 'not']), text: z.string() }))
				.min(8)
		});
		expect(
			health.safeParse(JSON.parse(await okaeri('doctor', '--no-dns', '--json'))).error
		).toBeUndefined();
		process.exitCode = undefined;
	});
});

describe('what the operator does with people', () => {
	test('is in the audit log, and shows nothing that they confided', async () => {
		const found = await okaeri('people', 'find', '五十嵐', '--network', 'hikari');
		const shown = await okaeri('people', 'show', 'igarashi@hikari.example.jp', '--network', 'hikari');
		for (const marker of markers.filter((one) => one.startsWith('MARKER')))
			expect(found + shown).not.toContain(marker);
		expect(await lines('operator.find')).toContainEqual({
			subject_id: null,
			detail: { found: 1, by: 'operator' }
		});
		expect(await lines('operator.see')).not.toEqual([]);
		await expect(okaeri('people', 'find', '五十嵐')).rejects.toThrow(
			'Say which: --network hikari | theirs'
		);
		await expect(okaeri('people', 'show', 'x@y.jp', '--network', 'theirs')).rejects.toThrow(
			'okaeri people find'
		);
	});

	test('keeps the rules of roles', async () => {
		const role = (...typed: string[]) => okaeri('role', ...typed, '--network', 'hikari');
		const [nakamura, hashimoto] = ['nakamura@hikari.example.jp', 'hashimoto@hikari.example.jp'];
		await expect(role('give', nakamura, 'employee')).rejects.toThrow('left the company');
		await expect(role('give', nakamura, 'restricted_reader')).rejects.toThrow('steward first');
		await expect(role('take', hashimoto, 'steward')).rejects.toThrow('is the last steward');
		await expect(role('give', 'nobody@x.jp', 'steward')).rejects.toThrow('No member of hikari');
		expect(await role('give', nakamura, 'steward')).toContain('alumnus, steward of hikari now');
		expect(await role('give', nakamura, 'steward')).toContain('Nothing was changed');
		expect(await role('take', nakamura, 'steward')).toContain('alumnus of hikari now');
		await expect(role('take', nakamura, 'steward')).resolves.toContain('Nothing was changed');
		const changed = (await lines('role.change')).filter(
			({ subject_id }) => subject_id === ours.nakamura.personId
		);
		expect(changed.map(({ detail }) => detail.by)).toEqual(['operator', 'operator']);
	});
});

describe('jobs', () => {
	test('are listed, tried again and dropped, and the network’s audit log says so', async () => {
		const { rows } = await own.owner.query<{ id: string }>(
			`select id::text from graphile_worker.add_job(
				'keeping.tidy', json_build_object('networkId', $1::text), max_attempts => 1, run_at => now()
			)`,
			[ours.network.networkId]
		);
		const id = rows[0]!.id;
		await own.owner.query(
			`update graphile_worker._private_jobs set attempts = 1, last_error = E'The disk was full\\n at x' where id = $1`,
			[id]
		);
		const failed = await okaeri('jobs', 'list', '--state', 'failed', '--network', 'hikari');
		expect(failed).toMatch(
			new RegExp(`^${id} .*keeping.tidy .*hikari .*tried 1 of 1 .*The disk was full$`)
		);
		expect(await okaeri('jobs', 'list', '--state', 'failed', '--network', 'theirs')).toBe(
			'There is no such job.'
		);
		await okaeri('jobs', 'retry', id);
		expect(await okaeri('jobs', 'list', '--state', 'failed')).toBe('There is no such job.');
		await expect(okaeri('jobs', 'drop', id, '999999')).rejects.toThrow('There is no job 999999');
		await expect(okaeri('jobs', 'drop', 'x')).rejects.toThrow('x is not the number of a job');
		await own.owner.query(`update graphile_worker._private_jobs set locked_at = now() where id = $1`, [
			id
		]);
		await expect(okaeri('jobs', 'drop', id)).rejects.toThrow('is at work');
		await own.owner.query(`update graphile_worker._private_jobs set locked_at = null where id = $1`, [
			id
		]);
		expect(await okaeri('jobs', 'drop', id)).toBe(`job ${id} keeping.tidy: dropped`);
		expect(await okaeri('jobs', 'list', '--network', 'hikari', '--most', '1000')).not.toContain(`${id} `);
		const detail = { job: id, task: 'keeping.tidy', failure: 'The disk was full', by: 'operator' };
		expect(await lines('job.retry')).toEqual([{ subject_id: null, detail }]);
		expect(await lines('job.drop')).toEqual([{ subject_id: null, detail }]);
	});
});

/** Every entry of a zip, as text. */
function unzip(file: string): Promise<Map<string, string>> {
	return new Promise((resolve, reject) => {
		yauzl.open(file, { lazyEntries: true }, (failure, zip) => {
			if (failure) return reject(failure);
			const entries = new Map<string, string>();
			zip.on('entry', (entry: yauzl.Entry) =>
				zip.openReadStream(entry, (_failure, stream) => {
					const parts: Buffer[] = [];
					stream.on('data', (part: Buffer) => parts.push(part));
					stream.on('end', () => {
						entries.set(entry.fileName, Buffer.concat(parts).toString());
						zip.readEntry();
					});
				})
			);
			zip.on('end', () => resolve(entries));
			zip.on('error', reject);
			zip.readEntry();
		});
	});
}

describe('export', () => {
	test('decides about every table that keeps rows of networks', async () => {
		const { rows } = await own.owner.query<{ name: string }>(`
			select c.relname as name
			from pg_class c
			join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id' and not a.attisdropped
			where c.relkind in ('r', 'p')
				and not c.relispartition
				and c.relnamespace = 'public'::regnamespace
			order by 1
		`);
		expect(rows.map(({ name }) => name).filter((name) => !kindOf.has(name))).toEqual([]);
	});

	test('holds one network, no secret, and what was confided only where that is asked for', async () => {
		const plain = path.join(folder, 'plain.zip');
		const whole = path.join(folder, 'whole.zip');
		await inJson('export', plain);
		await inJson('export', whole, '--confided');
		await expect(okaeri('export', plain, '--network', 'hikari')).rejects.toThrow('There is a file');
		const [without, all] = [await unzip(plain), await unzip(whole)];
		const people = without.get('tables/person.jsonl')!.trimEnd().split('\n');
		expect(people.map((line) => (JSON.parse(line) as { person_id: string }).person_id)).toContain(
			ours.mori.personId
		);
		const text = [...without.values()].join('\n');
		const confided = markers.filter((marker) => marker.startsWith('MARKER'));
		expect(confided.filter((marker) => text.includes(marker))).toEqual([]);
		const more = [...all.values()].join('\n');
		expect(confided.filter((marker) => more.includes(marker))).toContain('MARKER-STATED');
		expect([...without.keys(), ...all.keys()]).not.toContain('tables/message.jsonl');
		expect(text).not.toMatch(/"(link_hash|secret|token|network_id)":/);
		const about = JSON.parse(without.get('export.json')!) as { rows: Record<string, number> };
		expect(about.rows.person).toBe(people.length);
		expect(fs.statSync(plain).mode & 0o777).toBe(0o600);
		expect((await lines('network.export')).map(({ detail }) => detail)).toEqual([
			{ confided: false, by: 'operator' },
			{ confided: true, by: 'operator' }
		]);
	});
});
